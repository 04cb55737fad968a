import { randomUUID } from 'node:crypto';

import { instantMs } from '../calendar/supply-day.js';
import { actionOf, canDo } from '../meters/action.js';
import { faultsOfOrder, isReachable, moveDelayMs, type Luck } from '../meters/link.js';
import type { Meter } from '../meters/meter.js';
import type { AcceptedOrder, GivenAnswer, World } from '../store/state.js';
import { findMeter, luckOf, note, plan, throughMeter, type OutsideWorld } from '../world/outside-world.js';
import { draw, drawOne } from '../chance/draw.js';
import { payAtCounter } from '../bank/household.js';
import { learnWorld } from '../world/learn.js';
import { quickReplyXml, type MeterError, type QuickReply } from './answer.js';
import { carryOut } from './moves.js';
import { refusalOf } from './order-check.js';
import type { AmmRequest, ControlOrder } from './message.js';

const ORDERS_KEPT = 2_000;

/** Takes an EndDeviceControls message, answers at once, and lets the meters move later. */
export async function takeControls(outside: OutsideWorld, request: AmmRequest): Promise<string> {
  await learnUnknownMeters(outside, request.controls.flatMap((control) => control.serials));
  const replies: QuickReply[] = [];
  for (const control of request.controls) replies.push(await takeControl(outside, request, control));
  outside.save();
  const nowMs = worldTime(outside, request.controls.flatMap((control) => control.serials));
  return quickReplyXml(together(replies), request.correlationId, nowMs, request.soap);
}

/** Learns the homes again when a meter is not known: a contract may be younger than our list. */
export async function learnUnknownMeters(outside: OutsideWorld, serials: readonly string[]): Promise<void> {
  if (serials.every((serial) => findMeter(outside.state, serial) !== null)) return;
  for (const worldId of Object.keys(outside.state.worlds)) await learnWorld(outside, worldId);
  if (serials.some((serial) => findMeter(outside.state, serial) === null)) await learnWorld(outside, null);
}

/** The world time under which these meters are answered; wall time when none of them is known. */
export function worldTime(outside: OutsideWorld, serials: readonly string[]): number {
  for (const serial of serials) {
    const found = findMeter(outside.state, serial);
    if (found !== null) return found.world.nowMs;
  }
  return outside.clock.nowMs();
}

async function takeControl(outside: OutsideWorld, request: AmmRequest, control: ControlOrder): Promise<QuickReply> {
  const errors: MeterError[] = [];
  let accepted = 0;
  for (const serial of control.serials) {
    const reply = await takeForMeter(outside, request, control, serial);
    errors.push(...reply.errors);
    if (reply.result === 'OK') accepted += 1;
    if (reply.result === 'PARTIAL') return reply;
  }
  if (errors.length === 0) return { result: 'OK', errors };
  return { result: accepted > 0 ? 'PARTIAL' : 'FAILED', errors };
}

async function takeForMeter(
  outside: OutsideWorld, request: AmmRequest, control: ControlOrder, serial: string,
): Promise<QuickReply> {
  const found = findMeter(outside.state, serial);
  if (found === null) return refused(serial, '2.12', 'unknown meter');
  const { world } = found;
  const repeated = world.orders[`${control.id ?? ''}/${serial}`];
  // The same message twice gets the same answer; only a new one can be too late or out of turn.
  if (repeated === undefined || repeated.messageId !== request.messageId) {
    const refusal = outside.orderKey === null ? null : refusalOf(outside.orderKey, request, control, found.meter, world.nowMs);
    if (refusal !== null) return refuseSender(outside, serial, refusal);
  }
  if (request.verb === 'cancel') return cancelled(world, serial, control.id);
  const orderId = control.id ?? request.messageId ?? randomUUID();
  const key = `${orderId}/${serial}`;
  const before = world.orders[key];
  if (before !== undefined && !isNewAttempt(world, found.meter, before, request.messageId, orderId)) return before.reply;
  const { reply, order } = judge(outside, world, found.meter, request, control, orderId);
  noteOrder(outside, world, control, found.meter, orderId, reply, order);
  // The answer is written down before anything is sent, so that the same order coming twice meets it.
  world.orders[key] = { reply, messageId: request.messageId };
  forgetOldOrders(world);
  if (order !== null) await accept(outside, world, found.meter, order);
  await payAtWorstMoment(outside, world, found.meter, control);
  return reply;
}

// The same order twice is one order. Only a new message about the meter's latest order, after that one came
// to its end, is a new attempt; an old cut that is sent again can so never overtake a newer connect.
function isNewAttempt(world: World, meter: Meter, before: GivenAnswer, messageId: string | null, orderId: string): boolean {
  if (messageId === null || messageId === before.messageId || meter.lastOrderId !== orderId) return false;
  return !world.agenda.some(({ task }) => task.kind === 'move' && task.serial === meter.serial && task.order.id === orderId);
}

interface Judgement {
  readonly reply: QuickReply;
  /** What will be carried out; null when the order was refused and nothing happens. */
  readonly order: AcceptedOrder | null;
}

