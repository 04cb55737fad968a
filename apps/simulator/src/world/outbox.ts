import type { Answer } from '../api/api.js';
import type { Delivery, World } from '../store/state.js';
import { draw } from '../chance/draw.js';
import { note, type OutsideWorld } from './outside-world.js';
import { sideBySide } from './side-by-side.js';

const DELIVERED_KEPT = 60;
const ANSWER_KEPT_CHARACTERS = 400;
const ANSWER_NOTED_CHARACTERS = 100_000;
const SENT_AT_ONCE = 8;

/**
 * Sends deliveries to the API in order. They are put on disk first: after a crash the very same bytes go
 * again, and the API's own keys make that one fact. What gets no answer stays in the outbox for later.
 */
export async function deliver(outside: OutsideWorld, world: World, deliveries: readonly Delivery[]): Promise<readonly Answer[]> {
  if (deliveries.length === 0) return [];
  world.outbox.push(...deliveries);
  outside.save();
  const answers: Answer[] = [];
  for (const delivery of deliveries) answers.push(await sendOne(outside, world, delivery));
  return answers;
}

/** Sends deliveries that do not depend on each other side by side; for the rest as `deliver`. */
export async function deliverTogether(outside: OutsideWorld, world: World, deliveries: readonly Delivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  world.outbox.push(...deliveries);
  outside.save();
  await sideBySide(deliveries, SENT_AT_ONCE, (delivery) => sendOne(outside, world, delivery));
}

/** Sends again what a crash or a silent API left behind. */
export async function sendWaiting(outside: OutsideWorld, world: World): Promise<void> {
  for (const delivery of [...world.outbox]) await sendOne(outside, world, delivery);
}

// By luck the same bytes are said twice at once, as after a time-out on the way back: one fact all the same.
async function sendOne(outside: OutsideWorld, world: World, delivery: Delivery): Promise<Answer> {
  const twice = world.automatic && draw(outside.seed, 'twice', delivery.id) < outside.state.globalFaults.deliveredTwiceShare;
  if (!twice) return settle(outside, world, delivery, await post(outside, world, delivery));
  note(outside, world, { kind: 'fault', fault: 'delivered_twice', about: delivery.id });
  const answers = await Promise.all([post(outside, world, delivery), post(outside, world, delivery)]);
  // One of them may be told that the other is still under way: that is no answer yet.
  return settle(outside, world, delivery, answers.find(isTaken) ?? answers.find(isNoAnswer) ?? answers[0]);
}

async function post(outside: OutsideWorld, world: World, delivery: Delivery): Promise<Answer> {
  const tenant = world.tenants.find((candidate) => candidate.id === delivery.tenantId);
  const answer = await outside.api.post(
    tenant?.apiKey ?? '', delivery.path, delivery.contentType, delivery.body, delivery.idempotencyKey);
  const { status, body } = answer;
  note(outside, world, { kind: 'delivered', deliveryId: delivery.id, path: delivery.path, status, answer: body.slice(0, ANSWER_NOTED_CHARACTERS) });
  return answer;
}

function settle(outside: OutsideWorld, world: World, delivery: Delivery, answer: Answer): Answer {
  if (isNoAnswer(answer)) {
    outside.log(`${delivery.id}: no answer (${String(answer.status)}), it will be sent again`);
    return answer;
  }
  if (answer.status >= 400) outside.log(`${delivery.id}: refused with ${String(answer.status)} ${answer.body.slice(0, 300)}`);
  world.outbox = world.outbox.filter((waiting) => waiting.id !== delivery.id);
  world.delivered.push({
    id: delivery.id, path: delivery.path, atMs: world.nowMs, status: answer.status, answer: answer.body.slice(0, ANSWER_KEPT_CHARACTERS),
  });
  world.delivered = world.delivered.slice(-DELIVERED_KEPT);
  return answer;
}

function isTaken({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

function isNoAnswer({ status }: Answer): boolean {
  return status === 0 || status === 429 || status >= 500;
}
