import type { Instant } from '@tegoed/prepayment-engine';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import type { DueMessage } from '../arrange-claim.js';
import { moveFollower } from '../notice-rows.js';
import { plainLetter, type LetterText } from '../wording/index.js';

/** Puts a letter in the tray of the next batch; the notice counts as sent on the day it is posted. Gives back 1. */
export async function queueLetter(tx: TenantTransaction, { notice, second }: DueMessage, letter: LetterText, now: Instant): Promise<number> {
  const { accountId, noticeId, language } = notice;
  await tx.query(
    `insert into letter (account_id, notice_id, tenant_id, content, state, made_at) values ($1, $2, $3, $4, 'waiting', $5)
     on conflict (notice_id) where state <> 'cancelled' do nothing`,
    [accountId, noticeId, tx.tenantId, JSON.stringify(letter), isoOf(now)],
  );
  await tx.query(
    `update notice set state = 'sent', channel = 'letter', language = $3, recipient = null, text = $4, sent_at = null where account_id = $1 and notice_id = $2`,
    [accountId, noticeId, language, plainLetter(letter)],
  );
  if (second !== null) {
    await tx.query('update notice set carried_by = $3 where account_id = $1 and notice_id = $2', [second.accountId, second.noticeId, noticeId]);
    await moveFollower(tx, noticeId);
  }
  return 1;
}