function judge(
  outside: OutsideWorld, world: World, meter: Meter, request: AmmRequest, control: ControlOrder, orderId: string,
): Judgement {
  const luck = luckOf(outside, world);
  const action = actionOf(control.code);
  const faults = faultsOfOrder(luck, meter, `${orderId}/${String(meter.ordersReceived)}`);
  const refuse = (reason: string): Judgement => ({ reply: refused(meter.serial, '2.4', reason), order: null });
  world.meters[meter.serial] = { ...meter, ordersReceived: meter.ordersReceived + 1, lastOrderId: orderId, lastSequence: Number(request.sequence ?? 0) };
  if (action === null || !canDo(meter, action)) return refuse(`order ${control.code} is not possible on this meter`);
  const expiresAtMs = control.expiresAt === null ? null : instantMs(control.expiresAt);
  if (expiresAtMs !== null && expiresAtMs <= world.nowMs) return refuse('the order has expired');
  if (!isReachable(luck, meter, throughMeter(world, meter), world.nowMs)) return refuse('meter cannot be reached');
  if (faults.firstOrderFails === true && meter.ordersReceived === 0) return refuse('no association with the meter yet');
  if (faults.partial) return { reply: { ...refused(meter.serial, '2.4', 'part of the order was not carried out'), result: 'PARTIAL' }, order: null };
  const order: AcceptedOrder = {
    id: orderId, action, correlationId: request.correlationId, expiresAtMs, faults,
    replyAddress: request.replyAddress ?? outside.ammReplyAddress,
  };
  return { reply: faults.movesAfterFailed ? refuse('no answer from the meter').reply : { result: 'OK', errors: [] }, order };
}

async function accept(outside: OutsideWorld, world: World, meter: Meter, order: AcceptedOrder): Promise<void> {
  const task = { kind: 'move', serial: meter.serial, order } as const;
  if (order.faults.replyBeforeAck) return carryOut(outside, world, task);
  const delayMs = moveDelayMs(luckOf(outside, world), meter, order.id, world.nowMs, order.faults.slow);
  plan(outside, world, Math.max(delayMs, queueMs(world, meter.serial)), task);
}

// A meter carries out its orders in the order in which they came.
function queueMs(world: World, serial: string): number {
  const waiting = world.agenda.filter(({ task }) => task.kind === 'move' && task.serial === serial).map(({ dueAtMs }) => dueAtMs);
  return waiting.length === 0 ? 0 : Math.max(...waiting) + 1_000 - world.nowMs;
}

function cancelled(world: World, serial: string, orderId: string | null): QuickReply {
  world.agenda = world.agenda.filter(({ task }) =>
    !(task.kind === 'move' && task.serial === serial && (orderId === null || task.order.id === orderId)));
  return { result: 'OK', errors: [] };
}

function refused(serial: string, code: MeterError['code'], reason: string): QuickReply {
  return { result: 'FAILED', errors: [{ code, serial, reason }] };
}

function refuseSender(outside: OutsideWorld, serial: string, reason: string): QuickReply {
  outside.log(`order to ${serial} refused: ${reason}`);
  return refused(serial, '6.1', reason);
}

function together(replies: readonly QuickReply[]): QuickReply {
  const errors = replies.flatMap((reply) => reply.errors);
  if (replies.length === 1 && replies[0] !== undefined) return replies[0];
  if (errors.length === 0) return { result: 'OK', errors };
  return { result: replies.every((reply) => reply.result === 'FAILED') ? 'FAILED' : 'PARTIAL', errors };
}

function forgetOldOrders(world: World): void {
  const keys = Object.keys(world.orders);
  for (const key of keys.slice(0, Math.max(0, keys.length - ORDERS_KEPT))) delete world.orders[key];
}

function noteOrder(outside: OutsideWorld, world: World, control: ControlOrder, meter: Meter, orderId: string, reply: QuickReply, order: AcceptedOrder | null): void {
  const why = reply.errors[0]?.reason ?? null;
  note(outside, world, {
    kind: 'order', serial: meter.serial, orderId, action: actionOf(control.code) ?? control.code, result: reply.result, why,
    expiresAtMs: control.expiresAt === null ? null : instantMs(control.expiresAt),
  });
  const faults = Object.entries(order?.faults ?? {}).filter(([, given]) => given === true).map(([name]) => name);
  for (const fault of faults) note(outside, world, { kind: 'fault', fault, about: orderId });
}

const LESS: ReadonlySet<string | null> = new Set(['limit', 'disconnect']);
const NOTE_CENTS = 2_000;

/** Somebody pays in the very moment of an order for less supply: before it is answered, before it acts, or right after. */
async function payAtWorstMoment(outside: OutsideWorld, world: World, meter: Meter, control: ControlOrder): Promise<void> {
  const luck: Luck = luckOf(outside, world);
  const isLess = LESS.has(actionOf(control.code));
  if (!luck.automatic || !isLess || draw(luck.seed, 'pays at order', meter.serial, world.nowMs) >= luck.faults.paysAtOrderShare) return;
  const home = world.homes.find((candidate) => candidate.meterSerial === meter.serial);
  if (home === undefined) return;
  const delayMs = drawOne([0, 2_000, 130_000], luck.seed, 'worst moment', meter.serial, world.nowMs);
  note(outside, world, { kind: 'fault', fault: 'payment_at_order', about: `${meter.serial} +${String(delayMs)} ms` });
  if (delayMs === 0) await payAtCounter(outside, world, home.accountId, NOTE_CENTS);
  else plan(outside, world, delayMs, { kind: 'pay_at_counter', accountId: home.accountId, amountCents: NOTE_CENTS });
}
