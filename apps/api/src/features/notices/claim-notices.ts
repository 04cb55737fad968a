import { instantAtNumber, supplyDayNumberOf, supplyDayOf } from '@tegoed/prepayment-engine';
import type { Instant, NoticePolicy, Policy, QuietHours } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { readPolicies } from '../../adapters/postgres/terms.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { arrangeClaim, remindedToday, type DueMessage } from './arrange-claim.js';
import { maskedAddress } from './channel-ladder.js';
import { readDueNotices, type DueTerms } from './due-rows.js';
import { queueLetter } from './letters/index.js';
import { moveFollower, recordStep, ringAt } from './notice-rows.js';
import type { DueNotice } from './due-notice.js';
import { planSending, type SendingPlan, type SentPlan, type UnsentPlan } from './plan-sending.js';
import { QUIET_HOURS } from './send-moment.js';

/** Rows taken at a time. */
export const CLAIM_SIZE = 200;

/** A row in `sending` is left alone for this long; then its worker is taken to be gone. */
export const LEASE_MS = 120_000;

/** A notice with what to do about it, committed as `sending`. */
export interface ClaimedNotice {
  readonly notice: DueNotice;
  readonly plan: SentPlan;
  readonly channel: 'sms' | 'call' | 'mail';
  /** The attempt that this claim makes; whoever writes an outcome must still find it. */
  readonly attempt: number;
  /** True when another notice of the same home may go with this one. */
  readonly carries: boolean;
  readonly quiet: QuietHours;
}

/** What a claim needs beside the transaction. A lease runs in the tenant's time, which a sandbox clock may jump. */
export interface ClaimTerms extends DueTerms {
  readonly helpLine: string;
  readonly policy: NoticePolicy;
  readonly canCall: boolean;
}

/** What one claim has done. `taken` counts all rows, also those that wait or have failed. */
export interface Claim {
  readonly taken: number;
  readonly letters: number;
  readonly failed: number;
  readonly claimed: readonly ClaimedNotice[];
}

/**
 * Takes what is due, arranges it per home, decides channel and words, and writes that it is being sent, all in the
 * caller's transaction. After its commit the rows belong to the caller for the time of the lease.
 */
export async function claimNotices(tx: TenantTransaction, now: Instant, terms: ClaimTerms): Promise<Claim> {
  const notices = await readDueNotices(tx, now, CLAIM_SIZE, terms);
  if (notices.length === 0) return { taken: 0, letters: 0, failed: 0, claimed: [] };
  const policies = await readPolicies(tx, supplyDayOf(now));
  const { messages, overtaken, tomorrow } = arrangeClaim(notices, await remindedToday(tx, notices, now), now);
  for (const notice of overtaken) await drop(tx, notice, 'withdrawn', 'overtaken', now);
  for (const notice of tomorrow) await postpone(tx, [notice], nextMorning(now, quietOf(policies, notice)));
  const claimed: ClaimedNotice[] = [];
  let [letters, failed] = [0, 0];
  for (const message of messages) {
    const quiet = quietOf(policies, message.notice);
    const plan = planSending(message.notice, message.second, now, { ...terms, quiet });
    if (isSent(plan)) claimed.push(await claimMessage(tx, message, plan, quiet, now));
    else if (plan.kind === 'letter') letters += await queueLetter(tx, message, plan.letter, now);
    else failed += await setAside(tx, message, plan, now);
  }
  return { taken: notices.length, letters, failed, claimed };
}

function isSent(plan: SendingPlan): plan is SentPlan {
  return plan.kind === 'sms' || plan.kind === 'call' || plan.kind === 'mail' || plan.kind === 'ask';
}

// The policy of the home says when nobody is disturbed; a policy that is not in force leaves the shipped hours.
function quietOf(policies: ReadonlyMap<number, Policy>, notice: DueNotice): QuietHours {
  return policies.get(notice.policyId)?.general ?? QUIET_HOURS;
}

function nextMorning(now: Instant, quiet: QuietHours): Instant {
  return instantAtNumber(supplyDayNumberOf(now) + 1, quiet.quietUntilMinute);
}

async function claimMessage(tx: TenantTransaction, { notice, second }: DueMessage, plan: SentPlan, quiet: QuietHours, now: Instant): Promise<ClaimedNotice> {
  const channel = plan.kind === 'ask' ? plan.channel : plan.kind;
  // Attempts are counted per channel: a new channel starts afresh.
  const attempt = channel === notice.channel ? notice.attempts + 1 : 1;
  await tx.query(
    `update notice set state = 'sending', channel = $3, language = $4, recipient = $5, text = $6, attempts = $7, send_after = $8
     where account_id = $1 and notice_id = $2`,
    [notice.accountId, notice.noticeId, channel, notice.language, maskedAddress(plan.to), plan.kind === 'mail' ? plan.mail.text : plan.text, attempt, isoOf(now + LEASE_MS)],
  );
  if (second !== null) await carry(tx, notice, second);
  return { notice, plan, channel, attempt, carries: second !== null || plan.kind === 'ask', quiet };
}

/** From now on the second notice stands where the first one stands. */
async function carry(tx: TenantTransaction, lead: DueNotice, second: DueNotice): Promise<void> {
  await tx.query('update notice set carried_by = $3 where account_id = $1 and notice_id = $2', [second.accountId, second.noticeId, lead.noticeId]);
  await moveFollower(tx, lead.noticeId);
}

/** What is not sent now; 1 when a person has to take over. */
async function setAside(tx: TenantTransaction, message: DueMessage, plan: UnsentPlan, now: Instant): Promise<number> {
  const both = message.second === null ? [message.notice] : [message.notice, message.second];
  if (plan.kind === 'wait') await postpone(tx, both, plan.until);
  else if (plan.kind === 'drop') for (const notice of both) await drop(tx, notice, plan.why === 'refused' ? 'withdrawn' : 'undelivered', plan.why, now);
  else for (const notice of both) await giveUp(tx, notice, plan, now);
  return plan.kind === 'give_up' ? both.length : 0;
}

async function postpone(tx: TenantTransaction, notices: readonly DueNotice[], until: Instant): Promise<void> {
  for (const { accountId, noticeId } of notices) {
    await tx.query(`update notice set send_after = $3 where account_id = $1 and notice_id = $2`, [accountId, noticeId, isoOf(until)]);
  }
  await ringAt(tx, until);
}

async function drop(tx: TenantTransaction, notice: DueNotice, state: 'withdrawn' | 'undelivered', why: string, now: Instant): Promise<void> {
  await tx.query(`update notice set state = $3 where account_id = $1 and notice_id = $2`, [notice.accountId, notice.noticeId, state]);
  await recordStep(tx, notice, { what: 'dropped', channel: notice.channel, why }, now);
}

async function giveUp(tx: TenantTransaction, notice: DueNotice, plan: Extract<UnsentPlan, { kind: 'give_up' }>, now: Instant): Promise<void> {
  await tx.query(
    `update notice set state = 'failed', channel = 'letter', language = $3, recipient = null, text = $4 where account_id = $1 and notice_id = $2`,
    [notice.accountId, notice.noticeId, notice.language, plan.letter],
  );
  await recordStep(tx, notice, { what: 'not_delivered', channel: 'letter', why: plan.why }, now);
}
