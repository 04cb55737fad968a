import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import type { NoticeState } from './notice-state.js';

/** Which notices to list; newest first. */
export interface NoticeQuery {
  readonly state: NoticeState | null;
  /** Public id of an account. */
  readonly accountId: string | null;
  /** `nextCursor` of the page before. */
  readonly cursor: string | null;
  readonly limit: number;
}

/** A notice as the API shows it. */
export interface NoticeView {
  readonly id: string;
  readonly accountId: string;
  readonly kind: string;
  readonly channel: string | null;
  readonly language: string | null;
  readonly state: NoticeState;
  /** Masked. */
  readonly to: string | null;
  readonly text: string | null;
  readonly attempts: number;
  readonly isWarning: boolean;
  readonly at: string;
  readonly sendAfter: string;
  readonly sentAt: string | null;
  readonly deliveredAt: string | null;
}

/** A page of a list. */
export interface NoticePage {
  readonly items: readonly NoticeView[];
  readonly nextCursor: string | null;
}

interface NoticeRow {
  notice_id: string;
  account_public_id: string;
  kind: string;
  channel: string | null;
  language: string | null;
  state: NoticeState;
  recipient: string | null;
  text: string | null;
  attempts: number;
  is_warning: boolean;
  decided_at: number;
  send_after: number;
  sent_at: number | null;
  delivered_at: number | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One page of the tenant's notices. An id is a time-ordered UUID, so it is the cursor; one that is none starts anew. */
export async function listNotices(tx: TenantTransaction, query: NoticeQuery): Promise<NoticePage> {
  const after = query.cursor !== null && UUID.test(query.cursor) ? query.cursor : null;
  const rows = await tx.query<NoticeRow>(
    `select n.notice_id, a.public_id as account_public_id, n.kind, n.channel, n.language, n.state, n.recipient, n.text, n.attempts,
       n.is_warning, n.decided_at, n.send_after, n.sent_at, n.delivered_at
     from notice n join account a using (account_id)
     where n.tenant_id = $1 and ($2::text is null or n.state = $2) and ($3::uuid is null or a.public_id = $3)
       and ($4::uuid is null or n.notice_id < $4) and n.released
     order by n.notice_id desc limit $5`,
    [tx.tenantId, query.state, query.accountId, after, query.limit + 1],
  );
  const items = rows.slice(0, query.limit).map(viewOf);
  return { items, nextCursor: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
}

function viewOf(row: NoticeRow): NoticeView {
  return {
    id: row.notice_id,
    accountId: row.account_public_id,
    kind: row.kind,
    channel: row.channel,
    language: row.language,
    state: row.state,
    to: row.recipient,
    text: row.text,
    attempts: row.attempts,
    isWarning: row.is_warning,
    at: isoOf(row.decided_at),
    sendAfter: isoOf(row.send_after),
    sentAt: row.sent_at === null ? null : isoOf(row.sent_at),
    deliveredAt: row.delivered_at === null ? null : isoOf(row.delivered_at),
  };
}
