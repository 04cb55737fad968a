import { monthStart, type Channel, type Instant, type NoticeFacts, type Utility } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import type { DueNotice } from './due-notice.js';
import type { ContactReader } from './ports.js';
import type { Language } from './wording/index.js';

interface DueRow {
  notice_id: string;
  account_id: number;
  person_id: number;
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
  policy_id: number;
  reference: string;
  beneficiary: string;
  iban: string;
  bic: string;
  optional_messages: boolean | null;
  spent_micro_euro: number;
  is_paid_since: boolean;
}

// Rows that another worker holds are skipped, never waited for. Money since: whatever went to the credit afterwards.
const DUE_ROWS = `
select n.notice_id, n.account_id, c.person_id, n.kind, n.facts, n.is_warning, n.state, n.channel, n.text, n.attempts, n.send_after, n.decided_at,
  x.utility, p.language, p.phone, p.mail, s.policy_id, a.reference, t.name as beneficiary, t.iban, t.bic, f.optional_messages,
  (select coalesce(sum(e.cost_micro_euro), 0)::bigint from notice_step e where e.account_id = n.account_id and e.occurred_at >= $5) as spent_micro_euro,
  exists (select from journal j where j.account_id = n.account_id and j.credit = 'credit' and j.recorded_at > n.decided_at) as is_paid_since
from notice n join account_state s using (account_id) join account a using (account_id) join contract c using (account_id)
  join connection x using (connection_id) join person p using (person_id) join tenant t on t.tenant_id = n.tenant_id
  left join contact_preference f on f.tenant_id = n.tenant_id and f.person_id = c.person_id
where n.tenant_id = $1 and n.state in ('due', 'sending') and n.released and n.send_after <= $2 and n.carried_by is null
  and n.notice_id <> all($4::uuid[])
order by n.send_after, n.notice_id limit $3
for update of n skip locked`;

/** What reading needs beside the transaction. */
export interface DueTerms {
  readonly people: ContactReader;
  readonly topUpAddress: string;
  /** Notices that this process is asking a provider about already. */
  readonly underWay: ReadonlySet<string>;
}

/** Takes the rows of what is due, locked until the end of the transaction, as the rules need them. */
export async function readDueNotices(tx: TenantTransaction, now: Instant, limit: number, terms: DueTerms): Promise<DueNotice[]> {
  const rows = await tx.query<DueRow>(DUE_ROWS, [tx.tenantId, isoOf(now), limit, [...terms.underWay], isoOf(monthStart(now))]);
  return rows.map((row) => noticeOf(row, terms));
}

function noticeOf(row: DueRow, { people, topUpAddress }: DueTerms): DueNotice {
  return {
    noticeId: row.notice_id,
    accountId: row.account_id,
    personId: row.person_id,
    kind: row.kind,
    facts: row.facts,
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
    policyId: row.policy_id,
    payment: { beneficiary: row.beneficiary, iban: row.iban, bic: row.bic, reference: row.reference, topUpAddress },
    isRefused: row.optional_messages === false,
    spentMicroEuro: row.spent_micro_euro,
    isPaidSince: row.is_paid_since,
  };
}

// One damaged address must not keep the messages of everybody else from going: that person gets a letter.
function opened(people: ContactReader, column: 'person.phone' | 'person.mail', sealed: Buffer | null): string | null {
  try {
    return people.openOrNull(column, sealed);
  } catch {
    return null;
  }
}

