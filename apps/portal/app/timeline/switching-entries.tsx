import { GateList } from '../accounts/gate-list.js';
import type { TimelineData } from '../api/timeline-types.js';
import { useDesk } from '../design/desk.js';
import { SupplyMark } from '../design/marks.js';
import { wordOr } from '../language/translator.js';

export function DecisionEntry({ data }: { readonly data: TimelineData['decision'] }) {
  const { t, format } = useDesk();
  const notBefore = data.notBefore === null ? '' : `, ${t('item.notBefore', { time: format.moment(data.notBefore) })}`;
  return (
    <>
      <p className="strong">{t('item.decision', { supply: t(`supply.${data.wantedSupply}`) })}</p>
      <p className="soft">{t(`decisionState.${data.state}`) + notBefore}</p>
      <ul className="reasons">{data.reasons.map((reason) => <li key={reason.code}>{reason.sentence}</li>)}</ul>
    </>
  );
}

export function CommandEntry({ data }: { readonly data: TimelineData['command'] }) {
  const { t } = useDesk();
  return (
    <>
      <p className="strong">{t('item.command', { action: t(`action.${data.action}`), state: wordOr(t, 'commandState', data.state) })}</p>
      <CommandSteps command={data} />
      {data.answer === null ? null : <p>{t('item.answer', { answer: data.answer })}</p>}
      {data.attempts > 1 ? <p className="soft">{t('item.attempts', { count: data.attempts })}</p> : null}
      {data.gates.length === 0 ? null : (
        <details>
          <summary>{t('item.gatesAsked')}</summary>
          <GateList gates={data.gates} />
        </details>
      )}
    </>
  );
}

/** Requested, sent, accepted, confirmed: where a command got stuck is what an operator looks for first. */
function CommandSteps({ command }: { readonly command: TimelineData['command'] }) {
  const { t, format } = useDesk();
  const steps = [
    ['item.requested', command.requestedAt],
    ['item.sent', command.sentAt],
    ['item.accepted', command.acceptedAt],
    ['item.confirmed', command.confirmedAt],
  ] as const;
  return (
    <ol className="steps">
      {steps.map(([words, at]) => (
        <li key={words} className={at === null ? 'step step-open' : 'step'}>
          <span className="strong">{t(words)}</span>
          <span className="block">{at === null ? t('item.notYet') : format.moment(at)}</span>
        </li>
      ))}
    </ol>
  );
}

export function SupplyEntry({ data }: { readonly data: TimelineData['supply'] }) {
  const { t } = useDesk();
  return (
    <p>
      <SupplyMark supply={data.confirmedSupply} /> <span className="soft">{t(data.source === 'read_back' ? 'item.readBack' : 'item.event')}</span>
    </p>
  );
}
