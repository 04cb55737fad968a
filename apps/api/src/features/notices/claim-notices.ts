import { instant, supplyDayOf } from '@tegoed/prepayment-engine';
import type { Instant, NoticeFacts, QuietHours, SupplyDay, Utility } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { maskedAddress, type Channel } from './channel-ladder.js';
import { recordFailure, ringAt } from './notice-rows.js';
import { planSending, type DueNotice, type SendingPlan } from './plan-sending.js';
import type { ContactReader } from './ports.js';
import type { Language } from './wording/index.js';

/** Rows taken at a time. */
export const CLAIM_SIZE = 200;

/** A row in `sending` is left alone for this long; then its worker is taken to be gone. */
export const LEASE_MS = 120_000;

/** A notice with what to do about it, committed as `sending`. */
export interface ClaimedNotice {
  readonly notice: DueNotice;
  readonly plan: SendingPlan & { kind: 'sms' | 'mail' | 'ask' };
  readonly channel: 'sms' | 'mail';
  /** The attempt that this claim makes; whoever writes an outcome must still find it. */
  readonly attempt: number;
}

/** What a claim needs beside the transaction. */
export interface ClaimTerms {
  readonly people: ContactReader;
  readonly helpLine: string;
  readonly quietHours: QuietHours;
  /**
   * Ids of the notices that this process is asking a provider about. A lease runs in the tenant's time, and a sandbox
   * clock may jump over it while the provider is still thinking.
   */
  readonly underWay: ReadonlySet<string>;
}

/** What one claim has done. `taken` counts all rows, also those that wait or have failed. */
export interface Claim {
  readonly taken: number;
  readonly failed: number;
  readonly claimed: readonly ClaimedNotice[];
}

interface DueRow {
  notice_id: string;
  account_id: number;
  kind: string;
  facts: NoticeFacts;
  is_warning: boolean;
  state: 'due' | 'sending';
  channel: Channel | null;
  text: string | null;
  attempts: number;
  send_after: number;
  decided_at: number;
  utility: Utility;
  language: Language;
  phone: Buffer | null;
  mail: Buffer | null;
  read_until: SupplyDay | null;
}

// Rows that another worker holds are skipped, never waited for.
const DUE_ROWS = `
select n.notice_id, n.account_id, n.kind, n.facts, n.is_warning, n.state, n.channel, n.text, n.attempts, n.send_after, n.decided_at,
  x.utility, p.language, p.phone, p.mail, case when s.stale_since is null then s.last_read_day else s.stale_since - 1 end as read_until
from notice n join account_state s using (account_id) join contract c using (account_id) join connection x using (connection_id) join person p using (person_id)
where n.tenant_id = $1 and n.state in ('due', 'sending') and n.released and n.send_after <= $2 and n.notice_id <> all($4::uuid[])
order by n.send_after limit $3
for update of n skip locked`;

/**
 * Takes what is due, decides channel and words, and writes that it is being sent, all in the caller's transaction.
 * After its commit the rows belong to the caller for the time of the lease.
 */
export async function claimNotices(tx: TenantTransaction, now: Instant, terms: ClaimTerms): Promise<Claim> {
  const rows = await tx.query<DueRow>(DUE_ROWS, [tx.tenantId, isoOf(now), CLAIM_SIZE, [...terms.underWay]]);
  const claimed: ClaimedNotice[] = [];
  let failed = 0;
  for (const row of rows) {
    const notice = noticeOf(row, terms.people);
    const plan = planSending(notice, now, terms.helpLine, terms.quietHours);
    if (plan.kind === 'wait') await postpone(tx, notice, plan.until);
    else if (plan.kind === 'give_up') failed += await giveUp(tx, notice, plan, now);
    else claimed.push(claimOf(notice, plan));
  }
  if (claimed.length > 0) await markSending(tx, claimed, now);
  return { taken: rows.length, failed, claimed };
}

function noticeOf(row: DueRow, people: ContactReader): DueNotice {
  return {
    noticeId: row.notice_id,
    accountId: row.account_id,
    kind: row.kind,
    facts: { measuredUntil: measuredUntil(row), ...row.facts },
    isWarning: row.is_warning,
    state: row.state,
    channel: row.channel,
    text: row.text,
    attempts: row.attempts,
    sendAfter: row.send_after,
    decidedAt: row.decided_at,
    utility: row.utility,
    language: row.language,
    contact: { phone: opened(people, 'person.phone', row.phone), mail: opened(people, 'person.mail', row.mail) },
  };
}

// The last day measured when the notice was decided: a day that was read since is not in the notice's figures.
function measuredUntil(row: DueRow): SupplyDay | null {
  return row.read_until !== null && row.read_until < supplyDayOf(instant(row.decided_at)) ? row.read_until : null;
}

// One damaged address must not keep the messages of everybody else from going: that person gets a letter.
function opened(people: ContactReader, column: 'person.phone' | 'person.mail', sealed: Buffer | null): string | null {
  try {
    return people.openOrNull(column, sealed);
  } catch {
    return null;
  }
}

function claimOf(notice: DueNotice, plan: ClaimedNotice['plan']): ClaimedNotice {
  const channel = plan.kind === 'ask' ? plan.channel : plan.kind;
  // Attempts are counted per channel: a new channel starts afresh.
  return { notice, plan, channel, attempt: channel === notice.channel ? notice.attempts + 1 : 1 };
}

async function markSending(tx: TenantTransaction, claimed: readonly ClaimedNotice[], now: Instant): Promise<void> {
  const rows = claimed.map(({ notice, plan, channel, attempt }) => ({
    account_id: notice.accountId,
    notice_id: notice.noticeId,
    channel,
    language: notice.language,
    recipient: maskedAddress(plan.to),
    text: plan.kind === 'mail' ? plan.mail.text : plan.text,
    attempts: attempt,
  }));
  await tx.query(
    `update notice n set state = 'sending', channel = r.channel, language = r.language, recipient = r.recipient,
       text = r.text, attempts = r.attempts, send_after = $2
     from jsonb_populate_recordset(null::notice, $1) r
     where n.account_id = r.account_id and n.notice_id = r.notice_id`,
    [JSON.stringify(rows), isoOf(now + LEASE_MS)],
  );
}

async function postpone(tx: TenantTransaction, notice: DueNotice, until: Instant): Promise<void> {
  await tx.query(`update notice set send_after = $3 where account_id = $1 and notice_id = $2`, [notice.accountId, notice.noticeId, isoOf(until)]);
  await ringAt(tx, until);
}

async function giveUp(tx: TenantTransaction, notice: DueNotice, plan: SendingPlan & { kind: 'give_up' }, now: Instant): Promise<number> {
  await tx.query(
    `update notice set state = 'failed', channel = 'letter', language = $3, recipient = null, text = $4 where account_id = $1 and notice_id = $2`,
    [notice.accountId, notice.noticeId, notice.language, plan.letter],
  );
  await recordFailure(tx, notice, 'letter', plan.why, now);
  return 1;
}
