import { type MeterCommand, type MeterOrder, orderToCancel } from '@tegoed/meter-commands';
import type { Instant } from '@tegoed/prepayment-engine';
import { eventOfOrderAnswer, type OrderAnswer } from '../../adapters/amm/index.js';
import { lockCommand, type SupplyCase } from '../../adapters/postgres/supply-store.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { applyEvent } from './apply-event.js';
import { commandTime } from './command-time.js';
import type { SupplyDeps } from './supply-deps.js';

/** An order whose sending is committed, and the earlier one that the AMM is to forget. */
export interface OrderToHandOver {
  readonly commandId: string;
  readonly accountId: number;
  readonly order: MeterOrder;
  readonly cancels: MeterOrder | null;
}

/** Speaks to the AMM with no transaction held, then commits what it answered. */
export async function handOver(deps: SupplyDeps, tenantId: number, { commandId, accountId, order, cancels }: OrderToHandOver, now: Instant): Promise<void> {
  await deps.step?.('sending_committed', accountId);
  // Side by side: the order that gives supply back never waits for an AMM that is slow to forget the other one.
  const cancelled = cancels === null ? Promise.resolve(null) : deps.amm.cancelOrder(cancels);
  const answer = await deps.amm.sendOrder(order, commandTime(now));
  await cancelled;
  await deps.step?.('answer_received', accountId);
  await keepOrderAnswer(deps, tenantId, { commandId, accountId }, answer, now);
  await deps.step?.('answer_committed', accountId);
}

/** Commits what the AMM answered, under the locks of the account and the command. */
export async function keepOrderAnswer(deps: SupplyDeps, tenantId: number, command: { readonly commandId: string; readonly accountId: number }, answer: OrderAnswer, now: Instant): Promise<void> {
  await inTenant(deps.dataSource, tenantId, async (tx) => {
    const stored = await lockCommand(tx, command);
    if (stored === null) throw new Error(`command ${command.commandId} is gone`);
    await applyEvent(deps, tx, stored, eventOfOrderAnswer(answer), now, JSON.stringify(answer));
  });
}

/** The order of a command in state `sending`. */
export function orderOf(
  deps: SupplyDeps,
  command: Pick<MeterCommand, 'commandId' | 'attempt' | 'action' | 'meterSerial' | 'sequence' | 'expiresAt'>,
  correlationId: string,
  now: Instant,
): MeterOrder {
  if (command.action === 'read_state') throw new Error('a read is not an order');
  return {
    orderId: command.attempt === 1 ? command.commandId : deps.newId(),
    messageId: deps.newId(),
    correlationId,
    action: command.action,
    meterSerial: command.meterSerial,
    sequence: command.sequence,
    sentAt: commandTime(now),
    expiresAt: command.expiresAt,
    replyAddress: deps.replyAddress,
  };
}

/** The cut that may still act, as an order to forget; a cut is sent once, so its command's id is the order's. */
export async function cancellationOf(deps: SupplyDeps, tx: TenantTransaction, supplyCase: SupplyCase, action: MeterCommand['action'], now: Instant): Promise<MeterOrder | null> {
  const last = orderToCancel(supplyCase.standing, action, commandTime(now));
  if (last === null) return null;
  const rows = await tx.query<{ command_id: string }>('select command_id from command where account_id = $1 and sequence = $2 and action = $3', [
    supplyCase.accountId, last.sequence, last.action,
  ]);
  const cut = { attempt: 1, action: last.action, meterSerial: supplyCase.meterSerial, sequence: last.sequence, expiresAt: last.expiresAt };
  return rows[0] === undefined ? null : orderOf(deps, { ...cut, commandId: rows[0].command_id }, deps.newId(), now);
}
