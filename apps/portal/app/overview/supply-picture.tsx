import { supplies, type Overview } from '../api/types.js';
import { useDesk } from '../design/desk.js';
import { Icon } from '../design/icons.js';

/** The fleet by state of supply: one bar in proportion, and under it every state with its number as a way in. */
export function SupplyPicture({ overview }: { readonly overview: Overview }) {
  const { t, format } = useDesk();
  return (
    <section className="card" aria-labelledby="supply-picture">
      <div className="title-row">
        <h2 id="supply-picture">{t('overview.supplyPicture')}</h2>
        <span className="soft">{t('overview.homes', { count: format.count(overview.accounts) })}</span>
      </div>
      <SupplyBar counts={overview.supplyCounts} />
      <ul className="tiles tiles-many">
        {supplies.map((supply) => (
          <li key={supply}>
            <a className={`tile tone-${supply}`} href={`/accounts?supply=${supply}`}>
              <span className="big"><Icon name={supply} />{format.count(overview.supplyCounts[supply])}</span>
              <span className="words">{t(`supply.${supply}`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

const barWidth = 1000;
const leastWidth = 6;

/** Parts in proportion, each state that occurs at least wide enough to be seen. The list below says the same in words. */
function SupplyBar({ counts }: { readonly counts: Overview['supplyCounts'] }) {
  const present = supplies.filter((supply) => counts[supply] > 0);
  const total = present.reduce((sum, supply) => sum + counts[supply], 0);
  const room = barWidth - present.length * leastWidth;
  let left = 0;
  const parts = present.map((supply) => {
    const width = leastWidth + Math.floor((room * counts[supply]) / total);
    const part = { supply, left, width };
    left += width;
    return part;
  });
  return (
    <svg className="supply-bar" viewBox={`0 0 ${barWidth} 28`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {parts.map((part) => (
        <rect key={part.supply} className={`tone-${part.supply}`} fill="currentColor" x={part.left} y="0" height="28" width={part.width - 1} />
      ))}
    </svg>
  );
}
