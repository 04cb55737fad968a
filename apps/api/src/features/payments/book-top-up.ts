import { randomUUID } from 'node:crypto';
import type { Instant } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { bookOneTopUp, type PaymentDeps, type PaymentToBook } from './book-payment.js';
import { bookTogether } from './chunk/book-chunk.js';
import type { PaymentOutcome } from './incoming-payment.js';

/** A top-up that waits for its turn. */
interface WaitingTopUp {
  readonly accountId: number;
  readonly asked: PaymentToBook;
  readonly resolve: (outcome: PaymentOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/** Fewer than these cost less one beside the other, each in a transaction of its own. */
const FEWEST_TOGETHER = 4;
/** A transaction stays short, so that nobody waits long for the ones before. */
const MOST_TOGETHER = 50;

/** The queue of each tenant whose payments are being booked just now. */
const queuesOf = new WeakMap<DataSource, Map<number, WaitingTopUp[]>>();

/**
 * Books a top-up on an account. One that comes alone is booked at once; those that come while others are being booked
 * are gathered and share the tenant's next transaction, each with its own keys and result. So a rush costs a transaction
 * per handful and not per payment, and payments on one account never undo each other's reading.
 */
export function bookTopUp(deps: PaymentDeps, accountId: number, asked: PaymentToBook): Promise<PaymentOutcome> {
  return new Promise((resolve, reject) => {
    const queues = queuesOf.get(deps.dataSource) ?? new Map<number, WaitingTopUp[]>();
    queuesOf.set(deps.dataSource, queues);
    const { tenantId } = asked;
    const mine = { accountId, asked, resolve, reject };
    const waiting = queues.get(tenantId);
    if (waiting !== undefined) return void waiting.push(mine);
    const queue = [mine];
    queues.set(tenantId, queue);
    void workQueue(deps, queue, () => queues.delete(tenantId));
  });
}

/** `close` is called in the same breath in which the queue is seen empty, so that nobody joins a queue that nobody works on. */
async function workQueue(deps: PaymentDeps, queue: WaitingTopUp[], close: () => void): Promise<void> {
  while (queue.length > 0) {
    const gathered = queue.splice(0, MOST_TOGETHER);
    if (gathered.length < FEWEST_TOGETHER) await Promise.all(gathered.map((one) => bookAlone(deps, one)));
    else if (!(await bookGathered(deps, gathered))) for (const one of gathered) await bookAlone(deps, one);
  }
  close();
}

async function bookAlone(deps: PaymentDeps, { accountId, asked, resolve, reject }: WaitingTopUp): Promise<void> {
  await bookOneTopUp(deps, accountId, asked).then(resolve, reject);
}

/** False when nothing was booked: one that is in the way of the others is looked at by itself. */
async function bookGathered(deps: PaymentDeps, gathered: readonly WaitingTopUp[]): Promise<boolean> {
  const first = gathered[0];
  if (first === undefined) return false;
  const payments = gathered.map(({ accountId, asked: { payment, requestClaim } }) => ({ payment, requestClaim, lineNo: null, goesTo: { kind: 'account', accountId } as const }));
  const now = Math.max(...gathered.map(({ asked }) => asked.now)) as Instant;
  // Whatever goes wrong goes wrong again for the one that it belongs to, and is told to whoever waits for that one.
  const results = await bookTogether(deps, { tenantId: first.asked.tenantId, now, batch: { kind: 'payments', id: randomUUID() }, payments }).catch(() => null);
  if (results === null) return false;
  for (const { asked, resolve, reject } of gathered) {
    const result = results.get(asked.payment.paymentId);
    if (result === undefined) reject(new Error(`payment ${asked.payment.paymentId} was booked without a result`));
    else resolve({ kind: 'booked', result });
  }
  return true;
}
