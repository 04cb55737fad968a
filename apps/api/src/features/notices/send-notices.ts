import { isOptionalNotice, type Instant, type NoticeKind } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { isoOf, monotonicMs } from '../../adapters/clock/wall-clock.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { settleUnknown } from './ask-provider.js';
import { claimNotices, type ClaimedNotice, type ClaimTerms } from './claim-notices.js';
import { settlePostedLetters } from './letters/index.js';
import type { CallPort, MailPort, SendOutcome, SmsPort } from './ports.js';
import { handBack, settleSending, type Settled } from './settle-sending.js';
import { escalateSilent } from './silent-notices.js';

/** What sending needs. */
export interface SendDependencies extends Omit<ClaimTerms, 'canCall'> {
  readonly dataSource: DataSource;
  readonly sms: SmsPort;
  readonly mail: MailPort;
  /** Null while nothing can place calls: a landline is then passed over. */
  readonly calls: CallPlacing | null;
  /** Address under which providers reach this API, without a slash at the end. */
  readonly apiUrl: string;
  /** One set per process, shared by all its drains. */
  readonly underWay: Set<string>;
}

/** Who places calls, and where the phone line is that says the words; the address without a slash at the end. */
export interface CallPlacing {
  readonly port: CallPort;
  readonly phoneLineUrl: string;
}

/** What one drain has done. `remaining` is what is due or under way still: other workers' rows, and unknown ones. */
export interface SendReport {
  readonly sent: number;
  readonly failed: number;
  readonly remaining: number;
}

/** Messages on the wire at one time. */
const LANES = 6;

/** No send starts later than this after its claim, so that it ends well within the lease. */
const LATEST_START_MS = 60_000;

/**
 * Sends what is due for a tenant at this moment of the tenant's time: commits `sending`, asks the provider with no
 * transaction held, commits what it said; a channel that fails makes the next one due at once. Safe to run in any
 * number of workers at once.
 */
export async function sendDueNotices(deps: SendDependencies, tenantId: number, now: Instant): Promise<SendReport> {
  await settlePostedLetters(deps.dataSource, tenantId, now, deps.policy);
  await escalateSilent(deps, tenantId, now);
  let [sent, failed] = [0, 0];
  for (;;) {
    const batch = await sendBatch(deps, tenantId, now);
    sent += batch.sent;
    failed += batch.failed;
    if (batch.taken === 0) break;
  }
  return { sent, failed, remaining: await countPendingNotices(deps.dataSource, tenantId, now) };
}

/** Notices that are due now or under way; a sandbox clock waits for zero before its next step. */
export async function countPendingNotices(dataSource: DataSource, tenantId: number, now: Instant): Promise<number> {
  return inTenant(dataSource, tenantId, async (tx) => {
    const { pending } = await tx.one<{ pending: number }>(
      `select count(*)::int as pending from notice where tenant_id = $1 and released and (state = 'sending' or (state = 'due' and send_after <= $2))`,
      [tenantId, isoOf(now)],
    );
    return pending;
  });
}

async function sendBatch(deps: SendDependencies, tenantId: number, now: Instant): Promise<{ taken: number; sent: number; failed: number }> {
  const mine: string[] = [];
  try {
    const { claim, endpointId } = await inTenant(deps.dataSource, tenantId, async (tx) => {
      const claim = await claimNotices(tx, now, { ...deps, canCall: deps.calls !== null });
      mine.push(...claim.claimed.map(({ notice }) => notice.noticeId));
      for (const noticeId of mine) deps.underWay.add(noticeId);
      const { public_id } = await tx.one<{ public_id: string }>('select public_id from tenant where tenant_id = $1', [tenantId]);
      return { claim, endpointId: public_id };
    });
    const settled = await sendClaimed(deps, tenantId, endpointId, claim.claimed, now);
    const count = (outcome: Settled): number => settled.filter((one) => one === outcome).length;
    return { taken: claim.taken, sent: count('sent') + claim.letters, failed: claim.failed + count('failed') };
  } finally {
    for (const noticeId of mine) deps.underWay.delete(noticeId);
  }
}

async function sendClaimed(deps: SendDependencies, tenantId: number, endpointId: string, claimed: readonly ClaimedNotice[], now: Instant): Promise<Settled[]> {
  const claimedAt = monotonicMs();
  const queue = claimed.values();
  const settled: Settled[] = [];
  const lane = async (): Promise<void> => {
    for (const one of queue) {
      const late = monotonicMs() - claimedAt > LATEST_START_MS;
      settled.push(late ? await inTenant(deps.dataSource, tenantId, (tx) => handBack(tx, one)) : await sendOne(deps, tenantId, endpointId, one, now));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return settled;
}

async function sendOne(deps: SendDependencies, tenantId: number, endpointId: string, claimed: ClaimedNotice, now: Instant): Promise<Settled> {
  if (claimed.plan.kind === 'ask') return settleUnknown(deps, tenantId, claimed, now);
  const outcome = await toProvider(deps, endpointId, claimed);
  return inTenant(deps.dataSource, tenantId, (tx) => settleSending(tx, claimed, outcome, now, deps.policy));
}

async function toProvider(deps: SendDependencies, endpointId: string, { notice, plan }: ClaimedNotice): Promise<SendOutcome> {
  switch (plan.kind) {
    case 'sms':
      return deps.sms.send({ to: plan.to, text: plan.text, statusCallback: statusCallbackOf(deps.apiUrl, endpointId, notice.noticeId) });
    case 'call':
      if (deps.calls === null) return { kind: 'refused', why: 'nothing can place calls' };
      return deps.calls.port.place({
        to: plan.to,
        wordsUrl: `${deps.calls.phoneLineUrl}/voice/message?endpoint=${endpointId}&notice=${notice.noticeId}`,
        statusCallback: statusCallbackOf(deps.apiUrl, endpointId, notice.noticeId),
      });
    case 'mail':
      return deps.mail.send({ ...plan.mail, to: plan.to, messageKey: notice.noticeId, unsubscribeUrl: unsubscribeUrlOf(deps.apiUrl, endpointId, notice) });
    case 'ask':
      throw new Error('a notice that must be asked for is not sent');
  }
}

// The notice is named too: a receipt can come before the answer that carries the provider's own id is written.
function statusCallbackOf(apiUrl: string, endpointId: string, noticeId: string): string {
  return `${apiUrl}/webhooks/twilio/${endpointId}?notice=${noticeId}`;
}

// The id of the notice is known to nobody but who got the mail, and the most it can do is stop optional mail.
function unsubscribeUrlOf(apiUrl: string, endpointId: string, { noticeId, kind, isWarning }: ClaimedNotice['notice']): string | null {
  return isOptionalNotice(kind as NoticeKind, isWarning) ? `${apiUrl}/webhooks/mail/${endpointId}/unsubscribe?notice=${noticeId}` : null;
}
