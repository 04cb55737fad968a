import type { TimelineItem, TimelineKind } from '../api/timeline-types.js';

/** What a reader looks for, and the kinds of items that belong to it. */
export const timelineFilters = {
  money: ['payment', 'charge', 'instalment', 'grant', 'correction'],
  use: ['charge', 'reading'],
  switching: ['decision', 'command', 'supply'],
  messages: ['notice', 'note'],
} as const satisfies Record<string, readonly TimelineKind[]>;

export type TimelineFilter = keyof typeof timelineFilters;

export const isTimelineFilter = (value: string): value is TimelineFilter => Object.hasOwn(timelineFilters, value);

/** The kinds of a filter; null means all. */
export const kindsOf = (filter: string): readonly TimelineKind[] | null => (isTimelineFilter(filter) ? timelineFilters[filter] : null);

/** Also here, so that the filter is right even when the API answers with every kind. */
export const ofKinds = (items: readonly TimelineItem[], kinds: readonly TimelineKind[] | null): readonly TimelineItem[] =>
  kinds === null ? items : items.filter((item) => kinds.includes(item.kind));
