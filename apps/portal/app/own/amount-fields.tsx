import { useDesk } from '../design/desk.js';
import { suggestedEuros } from './amount-choice.js';

type AmountFieldsProps = {
  readonly legend: string;
  /** What is needed to be on, as one more choice. */
  readonly needed: string | null;
  readonly hasFault: boolean;
};

/** How much: the usual amounts, what is needed, or any other. */
export function AmountFields({ legend, needed, hasFault }: AmountFieldsProps) {
  const { t, format } = useDesk();
  return (
    <fieldset>
      <legend className="field-label">{legend}</legend>
      {hasFault ? <span className="fault" id="amount-fault">{t('pay.noAmount')}</span> : null}
      <div className="choices">
        {suggestedEuros.map((euro) => <Choice key={euro} euro={euro} words={format.money(euro)} isFirst={euro === '20.00' && needed === null} />)}
        {needed === null ? null : <Choice euro={needed} words={t('pay.needed', { amount: format.money(needed) })} isFirst />}
      </div>
      <div className="field other-amount">
        <label htmlFor="other">{t('pay.other')}</label>
        <span className="hint" id="other-hint">{t('pay.otherHint')}</span>
        <input id="other" name="other" inputMode="decimal" autoComplete="off" maxLength={10} aria-invalid={hasFault} aria-describedby={hasFault ? 'amount-fault other-hint' : 'other-hint'} />
      </div>
    </fieldset>
  );
}

function Choice({ euro, words, isFirst }: { readonly euro: string; readonly words: string; readonly isFirst: boolean }) {
  return (
    <label className="choice" htmlFor={`choice-${euro}`}>
      <input id={`choice-${euro}`} type="radio" name="choice" value={euro} defaultChecked={isFirst} />
      {words}
    </label>
  );
}
