import type { DailyRun, DailyRunState } from '../api/types.js';
import { useDesk } from '../design/desk.js';
import { Icon, type IconName } from '../design/icons.js';

/** A run without its list of reasons, as the overview tells it. */
type RunInShort = Omit<DailyRun, 'reasons'>;

export const isRunning = (state: DailyRunState): boolean => state === 'ranges' || state === 'fleet_check';

const iconOf: Readonly<Record<DailyRunState, IconName>> = {
  ranges: 'clock',
  fleet_check: 'clock',
  released: 'pass',
  quarantined: 'stop',
  failed: 'warning',
};

export function RunState({ state }: { readonly state: DailyRunState }) {
  const { t } = useDesk();
  return <span className="strong nowrap"><Icon name={iconOf[state]} /> {t(`runState.${state}`)}</span>;
}

/** How far a run is: bar, numbers, speed and what remains. */
export function RunProgress({ run }: { readonly run: RunInShort }) {
  const { t, format } = useDesk();
  const done = t('runs.done', { done: format.count(run.accountsDone), total: format.count(run.accountsTotal) });
  return (
    <>
      <progress max={Math.max(run.accountsTotal, 1)} value={run.accountsDone} aria-label={t('runs.progress')}>{done}</progress>
      <p>
        {done}
        {run.accountsPerSecond > 0 ? <span className="soft">{` · ${t('runs.speed', { count: format.count(Math.round(run.accountsPerSecond)) })}`}</span> : null}
        {run.remainingSeconds !== null && isRunning(run.state) ? <span className="soft">{` · ${t('runs.remaining', { count: format.count(run.remainingSeconds) })}`}</span> : null}
      </p>
    </>
  );
}

export function RunSummary({ run }: { readonly run: RunInShort }) {
  const { t, format } = useDesk();
  return (
    <div className="stack">
      <p>
        <a href={`/daily-runs/${run.id}`}>{t('runs.of', { day: format.day(run.day) })}</a>
        <span className="block"><RunState state={run.state} /></span>
      </p>
      <RunProgress run={run} />
      {run.why === null ? null : <p>{run.why}</p>}
    </div>
  );
}
