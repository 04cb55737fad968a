import { type CommandEvent, decideCommand, directionOf, isOpen, type MeterCommand, orderToCancel, planCommands, requestCommand } from '@tegoed/meter-commands';
import { type Instant, supplyDayOf } from '@tegoed/prepayment-engine';
import { eventOfOrderAnswer } from '../../adapters/amm/index.js';
import { type CommandStep, keepAnswer, type ReadCase, readSupplyCase, startSending } from '../../adapters/postgres/sending-store.js';
import { commandTime } from './command-time.js';
import { keepOrderAnswer, orderOf } from './hand-over.js';
import type { SupplyDeps } from './supply-deps.js';

/**
 * Gives one home its supply back in three round trips and no held lock: read, commit `sending`, keep the answer. An order
 * that gives supply passes no gate and needs no permit. False when the case is not so simple (another order is open or
 * may still act, the meter must be read first, the account moved meanwhile): then it is planned under the lock.
 */
export async function giveBack(deps: SupplyDeps, tenantId: number, accountId: number, now: Instant): Promise<boolean> {
  const at = commandTime(now);
  const read = await readSupplyCase(deps.dataSource, tenantId, accountId, supplyDayOf(now));
  const requested = read === null ? null : simpleCommand(deps, read, now);
  if (read === null || requested === null) return false;
  const steps = stepsToSending(deps, requested, read, now);
  const sending = steps[1].decision.command;
  const correlationId = deps.newId();
  const order = orderOf(deps, sending, correlationId, now);
  await deps.step?.('planned', accountId);
  if (!(await startSending(deps.dataSource, tenantId, read, steps, { correlationId, wallNowMs: deps.wallNowMs(), now: at }))) return false;
  await deps.step?.('sending_committed', accountId);
  const answer = await deps.amm.sendOrder(order, at);
  await deps.step?.('answer_received', accountId);
  const event = eventOfOrderAnswer(answer);
  const answered: CommandStep = { from: sending.state, event, decision: decideCommand(sending, event, at, deps.policy, deps.jitter()) };
  const kept = isOpen(answered.decision.command) && (await keepAnswer(deps.dataSource, tenantId, accountId, answered, JSON.stringify(answer), at));
  if (!kept) await keepOrderAnswer(deps, tenantId, { commandId: sending.commandId, accountId }, answer, now);
  await deps.step?.('answer_committed', accountId);
  return true;
}

/** The command when one order for more supply is all that is needed; null otherwise. */
function simpleCommand(deps: SupplyDeps, { supplyCase, hasOpenOrder }: ReadCase, now: Instant): MeterCommand | null {
  const { wish, standing, meter, meterSerial } = supplyCase;
  if (hasOpenOrder || wish === null || !wish.released || wish.wantedSupply !== 'on') return null;
  const at = commandTime(now);
  const plan = planCommands(wish, standing, meter, at, deps.policy);
  if (plan.kind !== 'order' || directionOf(plan.action) !== 'more' || orderToCancel(standing, plan.action, at) !== null) return null;
  return requestCommand(
    { commandId: deps.newId(), meterSerial, action: plan.action, wishVersion: wish.version, sequence: plan.sequence, notBefore: null, windowEndsAt: null },
    at,
    deps.policy,
  );
}

function stepsToSending(deps: SupplyDeps, requested: MeterCommand, { supplyCase }: ReadCase, now: Instant): readonly [CommandStep, CommandStep] {
  const at = commandTime(now);
  const gates: CommandEvent = { kind: 'gates_answered', answers: [] };
  const queued = decideCommand(requested, gates, at, deps.policy, deps.jitter());
  const started: CommandEvent = {
    kind: 'send_started', answers: [], permit: 'granted', sequence: requested.sequence, earlierOrdersUntil: supplyCase.standing.lastOrder?.expiresAt ?? null,
  };
  const sending = decideCommand(queued.command, started, at, deps.policy, deps.jitter());
  return [{ from: requested.state, event: gates, decision: queued }, { from: queued.command.state, event: started, decision: sending }];
}
