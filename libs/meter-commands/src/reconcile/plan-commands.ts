import { type Instant, later } from '../instant.js';
import { type CommandPolicy, commandPolicy, priorityOf } from '../policy/index.js';
import { type CommandAction, type ConfirmedSupply, type WantedSupply, directionOf } from '../supply.js';
import {
  type CommandPlan,
  type LastOrder,
  type MeterCapabilities,
  type MeterStanding,
  type PlanReason,
  type SupplyWish,
} from './standing.js';

/** The one step that leads from the confirmed state towards the wanted one, before anything else is looked at. */
type Step =
  | { readonly kind: 'act'; readonly action: CommandAction; readonly reason: PlanReason }
  | { readonly kind: 'wait'; readonly reason: PlanReason; readonly reviewAt: Instant | null };

/**
 * Compares what supply should be with what the meter last proved and names the next command, or none, with the reason.
 * Plan again after every wish, read-back, event and end of a command: one step at a time leads to the wanted state.
 *
 * Against UNKNOWN a wish for supply always sends; an order for less supply never does, the state is read first.
 */
export function planCommands(
  wish: SupplyWish,
  standing: MeterStanding,
  meter: MeterCapabilities,
  now: Instant,
  policy: CommandPolicy = commandPolicy,
): CommandPlan {
  const wanted = wish.wantedSupply === 'limited' && !meter.limiter ? 'on' : wish.wantedSupply;
  const timed = withTiming(stepTo(wanted, standing, meter, now, policy), wish, now);
  const step = whenItListens(timed, standing, meter, now, policy);
  const underWay = isUnderWay(standing, step, wanted);
  const supersedesOpen = standing.openCommand !== null && !underWay;
  const carrier = meter.speaksThrough;
  if (step.kind === 'act' && carrier !== null && hasNoSupply(carrier.supply)) {
    return throughDeadCarrier(wanted, carrier.meterSerial, supersedesOpen);
  }
  if (underWay) return { kind: 'none', reason: 'order_under_way', reviewAt: null, supersedesOpen };
  if (step.kind === 'act') return order(step, standing, wish, supersedesOpen);
  const reason = wanted === wish.wantedSupply ? step.reason : 'meter_cannot_limit';
  return { kind: 'none', reason, reviewAt: step.reviewAt, supersedesOpen };
}

function stepTo(
  wanted: WantedSupply,
  standing: MeterStanding,
  meter: MeterCapabilities,
  now: Instant,
  policy: CommandPolicy,
): Step {
  switch (standing.supply) {
    case 'unknown':
      return stepFromUnknown(wanted, standing, meter, now);
    case 'ready':
    case 'tripped':
      return stepFromPressable(wanted, standing, standing.supply, now, policy);
    case 'on':
      if (wanted === 'on') return settled();
      return wanted === 'off' ? act('disconnect', 'cut_supply') : act('limit', 'limit_supply');
    case 'limited':
      if (wanted === 'limited') return settled();
      return wanted === 'off' ? act('disconnect', 'cut_supply') : act('unlimit', 'lift_limit');
    case 'off':
      return wanted === 'off' ? settled() : act(restoringAction(meter), reasonToRestore(standing, meter));
  }
}

/**
 * A limit that may have acted is lifted first, because a connect would leave the home on 10 A; otherwise the breaker is
 * closed. Wanting 10 A restores only after orders that could have cut; in all other cases the home may be on, and
 * asking the meter costs nothing.
 */
function stepFromUnknown(wanted: WantedSupply, standing: MeterStanding, meter: MeterCapabilities, now: Instant): Step {
  const last = standing.lastOrder;
  const lastTouchedLimiter = last?.action === 'limit' || last?.action === 'unlimit';
  if (wanted === 'on') return act(lastTouchedLimiter ? 'unlimit' : restoringAction(meter), 'state_unknown_restore');
  if (wanted === 'limited' && last !== null && !lastTouchedLimiter) {
    return act(restoringAction(meter), 'state_unknown_restore');
  }
  if (last !== null && now <= last.expiresAt) {
    return { kind: 'wait', reason: 'earlier_order_may_still_act', reviewAt: later(last.expiresAt, 1) };
  }
  return act('read_state', 'state_unknown_read_first');
}

/** A breaker that waits for a press is read again from time to time: some meters disarm it after a while. */
function stepFromPressable(
  wanted: WantedSupply,
  standing: MeterStanding,
  supply: 'ready' | 'tripped',
  now: Instant,
  policy: CommandPolicy,
): Step {
  if (wanted === 'off') return act('disconnect', 'cut_supply');
  if (wanted === 'limited' && supply === 'ready') return act('limit', 'limit_supply');
  if (wanted === 'on' && supply === 'tripped') return act('unlimit', 'lift_limit');
  const readAgainAt = standing.confirmedAt === null ? now : later(standing.confirmedAt, policy.readReadyAgainAfterMs);
  if (now >= readAgainAt) return act('read_state', 'ready_state_is_old');
  return { kind: 'wait', reason: 'person_presses', reviewAt: readAgainAt };
}

