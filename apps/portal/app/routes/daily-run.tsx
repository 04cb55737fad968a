import { answered } from '../api/answered.js';
import type { DailyRun } from '../api/types.js';
import { useDesk } from '../design/desk.js';
import { Icon } from '../design/icons.js';
import { PageTitle } from '../design/page-title.js';
import { isRunReason } from '../language/texts/desk-lists.js';
import { supplierOf } from '../request/viewer.js';
import { isRunning, RunProgress, RunState } from '../runs/run-summary.js';
import type { Route } from './+types/daily-run.js';

const refreshSeconds = 5;

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const run = answered(await supplierOf(context).api.dailyRun(params.runId));
  const still = new URL(request.url).searchParams.get('refresh') === 'off';
  return { run, refresh: isRunning(run.state) ? (still ? ('stopped' as const) : ('on' as const)) : ('done' as const) };
}

export default function DailyRunPage({ loaderData: { run, refresh } }: Route.ComponentProps) {
  const { t, format } = useDesk();
  return (
    <div className="narrow sections">
      <PageTitle beside={<RunState state={run.state} />}>{t('runs.of', { day: format.day(run.day) })}</PageTitle>
      {refresh === 'on' ? <meta httpEquiv="refresh" content={String(refreshSeconds)} /> : null}
      {run.state === 'quarantined' ? <p className="callout callout-warning"><Icon name="stop" /> {t('runs.quarantinedHint')}</p> : null}
      {run.why === null ? null : <p className="callout callout-warning">{run.why}</p>}
      <section className="card stack" aria-label={t('runs.progress')}>
        <RunProgress run={run} />
        <RefreshChoice refresh={refresh} path={`/daily-runs/${run.id}`} />
      </section>
      <Figures run={run} />
    </div>
  );
}

/** A page that reloads under somebody's hands can be told to stand still. */
function RefreshChoice({ refresh, path }: { readonly refresh: 'on' | 'stopped' | 'done'; readonly path: string }) {
  const { t } = useDesk();
  if (refresh === 'done') return null;
  if (refresh === 'stopped') return <p><a href={path}>{t('runs.startRefresh')}</a></p>;
  return <p>{t('runs.refreshing', { count: refreshSeconds })} <a href={`${path}?refresh=off`}>{t('runs.stopRefresh')}</a></p>;
}

const figures = ['read', 'rated', 'estimated', 'missing', 'held', 'rejected', 'wishesLess', 'wishesMore', 'notices'] as const;

function Figures({ run }: { readonly run: DailyRun }) {
  const { t, format } = useDesk();
  return (
    <section className="card" aria-labelledby="figures">
      <h2 id="figures">{t('runs.figures')}</h2>
      <dl className="facts">
        <dt>{t('runs.started')}</dt>
        <dd>{format.moment(run.startedAt)}</dd>
        <dt>{t('runs.finished')}</dt>
        <dd>{run.finishedAt === null ? t('item.notYet') : format.moment(run.finishedAt)}</dd>
        {figures.map((figure) => (
          <FigureRow key={figure} words={t(`runs.${figure}`)} value={format.count(run[figure])} />
        ))}
        {run.reasons.length === 0 ? null : (
          <FigureRow words={t('runs.reasons')} value={run.reasons.map(({ reason, readings }) => `${wordsOfReason(reason, t)}: ${format.count(readings)}`).join(', ')} />
        )}
      </dl>
    </section>
  );
}

/** A reason that has no words yet is shown as it is, rather than not at all. */
function wordsOfReason(reason: string, t: ReturnType<typeof useDesk>['t']): string {
  return isRunReason(reason) ? t(`runReason.${reason}`) : reason;
}

function FigureRow({ words, value }: { readonly words: string; readonly value: string }) {
  return (
    <>
      <dt>{words}</dt>
      <dd className="strong">{value}</dd>
    </>
  );
}
