import { useDesk } from '../design/desk.js';
import { ErrorSummary } from '../design/error-summary.js';
import { PageTitle } from '../design/page-title.js';
import { PersonLine, type SupportedPerson } from './person-line.js';
import { faultsInWords, type FieldFault, type SupportTyped } from './support-order.js';

type SupportFormProps = { readonly person: SupportedPerson; readonly typed: SupportTyped | null; readonly faults: readonly FieldFault[] };

export const suggestedEuros = ['10', '20', '30', '50'] as const;

export function SupportForm({ person, typed, faults }: SupportFormProps) {
  const { t } = useDesk();
  const faultOf = (field: FieldFault['field']) => faults.find((fault) => fault.field === field);
  const reasonFault = faultOf('reason');
  return (
    <div className="narrow">
      <PageTitle>{t('support.title')}</PageTitle>
      {faults.length === 0 ? null : <ErrorSummary faults={faultsInWords(faults, t)} />}
      <PersonLine person={person} />
      <p className="lead">{t('support.whatItIs')}</p>
      <form method="post" className="card stack">
        <AmountFields typed={typed} fault={faultOf('other') ?? faultOf('choice-10')} />
        <div className="field">
          <label htmlFor="reason">{t('support.reason')}</label>
          <span className="hint" id="reason-hint">{t('support.reasonHint')}</span>
          {reasonFault ? <span className="fault" id="reason-fault">{t(reasonFault.words)}</span> : null}
          <textarea id="reason" name="reason" rows={3} maxLength={500} defaultValue={typed?.reason} aria-invalid={reasonFault !== undefined} aria-describedby={reasonFault ? 'reason-fault reason-hint' : 'reason-hint'} />
        </div>
        <p className="actions">
          <button className="button">{t('support.review')}</button>
          <a href={`/people/${person.id}`}>{t('frame.back')}</a>
        </p>
      </form>
    </div>
  );
}

function AmountFields({ typed, fault }: { readonly typed: SupportTyped | null; readonly fault: FieldFault | undefined }) {
  const { t, format } = useDesk();
  return (
    <fieldset>
      <legend className="field-label">{t('support.amount')}</legend>
      {fault ? <span className="fault" id="amount-fault">{t(fault.words)}</span> : null}
      <div className="choices">
        {suggestedEuros.map((euro) => (
          <label key={euro} className="choice" htmlFor={`choice-${euro}`}>
            <input id={`choice-${euro}`} type="radio" name="choice" value={euro} defaultChecked={typed?.choice === euro} />
            {format.money(euro)}
          </label>
        ))}
      </div>
      <div className="field other-amount">
        <label htmlFor="other">{t('support.other')}</label>
        <span className="hint" id="other-hint">{t('support.otherHint')}</span>
        <input id="other" name="other" inputMode="decimal" autoComplete="off" maxLength={10} defaultValue={typed?.other} aria-invalid={fault?.field === 'other'} aria-describedby={fault ? 'amount-fault other-hint' : 'other-hint'} />
      </div>
    </fieldset>
  );
}
