import { randomUUID } from 'node:crypto';

import { HOUR_MS } from '../calendar/supply-day.js';
import { draw, drawInteger } from '../chance/draw.js';
import { moved, pressed, tripped, type MeterEvent } from '../meters/action.js';
import { bringUpToDate } from '../meters/house.js';
import { clockErrorMs, isReachable } from '../meters/link.js';
import { supplyOf, type Meter } from '../meters/meter.js';
import type { AcceptedOrder, ReportedEvent, Task, World } from '../store/state.js';
import { luckOf, note, plan, planAt, throughMeter, type OutsideWorld } from '../world/outside-world.js';
import { eventXml } from './answer.js';

const LATE_MS = 12 * HOUR_MS;
const EVENT_RETRY_MS = 60_000;
const EVENT_ATTEMPTS = 8;

type MoveTask = Extract<Task, { kind: 'move' }>;

/** An accepted order reaches the meter: it moves (or not, when a fault says so) and an event is sent. */
export async function carryOut(outside: OutsideWorld, world: World, task: MoveTask): Promise<void> {
  for (const event of reports(outside, world, task)) {
    if (task.order.faults.late) plan(outside, world, LATE_MS, { kind: 'event', event, attempt: 1 });
    else await sendEvent(outside, world, event, 1);
  }
}

/** Posts an event to its reply address; without an answer it is tried again, a limited number of times. */
export async function sendEvent(outside: OutsideWorld, world: World, event: ReportedEvent, attempt: number): Promise<void> {
  const happenedAtMs = event.happenedAtMs + clockErrorMs(luckOf(outside, world), event.serial);
  const xml = eventXml(event.event, event.serial, event.orderId, event.correlationId, happenedAtMs, world.nowMs);
  const answer = await outside.api.notify(event.replyAddress, 'application/xml', xml, {});
  if (answer.status >= 200 && answer.status < 300) return;
  outside.log(`event ${event.event} of ${event.serial} was answered with ${String(answer.status)}`);
  if (attempt < EVENT_ATTEMPTS && (answer.status === 0 || answer.status >= 500)) {
    plan(outside, world, EVENT_RETRY_MS * attempt, { kind: 'event', event, attempt: attempt + 1 });
  }
}

/** Somebody pushes the button of the meter. False when there was nothing to release. */
export async function press(outside: OutsideWorld, world: World, serial: string): Promise<boolean> {
  return moveByHand(outside, world, serial, pressed, 'connected');
}

/** More load than the limit allows: the breaker opens until somebody pushes the button. */
export async function trip(outside: OutsideWorld, world: World, serial: string): Promise<boolean> {
  const happened = await moveByHand(outside, world, serial, tripped, 'tripped');
  if (happened) planPress(outside, world, serial);
  return happened;
}

/** In an automatic world people push a button that waits for them, soon or (one in ten) the day after. */
function planPress(outside: OutsideWorld, world: World, serial: string): void {
  if (!world.automatic) return;
  const late = draw(outside.seed, 'press late', serial, world.nowMs) < 0.1;
  const minutes = late ? drawInteger(600, 1_500, serial, world.nowMs) : drawInteger(10, 150, serial, world.nowMs);
  planAt(world, world.nowMs + minutes * 60_000, { kind: 'press', serial });
}

async function moveByHand(
  outside: OutsideWorld, world: World, serial: string, change: (meter: Meter) => Meter | null, event: MeterEvent,
): Promise<boolean> {
  const known = world.meters[serial];
  const after = known === undefined ? null : change(bringUpToDate(outside.seed, world, known));
  if (known === undefined || after === null) return false;
  const reachable = isReachable(luckOf(outside, world), after, throughMeter(world, after), world.nowMs);
  world.meters[serial] = reachable ? { ...after, reportedAtMs: world.nowMs } : after;
  note(outside, world, { kind: 'moved', serial, from: supplyOf(known), to: supplyOf(after), by: event === 'tripped' ? 'trip' : 'press', orderId: null });
  if (!reachable) return true;
  await sendEvent(outside, world, {
    event, serial, orderId: null, correlationId: randomUUID(), replyAddress: outside.ammReplyAddress, happenedAtMs: world.nowMs,
  }, 1);
  return true;
}

function reports(outside: OutsideWorld, world: World, { serial, order }: MoveTask): readonly ReportedEvent[] {
  const event = moveMeter(outside, world, serial, order);
  if (event === null || order.faults.silent) return [];
  const report: ReportedEvent = {
    event, serial, orderId: order.id, happenedAtMs: world.nowMs, replyAddress: order.replyAddress,
    correlationId: order.faults.unknownCorrelation ? randomUUID() : order.correlationId,
  };
  return order.faults.twice ? [report, report] : [report];
}

// The expiry is asked again here: an order that waited too long must not switch a home any more.
function moveMeter(outside: OutsideWorld, world: World, serial: string, order: AcceptedOrder): MeterEvent | null {
  const known = world.meters[serial];
  if (known === undefined) return null;
  if (order.expiresAtMs !== null && order.expiresAtMs <= world.nowMs) return 'failed';
  if (!isReachable(luckOf(outside, world), known, throughMeter(world, known), world.nowMs)) return 'failed';
  const before = bringUpToDate(outside.seed, world, known);
  const { meter, event } = moved(before, order.action);
  const after = order.faults.okWithoutMoving ? before : meter;
  world.meters[serial] = { ...after, reportedAtMs: world.nowMs };
  noteMove(outside, world, before, after, order.id);
  if (supplyOf(after) === 'ready' && before.position !== 2) planPress(outside, world, serial);
  return event;
}

const LESS: ReadonlySet<string> = new Set(['limited', 'off']);

// People whose supply became less notice it: some pay, sooner or later.
function noteMove(outside: OutsideWorld, world: World, before: Meter, after: Meter, orderId: string): void {
  const [from, to] = [supplyOf(before), supplyOf(after)];
  if (from === to) return;
  note(outside, world, { kind: 'moved', serial: after.serial, from, to, by: 'order', orderId });
  if (world.automatic && LESS.has(to) && from !== 'off') planToPay(outside, world, after.serial);
}

function planToPay(outside: OutsideWorld, world: World, serial: string): void {
  const home = world.homes.find((candidate) => candidate.meterSerial === serial);
  if (home === undefined || draw(outside.seed, 'notices dark', serial, world.nowMs) >= outside.state.globalFaults.paysWhenDarkShare) return;
  const minutes = drawInteger(20, 3 * 1_440, outside.seed, 'pays when dark', serial, world.nowMs);
  planAt(world, world.nowMs + minutes * 60_000, { kind: 'look_at_balance', accountId: home.accountId, days: 9 });
}
