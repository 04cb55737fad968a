import { useDesk } from '../design/desk.js';
import type { DayBalance } from './balance-history.js';
import { balanceLine, chartHeight, chartWidth } from './balance-line.js';

/** The balance as a line, in one sentence, and as a table for whoever cannot or will not read a line. */
export function BalanceChart({ balances }: { readonly balances: readonly DayBalance[] }) {
  const { t, format } = useDesk();
  const line = balanceLine(balances);
  const first = balances[0];
  const last = balances.at(-1);
  if (line === null || first === undefined || last === undefined) {
    return <section className="card"><h2>{t('account.chart')}</h2><p>{t('account.chartEmpty')}</p></section>;
  }
  const summary = t('account.chartSummary', {
    first: format.money(first.balanceEuro),
    from: format.shortDay(first.day),
    last: format.money(last.balanceEuro),
    to: format.shortDay(last.day),
  });
  return (
    <section className="card" aria-labelledby="chart">
      <h2 id="chart">{t('account.chart')}</h2>
      <svg className="chart" viewBox={`0 0 ${chartWidth} ${chartHeight}`} role="img" aria-label={summary}>
        <path className="chart-area" d={line.area} />
        <path className="chart-zero" d={`M0 ${line.zeroY}H${chartWidth}`} />
        <path className="chart-line" d={line.path} />
        <circle className="chart-end" cx={line.endX} cy={line.endY} r="6" />
      </svg>
      <p className="soft">{summary}</p>
      <details>
        <summary>{t('account.chartTable')}</summary>
        <table className="compact">
          <caption className="visually-hidden">{t('account.chart')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('account.day')}</th>
              <th scope="col" className="right">{t('account.balance')}</th>
            </tr>
          </thead>
          <tbody>
            {balances.toReversed().map((balance) => (
              <tr key={balance.day}>
                <th scope="row">{format.shortDay(balance.day)}</th>
                <td className="right">{format.money(balance.balanceEuro)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
