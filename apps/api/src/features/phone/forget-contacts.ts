import type { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';

/** Calls, texts and tries of a PIN count for a day at most; a week is long enough for a question about one. */
const KEPT_MS = 7 * 86_400_000;

/** Forgets who called and texted more than a week ago, at most 500 contacts at a time; gives how many. Calls live by the wall's time. */
export async function forgetPhoneContacts(dataSource: DataSource, wallNowMs: number): Promise<number> {
  const [row] = await dataSource.query<{ forgotten: number }[]>('select forget_phone_contacts($1) as forgotten', [isoOf(wallNowMs - KEPT_MS)]);
  return row?.forgotten ?? 0;
}
