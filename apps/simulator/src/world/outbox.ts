import type { Answer } from '../api/api.js';
import type { Delivery, World } from '../store/state.js';
import type { OutsideWorld } from './outside-world.js';
import { sideBySide } from './side-by-side.js';

const DELIVERED_KEPT = 60;
const ANSWER_KEPT_CHARACTERS = 400;
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

async function sendOne(outside: OutsideWorld, world: World, delivery: Delivery): Promise<Answer> {
  const tenant = world.tenants.find((candidate) => candidate.id === delivery.tenantId);
  const answer = await outside.api.post(
    tenant?.apiKey ?? '', delivery.path, delivery.contentType, delivery.body, delivery.idempotencyKey);
  if (answer.status === 0 || answer.status === 429 || answer.status >= 500) {
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
