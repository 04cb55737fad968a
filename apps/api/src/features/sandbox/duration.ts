const SHORT = /^(?:(\d{1,4})d)?(?:(\d{1,5})h)?(?:(\d{1,6})m)?$/i;
const ISO = /^P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,6})M)?)?$/;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * A duration as people and programs write it, in milliseconds: `7d`, `36h`, `90m`, `1d12h`, or ISO 8601 (`P7D`,
 * `PT36H`). A day is 24 hours. Null when it is none, or nothing at all.
 */
export function durationMs(text: string): number | null {
  const iso = ISO.exec(text);
  const [weeks, days, hours, minutes] = iso ? iso.slice(1) : [undefined, ...(SHORT.exec(text)?.slice(1) ?? [])];
  const total = (whole(weeks) * 7 + whole(days)) * DAY_MS + whole(hours) * HOUR_MS + whole(minutes) * MINUTE_MS;
  return total > 0 ? total : null;
}

function whole(digits: string | undefined): number {
  return digits === undefined ? 0 : Number(digits);
}
