import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import type { CommandList, WishList } from './supply.dto.js';

const SHOWN = 200;

/** The newest wishes of the tenant, in one state or all. */
export async function wishesOf(tx: TenantTransaction, state: string | null): Promise<WishList> {
  const rows = await tx.query<{ public_id: string; version: number; wanted_supply: string; state: string; reasons: unknown; not_before: number | null; decided_at: number }>(
    `select a.public_id, w.version, w.wanted_supply, w.state, w.reasons, w.not_before, w.decided_at
     from supply_wish w join account a using (account_id) where $1::text is null or w.state = $1 order by w.decided_at desc limit ${SHOWN}`,
    [state],
  );
  const items = rows.map((row) => ({
    accountId: row.public_id, version: row.version, wantedSupply: row.wanted_supply, state: row.state, reasons: row.reasons,
    notBefore: isoOrNull(row.not_before), decidedAt: isoOf(row.decided_at),
  }));
  return { items, nextCursor: null };
}

/** The newest commands of the tenant, in one state or all. */
export async function commandsOf(tx: TenantTransaction, state: string | null): Promise<CommandList> {
  const rows = await tx.query<CommandListRow>(
    `select k.command_id, a.public_id, k.meter_serial, k.action, k.state, k.attempt, k.last_error, k.requested_at, k.sent_at, k.accepted_at, k.confirmed_at
     from command k join account a using (account_id) where $1::text is null or k.state = $1 order by k.requested_at desc limit ${SHOWN}`,
    [state],
  );
  const items = rows.map((row) => ({
    id: row.command_id, accountId: row.public_id, meterSerial: row.meter_serial, action: row.action, state: row.state, attempts: row.attempt,
    lastError: row.last_error, requestedAt: isoOf(row.requested_at), sentAt: isoOrNull(row.sent_at), acceptedAt: isoOrNull(row.accepted_at),
    confirmedAt: isoOrNull(row.confirmed_at),
  }));
  return { items, nextCursor: null };
}

interface CommandListRow {
  readonly command_id: string;
  readonly public_id: string;
  readonly meter_serial: string;
  readonly action: string;
  readonly state: string;
  readonly attempt: number;
  readonly last_error: string | null;
  readonly requested_at: number;
  readonly sent_at: number | null;
  readonly accepted_at: number | null;
  readonly confirmed_at: number | null;
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : isoOf(at);
}
