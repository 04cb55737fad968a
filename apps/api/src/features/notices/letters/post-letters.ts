import { instantAtNumber, supplyDayNumberOf, type Instant, type NoticePolicy } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { isoOf, wallNowMs } from '../../../adapters/clock/wall-clock.js';
import { inTenant, type TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { markDelivered, moveFollower, recordStep, ringAt, type NoticeKey } from '../notice-rows.js';

interface LetterRow {
  readonly account_id: number;
  readonly notice_id: string;
  readonly posted_at: number | null;
}

/** Local time at which a letter that has not come back counts as delivered. */
const DELIVERED_MINUTE = 12 * 60;

/**
 * Closes the batch of the day: every letter that waits is handed to the print shop and counts as posted now. Gives back
 * the number of letters; without any there is no batch.
 */
export async function postLetters(dataSource: DataSource, tenantId: number, now: Instant, policy: NoticePolicy): Promise<number> {
  return inTenant(dataSource, tenantId, async (tx) => {
    const waiting = await tx.query<LetterRow>(`select account_id, notice_id, posted_at from letter where tenant_id = $1 and state = 'waiting' order by letter_id for update skip locked`, [tenantId]);
    if (waiting.length === 0) return 0;
    const { batch_id } = await tx.one<{ batch_id: string }>(
      'insert into letter_batch (tenant_id, letters, made_at, wall_at) values ($1, $2, $3, $4) returning batch_id',
      [tenantId, waiting.length, isoOf(now), isoOf(wallNowMs())],
    );
    await tx.query(`update letter set state = 'posted', batch_id = $2, posted_at = $3 where tenant_id = $1 and state = 'waiting' and notice_id = any($4::uuid[])`, [
      tenantId, batch_id, isoOf(now), waiting.map((row) => row.notice_id),
    ]);
    for (const row of waiting) await markPosted(tx, { accountId: row.account_id, noticeId: row.notice_id }, now, policy);
    await ringAt(tx, countsFrom(now, policy));
    return waiting.length;
  });
}

async function markPosted(tx: TenantTransaction, key: NoticeKey, now: Instant, policy: NoticePolicy): Promise<void> {
  await tx.query(`update notice set sent_at = $3 where account_id = $1 and notice_id = $2 and state = 'sent'`, [key.accountId, key.noticeId, isoOf(now)]);
  await recordStep(tx, key, { what: 'posted', channel: 'letter', costMicroEuro: policy.costMicroEuro.letter }, now);
  await moveFollower(tx, key.noticeId);
}

/** Letters that were posted long enough ago, and have not come back, count as delivered. */
export async function settlePostedLetters(dataSource: DataSource, tenantId: number, now: Instant, policy: NoticePolicy): Promise<void> {
  await inTenant(dataSource, tenantId, async (tx) => {
    const posted = await tx.query<LetterRow>(`select account_id, notice_id, posted_at from letter where tenant_id = $1 and state = 'posted' for update skip locked`, [tenantId]);
    for (const row of posted) {
      if (row.posted_at === null || countsFrom(row.posted_at as Instant, policy) > now) continue;
      await tx.query(`update letter set state = 'delivered' where account_id = $1 and notice_id = $2 and state = 'posted'`, [row.account_id, row.notice_id]);
      await markDelivered(tx, { accountId: row.account_id, noticeId: row.notice_id }, { channel: 'letter', why: 'not_returned' }, now);
    }
  });
}

/** The moment from which a letter that was posted then counts as delivered. */
export function countsFrom(postedAt: Instant, policy: NoticePolicy): Instant {
  return instantAtNumber(supplyDayNumberOf(postedAt) + policy.letterDeliveredAfterDays, DELIVERED_MINUTE);
}

/**
 * A letter came back: a person has to find the holder. Also one that counted as delivered already, because then it was
 * not. Saying it twice changes nothing more; false for a letter that was never posted.
 */
export async function returnLetter(tx: TenantTransaction, letterId: string, now: Instant): Promise<boolean> {
  const [letter] = await tx.query<LetterRow & { state: string }>('select account_id, notice_id, posted_at, state from letter where letter_id = $1 for update', [letterId]);
  if (letter === undefined || letter.posted_at === null) return false;
  if (letter.state === 'returned') return true;
  const key = { accountId: letter.account_id, noticeId: letter.notice_id };
  await tx.query(`update letter set state = 'returned' where account_id = $1 and letter_id = $2`, [key.accountId, letterId]);
  await tx.query(`update notice set state = 'failed', delivered_at = null where (notice_id = $1 or carried_by = $1) and channel = 'letter'`, [key.noticeId]);
  await recordStep(tx, key, { what: 'returned', channel: 'letter' }, now);
  return true;
}
