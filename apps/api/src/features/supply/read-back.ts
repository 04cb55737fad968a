import { afterReadBack, type CommandEvent } from '@tegoed/meter-commands';
import { type Instant, supplyDayOf } from '@tegoed/prepayment-engine';
import { eventOfStateAnswer, type StateAnswer } from '../../adapters/amm/index.js';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { lockSupplyCase, type SupplyCase } from '../../adapters/postgres/supply-store.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { applyEvent } from './apply-event.js';
import { commandTime } from './command-time.js';
import { stopRestoreClock } from './restore-clock.js';
import { reviewEntry } from './review-entry.js';
import type { SupplyDeps } from './supply-deps.js';

/**
 * Asks the meter itself and stores what it proves. This is the only way a confirmed state comes into being: an OK of
 * the AMM, or its word that something was done, is never taken for the breaker having moved.
 */
export async function readBack(deps: SupplyDeps, tenantId: number, accountId: number, now: Instant): Promise<StateAnswer['kind']> {
  const meter = await inTenant(deps.dataSource, tenantId, (tx) => lockSupplyCase(tx, accountId, supplyDayOf(now)));
  if (meter === null) return 'unknown_meter';
  const answer = await deps.amm.readMeterState({
    messageId: deps.newId(),
    correlationId: deps.newId(),
    meterSerial: meter.meterSerial,
    utility: meter.meter.utility === 'gas' ? 'gas' : 'electricity',
    askedAt: commandTime(now),
  });
  await deps.step?.('state_read', accountId);
  await inTenant(deps.dataSource, tenantId, (tx) => storeReadBack(deps, tx, accountId, answer, now));
  await deps.step?.('state_committed', accountId);
  return answer.kind;
}

async function storeReadBack(deps: SupplyDeps, tx: TenantTransaction, accountId: number, answer: StateAnswer, now: Instant): Promise<void> {
  const supplyCase = await lockSupplyCase(tx, accountId, supplyDayOf(now));
  if (supplyCase === null) return;
  if (answer.kind === 'state') await storeProof(deps, tx, supplyCase, answer, now);
  if (supplyCase.open !== null) await tellCommand(deps, tx, supplyCase, eventOfStateAnswer(answer), now);
}

async function tellCommand(deps: SupplyDeps, tx: TenantTransaction, supplyCase: SupplyCase, event: CommandEvent, now: Instant): Promise<void> {
  if (supplyCase.open === null) return;
  await tx.query('update command set next_read_at = null where command_id = $1', [supplyCase.open.commandId]);
  await applyEvent(deps, tx, { ...supplyCase.open, nextReadAt: null }, event, now);
}

async function storeProof(deps: SupplyDeps, tx: TenantTransaction, supplyCase: SupplyCase, answer: StateAnswer & { kind: 'state' }, now: Instant): Promise<void> {
  const before = supplyCase.standing;
  const after = afterReadBack(before, { supply: answer.supply, reportedAt: answer.state.reportedAt }, commandTime(now));
  await tx.query('select confirm_supply($1, $2, $3, $4)', [
    supplyCase.connectionId, after.supply, after.confirmedAt === null ? null : isoOf(after.confirmedAt), isoOf(now),
  ]);
  const known = await tx.one<{ confirmed_supply: string }>('select confirmed_supply from account_state where account_id = $1', [supplyCase.accountId]);
  if (known.confirmed_supply === after.supply) return;
  if (after.supply === 'on' || after.supply === 'ready') await stopRestoreClock(tx, supplyCase.accountId, now);
  await tx.query(
    `insert into supply_history (account_id, tenant_id, confirmed_supply, source, reported_at, recorded_at) values ($1, $2, $3, 'read_back', $4, $5) on conflict do nothing`,
    [supplyCase.accountId, tx.tenantId, after.supply, isoOf(after.confirmedAt ?? now), isoOf(now)],
  );
  await reviewEntry(deps, tx, supplyCase.accountId, now, after.supply);
  // What the meter proved may not be what is wanted any more: the latest wish is compared again.
  await tx.query(`update supply_wish w set state = 'open' from account_state s where s.account_id = $1 and w.account_id = s.account_id and w.version = s.wish_version and w.state = 'satisfied'`, [supplyCase.accountId]);
}
