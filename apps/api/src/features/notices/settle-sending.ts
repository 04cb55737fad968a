import { instant, isAboutSupply, type Instant, type NoticeKind, type NoticePolicy } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { channelBelow } from './channel-ladder.js';
import type { ClaimedNotice } from './claim-notices.js';
import { ATTEMPTS_PER_CHANNEL } from './notice-state.js';
import { moveFollower, recordStep, ringAt } from './notice-rows.js';
import type { SendOutcome } from './ports.js';
import { outsideQuiet, receiptDueAt, retryAt } from './send-moment.js';

/** What has become of a claimed notice after its provider was asked. */
export type Settled = 'sent' | 'again' | 'next_channel' | 'failed' | 'unknown';

/** Writes what the provider said. An outcome nobody knows writes nothing: the row stays `sending` until it is asked. */
export async function settleSending(tx: TenantTransaction, claimed: ClaimedNotice, outcome: SendOutcome, now: Instant, policy: NoticePolicy): Promise<Settled> {
  switch (outcome.kind) {
    case 'accepted':
      return markSent(tx, claimed, outcome.providerId, now, policy);
    case 'refused':
      return stepDown(tx, claimed, outcome.why, now);
    case 'not_taken':
      if (claimed.attempt >= ATTEMPTS_PER_CHANNEL) return stepDown(tx, claimed, outcome.why, now);
      return dueAgain(tx, claimed, retryAt(now, claimed.attempt, aboutSupply(claimed), claimed.quiet));
    case 'unknown':
      return 'unknown';
  }
}

/** The provider has it. A receipt may have come before this: then only what is missing is filled in. */
export async function markSent(tx: TenantTransaction, claimed: ClaimedNotice, providerId: string, now: Instant, policy: NoticePolicy): Promise<Settled> {
  const { notice, channel, plan } = claimed;
  const rows = await tx.query(
    `update notice set state = case when state = 'sending' then 'sent' else state end,
       provider_id = coalesce(provider_id, $3), sent_at = coalesce(sent_at, $4)
     where account_id = $1 and notice_id = $2 and channel = $5 and attempts = $6 and state in ('sending', 'sent', 'delivered') returning notice_id`,
    [notice.accountId, notice.noticeId, providerId, isoOf(now), channel, claimed.attempt],
  );
  if (rows.length === 0) return 'sent';
  const text = plan.kind === 'mail' ? plan.mail.text : plan.text;
  await recordStep(tx, notice, { what: 'sent', channel, providerId, text, costMicroEuro: policy.costMicroEuro[channel] }, now);
  if (claimed.carries) await moveFollower(tx, notice.noticeId);
  if (channel !== 'mail') await ringAt(tx, receiptDueAt(now, policy.receiptWithinMinutes));
  return 'sent';
}

/** The same channel once more, now or when the quiet hours are over. */
export async function sendAgain(tx: TenantTransaction, claimed: ClaimedNotice, now: Instant): Promise<Settled> {
  return dueAgain(tx, claimed, outsideQuiet(now, aboutSupply(claimed), claimed.quiet));
}

async function dueAgain(tx: TenantTransaction, claimed: ClaimedNotice, at: Instant): Promise<Settled> {
  await whileMine(tx, claimed, `state = 'due', send_after = $5`, [isoOf(at)]);
  await ringAt(tx, at);
  return 'again';
}

/** This channel has failed: the next one is due now. */
export async function stepDown(tx: TenantTransaction, claimed: ClaimedNotice, why: string, now: Instant): Promise<Settled> {
  const moved = await whileMine(tx, claimed, `state = 'due', channel = $5, attempts = 0, provider_id = null, send_after = $6`, [
    channelBelow(claimed.channel),
    isoOf(now),
  ]);
  if (moved) await recordStep(tx, claimed.notice, { what: 'not_delivered', channel: claimed.channel, why }, now);
  return 'next_channel';
}

/** Nobody knows whether it went, and it is not worth coming twice. */
export async function failUnknown(tx: TenantTransaction, claimed: ClaimedNotice, now: Instant): Promise<Settled> {
  const moved = await whileMine(tx, claimed, `state = 'failed'`, []);
  if (moved) await recordStep(tx, claimed.notice, { what: 'not_delivered', channel: claimed.channel, why: 'unknown_after_crash' }, now);
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
  if (claimed.carries) await moveFollower(tx, claimed.notice.noticeId);
  return rows.length > 0;
}
