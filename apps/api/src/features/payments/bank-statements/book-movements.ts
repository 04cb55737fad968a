import { type Instant } from '@tegoed/prepayment-engine';
import type { BookableMovement } from '../../../adapters/bank-files/index.js';
import type { PersonalData } from '../../../adapters/crypto/index.js';
import { inTenant } from '../../../adapters/postgres/tenant-transaction.js';
import { type AccountBook, readAccountBook } from '../account-book.js';
import { bookInSuspense, bookTopUp, type PaymentDeps, type PaymentToBook } from '../book-payment.js';
import { bookReturn } from './book-return.js';
import { inFlight } from './in-flight.js';
import { dayOfMovement, paymentOfMovement } from './movement-payment.js';
import { type MovementPlan, payersReference, planMovement, referencesIn } from './plan-movement.js';

/** What booking a file needs from outside. */
export interface BankFileDeps extends PaymentDeps {
  readonly people: PersonalData;
  /** A place between two movements at which a test may stop the process. */
  readonly step?: (name: 'kept' | 'accepted' | 'movement_booked' | 'all_booked') => Promise<void> | void;
  /** Called now and then while movements are being booked, so that homes are switched before the file is done. */
  readonly booked?: (tenantId: number) => void;
}

/** An accepted file of a tenant, about to be booked. */
export interface FileToBook {
  readonly tenantId: number;
  readonly inboxId: number;
  readonly movements: readonly BookableMovement[];
  readonly now: Instant;
}

interface PlannedMovement {
  readonly movement: BookableMovement;
  readonly plan: MovementPlan;
}

/** Movements under way at once: below the size of the connection pool, so that other requests are served meanwhile. */
const LANES = 6;
const BELL_EVERY = 100;

/**
 * Books every movement of an accepted file, each in its own transaction under its own claim: what was booked before,
 * from this file or another, is passed by. Money in comes first, account by account in the order of their numbers;
 * then what the bank takes back, which may undo a movement of the same file.
 */
export async function bookMovements(deps: BankFileDeps, file: FileToBook): Promise<void> {
  const planned = await planAll(deps, file);
  const ordered = inOrderOfAccounts(planned.filter(({ plan }) => plan.kind !== 'return'));
  let done = 0;
  const bookOne = async (one: PlannedMovement): Promise<void> => {
    await bookMovement(deps, file, one);
    await deps.step?.('movement_booked');
    done += 1;
    if (done % BELL_EVERY === 0) deps.booked?.(file.tenantId);
  };
  await inFlight(ordered, LANES, async (ofAccount) => {
    for (const one of ofAccount) await bookOne(one);
  });
  for (const one of planned.filter(({ plan }) => plan.kind === 'return')) await bookOne(one);
}

async function planAll({ dataSource }: BankFileDeps, { tenantId, movements, now }: FileToBook): Promise<PlannedMovement[]> {
  const read = movements.map((movement) => ({ movement, reference: payersReference(movement.transaction) }));
  const book: AccountBook = await inTenant(dataSource, tenantId, (tx) => readAccountBook(tx, read.flatMap(({ reference }) => referencesIn(reference))));
  return read.map(({ movement, reference }) => ({ movement, plan: planMovement(movement, reference, book, dayOfMovement(movement, now)) }));
}

/** One list per account, in the order of the file: two payments of one account never get in each other's way. */
function inOrderOfAccounts(planned: readonly PlannedMovement[]): PlannedMovement[][] {
  const lists = new Map<number | string, PlannedMovement[]>();
  for (const one of planned) {
    const key = one.plan.kind === 'top_up' ? one.plan.accountId : one.movement.identity;
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [one]);
    else list.push(one);
  }
  const orderOf = ([key]: [number | string, unknown]): number => (typeof key === 'number' ? key : Number.MAX_SAFE_INTEGER);
  return [...lists].toSorted((a, b) => orderOf(a) - orderOf(b)).map(([, list]) => list);
}

async function bookMovement(deps: BankFileDeps, { tenantId, inboxId, now }: FileToBook, { movement, plan }: PlannedMovement): Promise<void> {
  const asked: PaymentToBook = { tenantId, payment: paymentOfMovement(movement, deps.people, inboxId, now), now };
  switch (plan.kind) {
    case 'top_up':
      await bookTopUp(deps, plan.accountId, asked);
      return;
    case 'suspense':
      await bookInSuspense(deps, asked, plan.why);
      return;
    case 'return':
      await bookReturn(deps, deps.people, { ...asked, transaction: movement.transaction, inboxId, accountId: plan.accountId });
  }
}
