import type { Explanation } from '../api/types.js';
import { useDesk } from '../design/desk.js';
import { GateList } from './gate-list.js';

/** The answer in words to "why is this home on or off", with the conditions that were asked. */
export function WhyPanel({ explanation }: { readonly explanation: Explanation | null }) {
  const { t, format } = useDesk();
  if (explanation === null) return <section className="card"><p>{t('why.unavailable')}</p></section>;
  const { confirmedSupply, desiredSupply, gates, nextPossible, reasons, since } = explanation;
  return (
    <section className="card why stack" aria-labelledby="why">
      <h2 id="why">{t(`why.${confirmedSupply}`)}</h2>
      <ul className="reasons">{reasons.map((reason) => <li key={reason.code}>{reason.sentence}</li>)}</ul>
      {nextPossible === null ? null : <p className="strong">{nextPossible.sentence}</p>}
      <p className="soft">
        {t('why.wanted', { supply: t(`supply.${desiredSupply}`), confirmed: t(`supply.${confirmedSupply}`) })}
        {since === null ? null : ` ${t('why.since', { time: format.moment(since) })}.`}
      </p>
      {gates.length === 0 ? null : <Gates gates={gates} />}
    </section>
  );
}

function Gates({ gates }: { readonly gates: Explanation['gates'] }) {
  const { t } = useDesk();
  const stops = gates.filter((gate) => !gate.passed).length;
  const verdict = stops === 0 ? t('why.gatesYes', { total: gates.length }) : t('why.gatesNo', { count: stops, total: gates.length });
  return (
    <div>
      <h3>{t('why.gates')}</h3>
      <p>{verdict}</p>
      <GateList gates={gates} />
    </div>
  );
}
