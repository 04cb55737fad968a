import { instant, type Instant, type NoticeKind, type QuietHours } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { channelBelow } from './channel-ladder.js';
import type { ClaimedNotice } from './claim-notices.js';
import { ATTEMPTS_PER_CHANNEL, isAboutSupply } from './notice-state.js';
import { recordFailure, ringAt } from './notice-rows.js';
import type { SendOutcome } from './ports.js';
import { outsideQuiet, retryAt } from './send-moment.js';

/** What has become of a claimed notice after its provider was asked. */
export type Settled = 'sent' | 'again' | 'next_channel' | 'failed' | 'unknown';

/** Writes what the provider said. An outcome nobody knows writes nothing: the row stays `sending` until it is asked. */
export async function settleSending(tx: TenantTransaction, claimed: ClaimedNotice, outcome: SendOutcome, now: Instant, quiet: QuietHours): Promise<Settled> {
  switch (outcome.kind) {
    case 'accepted':
      return markSent(tx, claimed, outcome.providerId, now);
    case 'refused':
      return stepDown(tx, claimed, outcome.why, now);
    case 'not_taken':
      if (claimed.attempt >= ATTEMPTS_PER_CHANNEL) return stepDown(tx, claimed, outcome.why, now);
      return dueAgain(tx, claimed, retryAt(now, claimed.attempt, aboutSupply(claimed), quiet));
    case 'unknown':
      return 'unknown';
  }
}

/** The provider has it. A receipt may have come before this: then only what is missing is filled in. */
export async function markSent(tx: TenantTransaction, claimed: ClaimedNotice, providerId: string, now: Instant): Promise<Settled> {
  const { accountId, noticeId } = claimed.notice;
  await tx.query(
    `update notice set state = case when state = 'sending' then 'sent' else state end,
       provider_id = coalesce(provider_id, $3), sent_at = coalesce(sent_at, $4)
     where account_id = $1 and notice_id = $2 and channel = $5 and attempts = $6 and state in ('sending', 'sent', 'delivered')`,
    [accountId, noticeId, providerId, isoOf(now), claimed.channel, claimed.attempt],
  );
  return 'sent';
}

/** The same channel once more, now or when the quiet hours are over. */
export async function sendAgain(tx: TenantTransaction, claimed: ClaimedNotice, now: Instant, quiet: QuietHours): Promise<Settled> {
  return dueAgain(tx, claimed, outsideQuiet(now, aboutSupply(claimed), quiet));
}

async function dueAgain(tx: TenantTransaction, claimed: ClaimedNotice, at: Instant): Promise<Settled> {
  await whileMine(tx, claimed, `state = 'due', send_after = $5`, [isoOf(at)]);
  await ringAt(tx, at);
  return 'again';
}

/** This channel has failed: the next one is due now. Below mail stands the letter, which a person makes. */
export async function stepDown(tx: TenantTransaction, claimed: ClaimedNotice, why: string, now: Instant): Promise<Settled> {
  const moved = await whileMine(tx, claimed, `state = 'due', channel = $5, attempts = 0, provider_id = null, send_after = $6`, [
    channelBelow(claimed.channel),
    isoOf(now),
  ]);
  if (moved) await recordFailure(tx, claimed.notice, claimed.channel, why, now);
  return 'next_channel';
}

/** Nobody knows whether it went, and it is not worth coming twice. */
export async function failUnknown(tx: TenantTransaction, claimed: ClaimedNotice, now: Instant): Promise<Settled> {
  const moved = await whileMine(tx, claimed, `state = 'failed'`, []);
  if (moved) await recordFailure(tx, claimed.notice, claimed.channel, 'unknown_after_crash', now);
  return 'failed';
}

/** Gives a claim back that there was no time for: as if it had never been made. */
export async function handBack(tx: TenantTransaction, claimed: ClaimedNotice): Promise<Settled> {
  const { notice } = claimed;
  await whileMine(tx, claimed, `state = $5, send_after = $6, attempts = $7`, [notice.state, isoOf(instant(notice.sendAfter)), notice.attempts]);
  return 'again';
}

// Only kinds that are known get as far as being sent.
function aboutSupply(claimed: ClaimedNotice): boolean {
  return isAboutSupply(claimed.notice.kind as NoticeKind);
}

// An outcome counts only while the row still stands where its claim put it: another worker may have taken over.
async function whileMine(tx: TenantTransaction, claimed: ClaimedNotice, set: string, values: readonly unknown[]): Promise<boolean> {
  const rows = await tx.query<{ notice_id: string }>(
    `with mine as (
       update notice set ${set}
       where account_id = $1 and notice_id = $2 and state = 'sending' and channel = $3 and attempts = $4 returning notice_id)
     select notice_id from mine`,
    [claimed.notice.accountId, claimed.notice.noticeId, claimed.channel, claimed.attempt, ...values],
  );
  return rows.length > 0;
}
