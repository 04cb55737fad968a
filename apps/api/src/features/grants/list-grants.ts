import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { cursorOf, positionOf } from '../../http/cursor.js';
import { euroOf } from '../../http/euro.js';
import type { GrantList } from './grants.dto.js';

/** Which grants: those of one account, by its two ids. */
export interface GrantQuestion {
  readonly accountId: number;
  readonly publicId: string;
  readonly cursor: string | null;
  readonly limit: number;
}

interface GrantColumns {
  readonly journal_id: number;
  readonly cause_id: string;
  readonly kind: string;
  readonly amount_micro_euro: number;
  readonly reason: string | null;
  readonly author: string | null;
  readonly recorded_at: number;
}

/** One page of the grants of an account, the newest first. */
export async function listGrants(tx: TenantTransaction, { accountId, publicId, cursor, limit }: GrantQuestion): Promise<GrantList> {
  const before = cursor === null ? null : positionOf(cursor, ['number'])[0];
  const rows = await tx.query<GrantColumns>(
    `select j.journal_id, j.cause_id, j.kind, j.amount_micro_euro, r.reason, r.author, j.recorded_at
     from journal j left join entry_reason r on r.tenant_id = j.tenant_id and r.cause_kind = 'grant' and r.cause_id = j.cause_id
     where j.tenant_id = $1 and j.account_id = $2 and j.cause_kind = 'grant' and ($3::bigint is null or j.journal_id < $3)
     order by j.journal_id desc limit $4`,
    [tx.tenantId, accountId, before, limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) => ({
      id: row.cause_id, accountId: publicId, kind: row.kind, amountEuro: euroOf(row.amount_micro_euro), reason: row.reason ?? '', by: row.author ?? '',
      at: isoOf(row.recorded_at),
    })),
    nextCursor: last === undefined ? null : cursorOf([last.journal_id]),
  };
}
