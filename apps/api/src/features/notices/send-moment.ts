import { afterQuietHours, instant } from '@tegoed/prepayment-engine';
import type { Instant, QuietHours } from '@tegoed/prepayment-engine';

/** 21:00 until 08:00: the value that the shipped policies have. */
export const QUIET_HOURS: QuietHours = { quietFromMinute: 21 * 60, quietUntilMinute: 8 * 60 };

/** How long after it was meant to go a message may still follow a person's own action into the quiet hours. */
const LATE_MS = 2 * 3_600_000;
const FIRST_RETRY_MS = 30_000;

/**
 * Until when a message that should have gone at `meantFor` waits; null = it goes now. What we are late with does not
 * ring at night, but news of the supply itself does, and so does what was meant for the night: it follows from
 * something the person has just done.
 */
export function waitUntil(meantFor: Instant, now: Instant, aboutSupply: boolean, quiet: QuietHours): Instant | null {
  if (aboutSupply || !isQuiet(now, quiet)) return null;
  const meantForTheNight = isQuiet(meantFor, quiet) && now - meantFor <= LATE_MS;
  return meantForTheNight ? null : afterQuietHours(quiet, now);
}

/** When to try again after the provider took nothing: 30 seconds, then twice as long each time; not into the night. */
export function retryAt(now: Instant, attempts: number, aboutSupply: boolean, quiet: QuietHours): Instant {
  const soon = instant(now + FIRST_RETRY_MS * 2 ** Math.max(0, attempts - 1));
  // Who is written to at night already was meant to be.
  return isQuiet(now, quiet) ? soon : outsideQuiet(soon, aboutSupply, quiet);
}

/** The first moment from `at` on at which a phone may ring. */
export function outsideQuiet(at: Instant, aboutSupply: boolean, quiet: QuietHours): Instant {
  return aboutSupply ? at : afterQuietHours(quiet, at);
}

function isQuiet(at: Instant, quiet: QuietHours): boolean {
  return afterQuietHours(quiet, at) !== at;
}

const QUARTER_MS = 15 * 60_000;

/** When to look for the receipt of what is sent now: on a quarter of an hour, so that many messages are one look. */
export function receiptDueAt(sentAt: Instant, withinMinutes: number): Instant {
  const latest = sentAt + withinMinutes * 60_000;
  return instant(latest - (latest % QUARTER_MS));
}

/** What was sent before this moment and is still without a receipt has been silent for too long. */
export function silentBefore(now: Instant, withinMinutes: number): Instant {
  return instant(now - (now % QUARTER_MS) + QUARTER_MS - withinMinutes * 60_000);
}
