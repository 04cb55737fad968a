import { addDays, instant, instantAt, supplyDayOf } from '@tegoed/prepayment-engine';
import type { Instant } from '@tegoed/prepayment-engine';

/** Local hours in which phones stay silent, in minutes after midnight; from the evening until the next morning. */
export interface QuietHours {
  readonly fromMinute: number;
  readonly untilMinute: number;
}

/** 21:00 until 08:00, the shipped policy's value. */
export const QUIET_HOURS: QuietHours = { fromMinute: 21 * 60, untilMinute: 8 * 60 };

/** How long after it was meant to go a message may still follow a person's own action into the quiet hours. */
const LATE_MS = 2 * 3_600_000;
const FIRST_RETRY_MS = 30_000;

/** The end of the quiet hours that hold this moment; null outside them. */
export function quietUntil(at: Instant, quiet: QuietHours): Instant | null {
  const day = supplyDayOf(at);
  const morning = instantAt(day, quiet.untilMinute);
  if (at < morning) return morning;
  return at >= instantAt(day, quiet.fromMinute) ? instantAt(addDays(day, 1), quiet.untilMinute) : null;
}

/**
 * Until when a message that should have gone at `meantFor` waits; null = it goes now. What we are late with does not
 * ring at night, but news of the supply itself does, and so does what was meant for the night: it follows from
 * something the person has just done.
 */
export function waitUntil(meantFor: Instant, now: Instant, aboutSupply: boolean, quiet: QuietHours): Instant | null {
  const until = quietUntil(now, quiet);
  if (until === null || aboutSupply) return null;
  const meantForTheNight = quietUntil(meantFor, quiet) !== null && now - meantFor <= LATE_MS;
  return meantForTheNight ? null : until;
}

/** When to try again after the provider took nothing: 30 seconds, then twice as long each time; not into the night. */
export function retryAt(now: Instant, attempts: number, aboutSupply: boolean, quiet: QuietHours): Instant {
  const soon = instant(now + FIRST_RETRY_MS * 2 ** Math.max(0, attempts - 1));
  // Who is written to at night already was meant to be.
  return quietUntil(now, quiet) === null ? outsideQuiet(soon, aboutSupply, quiet) : soon;
}

/** The first moment from `at` on at which a phone may ring. */
export function outsideQuiet(at: Instant, aboutSupply: boolean, quiet: QuietHours): Instant {
  return aboutSupply ? at : (quietUntil(at, quiet) ?? at);
}
