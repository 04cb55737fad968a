import { answerGates, type CommandPlan, DAY_MS, decideCommand, directionOf, type MeterCommand, planCommands, requestCommand } from '@tegoed/meter-commands';
import { type Instant, supplyDayOf } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { readSnapshot } from '../../adapters/postgres/post-entry.js';
import { dueAt, insertCommand, lockSupplyCase, type StoredCommand, storeMove, type SupplyCase } from '../../adapters/postgres/supply-store.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { commandTime } from './command-time.js';
import { gatePolicyOf, gatherGateFacts, windowAround } from './gate-facts.js';
import { reviewEntry } from './review-entry.js';
import type { SupplyDeps } from './supply-deps.js';

/**
 * Compares what one home should have with what its meter last proved, and makes the next command when one is needed:
 * true when it did. A wish for less supply is first decided anew from fresh state: what was true at night may have changed.
 */
export async function planAccount(deps: SupplyDeps, tenantId: number, accountId: number, now: Instant): Promise<boolean> {
  const isOrdered = await inTenant(deps.dataSource, tenantId, (tx) => planIn(deps, tx, accountId, now));
  await deps.step?.('planned', accountId);
  return isOrdered;
}

async function planIn(deps: SupplyDeps, tx: TenantTransaction, accountId: number, now: Instant): Promise<boolean> {
  let supplyCase = await lockSupplyCase(tx, accountId, supplyDayOf(now));
  if (supplyCase?.wish == null || !supplyCase.wish.released) return false;
  if (supplyCase.wish.wantedSupply !== 'on') {
    await reviewEntry(deps, tx, accountId, now);
    supplyCase = await lockSupplyCase(tx, accountId, supplyDayOf(now));
    if (supplyCase?.wish == null || !supplyCase.wish.released) return false;
  }
  const plan = planCommands(supplyCase.wish, supplyCase.standing, supplyCase.meter, commandTime(now), deps.policy);
  return carryOut(deps, tx, supplyCase, plan, now);
}

async function carryOut(deps: SupplyDeps, tx: TenantTransaction, supplyCase: SupplyCase, plan: CommandPlan, now: Instant): Promise<boolean> {
  const { wish, open } = supplyCase;
  if (wish === null) return false;
  if (plan.supersedesOpen && open !== null) await supersede(deps, tx, open, wish.version, now);
  switch (plan.kind) {
    case 'none':
      if (plan.reason === 'as_wanted' || plan.reason === 'meter_cannot_limit' || plan.reason === 'person_presses')
        await tx.query(`update supply_wish set state = 'satisfied' where account_id = $1 and version = $2 and state = 'open'`, [supplyCase.accountId, wish.version]);
      await dueAt(tx, supplyCase.accountId, [plan.reviewAt], now);
      return false;
    case 'restore_first':
      // The electricity meter of the home has its own wish; this one is looked at again when that has moved.
      await dueAt(tx, supplyCase.accountId, [now + deps.policy.lookAgainAfterMs], now);
      return false;
    case 'order': {
      const command = await request(deps, tx, supplyCase, plan, now);
      if (command !== null) await queue(deps, tx, supplyCase, command, now);
      return command !== null;
    }
  }
}

async function supersede(deps: SupplyDeps, tx: TenantTransaction, open: StoredCommand, version: number, now: Instant): Promise<void> {
  const event = { kind: 'newer_wish', version } as const;
  await storeMove(tx, open, event, decideCommand(open, event, commandTime(now), deps.policy, deps.jitter()), commandTime(now));
}

/** A new command; null when it would take supply and no window is open: then it is looked at when the next one opens. */
async function request(deps: SupplyDeps, tx: TenantTransaction, supplyCase: SupplyCase, plan: CommandPlan & { kind: 'order' }, now: Instant): Promise<MeterCommand | null> {
  const window = directionOf(plan.action) === 'less' ? await windowOf(deps, tx, supplyCase.accountId, now) : null;
  if (directionOf(plan.action) === 'less' && (window === null || window.opensAt > now)) {
    await waitUntil(tx, supplyCase, window?.opensAt ?? now + DAY_MS, now);
    return null;
  }
  const command = requestCommand(
    {
      commandId: deps.newId(),
      meterSerial: supplyCase.meterSerial,
      action: plan.action,
      wishVersion: supplyCase.wish?.version ?? 0,
      sequence: plan.sequence,
      notBefore: plan.notBefore,
      windowEndsAt: window?.endsAt ?? null,
    },
    commandTime(now),
    deps.policy,
  );
  await insertCommand(tx, supplyCase, command);
  return command;
}

/** Until then the wish is not looked at: whoever rings meanwhile neither plans it nor asks its meter. */
async function waitUntil(tx: TenantTransaction, { accountId, wish }: SupplyCase, opensAt: number, now: Instant): Promise<void> {
  await tx.query('update supply_wish set not_before = $3 where account_id = $1 and version = $2', [accountId, wish?.version ?? 0, isoOf(opensAt)]);
  await dueAt(tx, accountId, [opensAt], now);
}

async function windowOf(deps: SupplyDeps, tx: TenantTransaction, accountId: number, now: Instant): Promise<ReturnType<typeof windowAround>> {
  const snapshot = await readSnapshot(tx.manager, tx.tenantId, accountId);
  return snapshot === null ? null : windowAround(await deps.terms.of(tx.tenantId, snapshot, now, tx), now);
}

/** Asks the gates on the way into the queue; a closed one holds the command and is asked again later. */
async function queue(deps: SupplyDeps, tx: TenantTransaction, supplyCase: SupplyCase, command: MeterCommand, now: Instant): Promise<void> {
  const stored: StoredCommand = { ...command, accountId: supplyCase.accountId, connectionId: supplyCase.connectionId, correlationId: '', nextReadAt: null };
  const answers = await gateAnswers(deps, tx, supplyCase, command, now);
  const event = { kind: 'gates_answered', answers } as const;
  await storeMove(tx, stored, event, decideCommand(command, event, commandTime(now), deps.policy, deps.jitter()), commandTime(now), { gates: answers });
}

/** All gates of an order for less supply with their facts; an order for more supply has none. */
export async function gateAnswers(
  deps: SupplyDeps,
  tx: TenantTransaction,
  supplyCase: SupplyCase,
  command: Pick<MeterCommand, 'action'>,
  now: Instant,
): Promise<ReturnType<typeof answerGates>> {
  if (directionOf(command.action) !== 'less') return [];
  const snapshot = await readSnapshot(tx.manager, tx.tenantId, supplyCase.accountId);
  if (snapshot === null) throw new Error(`account ${supplyCase.accountId} has no state`);
  const terms = await deps.terms.of(tx.tenantId, snapshot, now, tx);
  const facts = await gatherGateFacts(tx, supplyCase, terms, now);
  return answerGates(facts, command.action === 'limit' ? 'limited' : 'off', commandTime(now), gatePolicyOf(terms.policy, supplyCase.meter.utility));
}
