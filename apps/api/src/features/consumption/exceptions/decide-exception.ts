import type { Instant, Registers, SupplyDay } from '@tegoed/prepayment-engine';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { requestRerates } from '../rerate/index.js';
import type { ExceptionDecision } from './exceptions.dto.js';
import { type ExceptionRow, SELECT_EXCEPTIONS } from './list-exceptions.js';

/** What came of a decision. `nothing_to_accept`: the entry is a task and holds no reading of an account. */
export type DecisionOutcome =
  | { readonly kind: 'decided'; readonly row: ExceptionRow; readonly isRerated: boolean }
  | { readonly kind: 'unknown' | 'decided_before' | 'nothing_to_accept' };

/** Who decides, and when. */
export interface DecidedBy {
  readonly name: string;
  readonly now: Instant;
}

/**
 * Carries out a person's decision. An accepted value becomes a fact that is no longer weighed against what is plausible,
 * and the days from it on are computed again; a rejected one stays out of every later computation.
 */
export async function decideException(tx: TenantTransaction, id: number, order: ExceptionDecision, by: DecidedBy): Promise<DecisionOutcome> {
  const [row] = await tx.query<ExceptionRow>(`${SELECT_EXCEPTIONS} where x.tenant_id = $1 and x.exception_id = $2 for update of x`, [tx.tenantId, id]);
  if (row === undefined) return { kind: 'unknown' };
  if (row.state !== 'open') return { kind: 'decided_before' };
  const reading = (row.facts as { reading?: { quality: string; registers: Registers } | null }).reading ?? null;
  const isAccepted = order.decision === 'accept';
  if (isAccepted && (reading === null || row.account_id === null)) return { kind: 'nothing_to_accept' };
  const state = isAccepted ? 'accepted' : 'rejected';
  await tx.query(`update reading_exception set state = $2, decided_by = $3, decided_at = $4, decision_reason = $5 where exception_id = $1`, [
    id, state, by.name, isoOf(by.now), order.reason,
  ]);
  if (isAccepted) await acceptReading(tx, row, reading!, order.reason, by);
  return { kind: 'decided', isRerated: isAccepted, row: { ...row, state, decided_by: by.name, decided_at: by.now, decision_reason: order.reason } };
}

async function acceptReading(tx: TenantTransaction, row: ExceptionRow, reading: { quality: string; registers: Registers }, reason: string, by: DecidedBy): Promise<void> {
  const { offtake1, offtake2, injection1, injection2 } = reading.registers;
  await tx.query(
    `insert into register_fact (account_id, day, version, tenant_id, quality, offtake1, offtake2, injection1, injection2, accepted_by, reason, recorded_at)
     select $1, $2, coalesce((select max(version) from register_fact where account_id = $1 and day = $2), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11`,
    [row.account_id, row.day, tx.tenantId, reading.quality === 'measured' ? 0 : 1, offtake1, offtake2, injection1, injection2, by.name, reason, isoOf(by.now)],
  );
  await requestRerates(tx, [{ accountId: row.account_id!, firstDay: row.day as SupplyDay, cause: 'late_reading', by: by.name }], by.now);
}