/** Less supply keeps to the wish's earliest moment; more supply never waits for it. */
function withTiming(step: Step, wish: SupplyWish, now: Instant): Step {
  if (step.kind === 'wait' || directionOf(step.action) !== 'less') return step;
  if (wish.notBefore === null || now >= wish.notBefore) return step;
  return { kind: 'wait', reason: 'not_before', reviewAt: wish.notBefore };
}

/**
 * A gas meter on a battery takes its orders when it wakes, once an hour. A cut repeated right after it spoke would be
 * dead before it wakes again, every time; so a repeat waits until it can still be alive then.
 */
function whenItListens(step: Step, standing: MeterStanding, meter: MeterCapabilities, now: Instant, policy: CommandPolicy): Step {
  if (step.kind === 'wait' || directionOf(step.action) !== 'less' || meter.speaksThrough === null) return step;
  if (standing.lastOrder?.action !== step.action || standing.confirmedAt === null) return step;
  const reviewAt = later(standing.confirmedAt, policy.repeatToSeldomHeardAfterMs);
  return now >= reviewAt ? step : { kind: 'wait', reason: 'meter_listens_later', reviewAt };
}

const LEADS_TO: Readonly<Record<CommandAction, readonly WantedSupply[]>> = {
  connect: ['on', 'limited'],
  arm: ['on', 'limited'],
  unlimit: ['on'],
  limit: ['limited'],
  disconnect: ['off'],
  read_state: [],
};

/**
 * Whether the open command already does the step, or was sent for the same end and brings its own proof. While the
 * state is known an open command for another step is only in the way.
 */
function isUnderWay(standing: MeterStanding, step: Step, wanted: WantedSupply): boolean {
  const open = standing.openCommand;
  if (open === null) return false;
  if (step.kind === 'act' && open.action === step.action) return true;
  return standing.supply === 'unknown' && LEADS_TO[open.action].includes(wanted);
}

/** Gas meters speak through the electricity meter: while its breaker is open nothing reaches them. */
function throughDeadCarrier(wanted: WantedSupply, meterSerial: string, supersedesOpen: boolean): CommandPlan {
  const reason = 'carrier_has_no_supply';
  return wanted === 'off'
    ? { kind: 'none', reason, reviewAt: null, supersedesOpen }
    : { kind: 'restore_first', meterSerial, reason, supersedesOpen };
}

function order(
  step: Step & { kind: 'act' },
  standing: MeterStanding,
  wish: SupplyWish,
  supersedesOpen: boolean,
): CommandPlan {
  return {
    kind: 'order',
    action: step.action,
    sequence: nextSequence(standing),
    priority: priorityOf(step.action, 0),
    notBefore: directionOf(step.action) === 'less' ? wish.notBefore : null,
    reason: step.reason,
    supersedesOpen,
  };
}

/** The number of the next order to this meter; throws a RangeError when the counter is used up. */
export function nextSequence(standing: MeterStanding): number {
  const next = Math.max(standing.lastOrder?.sequence ?? 0, standing.openCommand?.sequence ?? 0) + 1;
  if (!Number.isSafeInteger(next)) throw new RangeError('The order counter of this meter is used up');
  return next;
}

/**
 * The earlier order that the AMM should drop when this one leaves, or null: an order that takes supply and may still act
 * would otherwise overtake the one that gives it back at a meter that is slow.
 */
export function orderToCancel(standing: MeterStanding, action: CommandAction, now: Instant): LastOrder | null {
  const last = standing.lastOrder;
  if (last === null || directionOf(action) !== 'more' || directionOf(last.action) !== 'less') return null;
  return standing.supply === 'unknown' && now <= last.expiresAt ? last : null;
}

function hasNoSupply(supply: ConfirmedSupply): boolean {
  return supply === 'off' || supply === 'ready' || supply === 'tripped';
}

function restoringAction(meter: MeterCapabilities): CommandAction {
  return meter.reconnect === 'arms_only' ? 'arm' : 'connect';
}

/** A meter that was armed and reads off again has disarmed itself before anybody pressed. */
function reasonToRestore(standing: MeterStanding, meter: MeterCapabilities): PlanReason {
  const wasArmed = meter.reconnect === 'arms_only' && standing.lastOrder?.action === 'arm';
  return wasArmed ? 'arm_timed_out' : 'restore_supply';
}

function settled(): Step {
  return { kind: 'wait', reason: 'as_wanted', reviewAt: null };
}

function act(action: CommandAction, reason: PlanReason): Step {
  return { kind: 'act', action, reason };
}
