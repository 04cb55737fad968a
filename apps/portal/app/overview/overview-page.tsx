import type { Overview } from '../api/types.js';
import { useDesk } from '../design/desk.js';
import { Icon } from '../design/icons.js';
import { PageTitle } from '../design/page-title.js';
import { RunSummary } from '../runs/run-summary.js';
import { HealthTiles } from './health-tiles.js';
import { OffLong } from './off-long.js';
import { PaymentsToday } from './payments-today.js';
import { SupplyPicture } from './supply-picture.js';

/** Ordered by what cannot wait: a pause, what is wrong, who is in the dark; then the ordinary day. */
export function OverviewPage({ overview }: { readonly overview: Overview }) {
  const { t, format } = useDesk();
  return (
    <div className="sections">
      <PageTitle beside={<span className="soft">{t('frame.asOf', { time: format.moment(overview.asOf) })}</span>}>{t('overview.title')}</PageTitle>
      {overview.cutsPaused ? (
        <p className="callout callout-warning strong" role="status">
          <Icon name="shield" /> {t('overview.paused')}
        </p>
      ) : null}
      <HealthTiles overview={overview} />
      <SupplyPicture overview={overview} />
      <OffLong homes={overview.offLongerThan24h} />
      <div className="columns">
        <PaymentsToday payments={overview.paymentsToday} />
        <section className="card" aria-labelledby="daily-run">
          <h2 id="daily-run">{t('overview.dailyRun')}</h2>
          {overview.dailyRun === null ? <p>{t('overview.dailyRunNone')}</p> : <RunSummary run={overview.dailyRun} />}
        </section>
      </div>
    </div>
  );
}
