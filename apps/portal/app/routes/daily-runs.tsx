import { answered } from '../api/answered.js';
import { useDesk } from '../design/desk.js';
import { EmptyState } from '../design/empty-state.js';
import { Icon } from '../design/icons.js';
import { PageTitle } from '../design/page-title.js';
import { supplierOf } from '../request/viewer.js';
import { RunState } from '../runs/run-summary.js';
import type { Route } from './+types/daily-runs.js';

export async function loader({ context }: Route.LoaderArgs) {
  return { runs: answered(await supplierOf(context).api.dailyRuns()) };
}

export default function DailyRuns({ loaderData: { runs } }: Route.ComponentProps) {
  const { t, format } = useDesk();
  return (
    <>
      <PageTitle>{t('runs.title')}</PageTitle>
      {runs.stale && runs.items.length > 0 ? <p className="callout callout-warning"><Icon name="warning" /> {t('runs.stale')}</p> : null}
      {runs.measuredUntil === null ? null : <p className="soft">{t('runs.measuredUntil', { day: format.day(runs.measuredUntil) })}</p>}
      {runs.items.length === 0 ? <EmptyState title={t('runs.none')} /> : (
        <div className="table-card">
          <table className="as-cards">
            <caption>{t('runs.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('runs.day')}</th>
                <th scope="col">{t('runs.state')}</th>
                <th scope="col" className="right">{t('runs.rated')}</th>
                <th scope="col" className="right">{t('runs.estimated')}</th>
                <th scope="col" className="right">{t('runs.missing')}</th>
                <th scope="col" className="right">{t('runs.rejected')}</th>
                <th scope="col">{t('runs.finished')}</th>
              </tr>
            </thead>
            <tbody>
              {runs.items.map((run) => (
                <tr key={run.id}>
                  <th scope="row" className="nowrap"><a className="row-link" href={`/daily-runs/${run.id}`}>{format.day(run.day)}</a></th>
                  <td><RunState state={run.state} /></td>
                  <td className="right" data-label={t('runs.rated')}>{format.count(run.rated)}</td>
                  <td className="right" data-label={t('runs.estimated')}>{format.count(run.estimated)}</td>
                  <td className="right" data-label={t('runs.missing')}>{format.count(run.missing)}</td>
                  <td className="right" data-label={t('runs.rejected')}>{format.count(run.rejected)}</td>
                  <td className="nowrap" data-label={t('runs.finished')}>{run.finishedAt === null ? t('item.notYet') : format.moment(run.finishedAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
