import { isoOf } from '../../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { cursorOf, positionOf } from '../../../http/cursor.js';
import { PAGE_SIZE } from '../../../http/page-query.js';
import type { ExceptionQuery, ExceptionState, ReadingException, ReadingExceptionList } from './exceptions.dto.js';

/** A row of the work list. */
export interface ExceptionRow {
  readonly exception_id: number;
  readonly account_id: number | null;
  readonly public_id: string | null;
  readonly ean: string | null;
  readonly day: string;
  readonly problem: string;
  readonly facts: Record<string, unknown>;
  readonly state: ExceptionState;
  readonly recorded_at: number;
  readonly decided_by: string | null;
  readonly decided_at: number | null;
  readonly decision_reason: string | null;
}

export const SELECT_EXCEPTIONS = `
select x.exception_id, x.account_id, a.public_id, coalesce(x.ean, n.ean) as ean, x.day, x.problem, x.facts, x.state, x.recorded_at,
  x.decided_by, x.decided_at, x.decision_reason
from reading_exception x left join account a using (account_id) left join contract c using (account_id) left join connection n using (connection_id)`;

/** One page of the work list, the oldest first. */
export async function listExceptions(tx: TenantTransaction, query: ExceptionQuery): Promise<ReadingExceptionList> {
  const limit = query.limit ?? PAGE_SIZE;
  const [after] = query.cursor === undefined ? [0] : positionOf(query.cursor, ['number']);
  const rows = await tx.query<ExceptionRow>(
    `${SELECT_EXCEPTIONS} where x.tenant_id = $1 and x.state = $2 and ($3::text is null or x.problem = $3) and x.exception_id > $4
     order by x.exception_id limit $5`,
    [tx.tenantId, query.state ?? 'open', query.problem ?? null, after, limit],
  );
  const open = await tx.query<{ problem: string; count: number }>(
    `select problem, count(*)::int as count from reading_exception where tenant_id = $1 and state = 'open' group by problem order by problem`, [tx.tenantId]);
  const last = rows.at(-1);
  return { items: rows.map(exceptionOf), open, nextCursor: last === undefined || rows.length < limit ? null : cursorOf([last.exception_id]) };
}

/** The row as it is told. */
export function exceptionOf(row: ExceptionRow): ReadingException {
  return {
    id: `${row.exception_id}`,
    accountId: row.public_id,
    ean: row.ean,
    day: row.day,
    problem: row.problem,
    facts: row.facts,
    state: row.state,
    recordedAt: isoOf(row.recorded_at),
    decidedBy: row.decided_by,
    decidedAt: row.decided_at === null ? null : isoOf(row.decided_at),
    decisionReason: row.decision_reason,
  };
}
