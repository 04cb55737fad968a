import type { Schema } from '@tegoed/api-client';

export type TimelineItem = Schema<'Timeline'>['items'][number];
export type TimelineKind = TimelineItem['kind'];
export type TimelineItemOf<Kind extends TimelineKind> = Extract<TimelineItem, { kind: Kind }>;
/** What each kind of timeline item carries; the kinds are the API's closed list. */
export type TimelineData = { readonly [Kind in TimelineKind]: TimelineItemOf<Kind>['data'] };

export type PaymentTarget = TimelineData['payment']['parts'][number]['to'];
export type ReadingQuality = TimelineData['reading']['quality'];
export type Register = Schema<'RegisterUse'>;
