import { Temporal } from 'temporal-polyfill';

/** The people who help: their number (null when callers are called back) and their hours, Monday to Friday in Brussels. */
export interface Desk {
  readonly number: string | null;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly helpLine: string;
}

const LAST_WORKING_DAY = 5;

/** Whether a person answers at this moment (epoch milliseconds). */
export function isOpen({ number, opensAt, closesAt }: Desk, nowMs: number): boolean {
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO('Europe/Brussels');
  return number !== null && now.dayOfWeek <= LAST_WORKING_DAY && now.hour >= opensAt && now.hour < closesAt;
}
