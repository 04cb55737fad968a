import type { Instant } from '../calendar/index.js';
import { instantAtNumber, supplyDayNumberOf } from '../calendar/index.js';

/** Hours in which nobody is disturbed, in minutes after local midnight: from the evening until the morning. */
export interface QuietHours {
  readonly quietFromMinute: number;
  readonly quietUntilMinute: number;
}

/** The first moment from `at` on outside quiet hours. */
export function afterQuietHours(hours: QuietHours, at: Instant): Instant {
  const day = supplyDayNumberOf(at);
  const morning = instantAtNumber(day, hours.quietUntilMinute);
  if (at < morning) return morning;
  return at < instantAtNumber(day, hours.quietFromMinute) ? at : instantAtNumber(day + 1, hours.quietUntilMinute);
}

/**
 * When a warning must go for something that happens at `eventAt`: now, and if now is quiet in the morning after,
 * unless the event comes first; then it goes at once, because a warning after the event helps nobody.
 */
export function warningTime(hours: QuietHours, now: Instant, eventAt: Instant | null): Instant {
  const morning = afterQuietHours(hours, now);
  return eventAt !== null && morning >= eventAt ? now : morning;
}
