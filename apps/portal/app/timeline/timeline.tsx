import type { TimelineItem } from '../api/timeline-types.js';
import { useDesk } from '../design/desk.js';
import { EmptyState } from '../design/empty-state.js';
import { PageLinks } from '../design/page-links.js';
import { isTimelineFilter, timelineFilters, type TimelineFilter } from './timeline-filter.js';
import { TimelineEntry } from './timeline-entry.js';

export type TimelinePage = {
  readonly items: readonly TimelineItem[];
  readonly nextCursor: string | null;
  readonly filter: string;
  readonly atStart: boolean;
};

/** Everything that happened on an account in one list, newest first. */
export function Timeline({ timeline, path }: { readonly timeline: TimelinePage; readonly path: string }) {
  const { t } = useDesk();
  const { items, nextCursor, filter, atStart } = timeline;
  const filtered = isTimelineFilter(filter);
  return (
    <section id="timeline" aria-labelledby="timeline-title">
      <h2 id="timeline-title" className="section-head">{t('timeline.title')}</h2>
      <FilterChips filter={filter} path={path} />
      {items.length === 0 ? <EmptyState title={t(filtered ? 'timeline.emptyKind' : 'timeline.empty')} /> : (
        <ol className="timeline">{items.map((item) => <TimelineEntry key={item.id} item={item} />)}</ol>
      )}
      <PageLinks
        path={path}
        search={new URLSearchParams(filtered ? { show: filter } : {})}
        nextCursor={nextCursor}
        atStart={atStart}
        words={{ next: t('timeline.older'), start: t('timeline.newest') }}
      />
    </section>
  );
}

function FilterChips({ filter, path }: { readonly filter: string; readonly path: string }) {
  const { t } = useDesk();
  const chosen = isTimelineFilter(filter) ? filter : 'all';
  const names: readonly ('all' | TimelineFilter)[] = ['all', ...(Object.keys(timelineFilters) as TimelineFilter[])];
  return (
    <nav className="no-print" aria-label={`${t('timeline.title')}: ${t('timeline.show')}`}>
      <ul className="chips">
        {names.map((name) => (
          <li key={name}>
            <a href={name === 'all' ? `${path}#timeline` : `${path}?show=${name}#timeline`} aria-current={name === chosen ? 'true' : undefined}>{t(`timeline.${name}`)}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
