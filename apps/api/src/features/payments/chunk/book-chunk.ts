import { type ChunkOutcome, postEntries } from '../../../adapters/postgres/post-entries.js';
import { readSnapshots, type Statements } from '../../../adapters/postgres/post-entry.js';
import { inTenant, pooledStatements, type TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { bookInSuspense, bookOneTopUp, type PaymentDeps } from '../book-payment.js';
import type { PaymentResult } from '../incoming-payment.js';
import { type ChunkFrame, type ChunkHome, type ChunkPayment, chunkRowsOf } from './chunk-rows.js';

/** Up to 500 payments of a tenant that are booked together, in the order in which they are given. */
export interface ChunkToBook {
  readonly tenantId: number;
  readonly payments: readonly ChunkPayment[];
  readonly now: ChunkFrame['now'];
  /** Names the sums of the chunk in the general ledger. */
  readonly batch: ChunkFrame['batch'];
}

/** The most payments of one chunk: a transaction stays short, and a crash costs little. */
export const CHUNK_PAYMENTS = 500;
const WITHOUT_LOCK = 2;

/**
 * Books payments in two round trips: snapshots of all their accounts, then everything or nothing. Accounts that moved
 * meanwhile are set apart and booked alone, at last under their row lock; a payment that turns out to be booked already
 * is passed by. When it returns, every payment of the chunk is in the books.
 */
export async function bookChunk(deps: PaymentDeps, chunk: ChunkToBook): Promise<void> {
  const statements = pooledStatements(deps.dataSource);
  const alone: ChunkPayment[][] = [];
  let together = chunk.payments;
  while (together.length > 0) {
    const outcome = await postChunk(deps, statements, chunk, together, null);
    if (outcome.kind === 'booked') break;
    if (outcome.kind === 'claimed') return bookOneByOne(deps, chunk, chunk.payments);
    const lost = new Set(outcome.accountIds);
    alone.push(...byAccount(together.filter((one) => lost.has(accountOf(one)))));
    together = together.filter((one) => !lost.has(accountOf(one)));
  }
  for (const ofAccount of alone) await bookAlone(deps, chunk, ofAccount);
}

/**
 * Books payments of known accounts together, or none of them: null when anything is in the way (an account that moved or
 * is not there, a key that was claimed before). Gives the result of each payment by its id.
 */
export async function bookTogether(deps: PaymentDeps, chunk: ChunkToBook): Promise<ReadonlyMap<string, PaymentResult> | null> {
  const statements = pooledStatements(deps.dataSource);
  const homes = await readHomes(deps, statements, chunk, chunk.payments, null);
  if (chunk.payments.some((one) => !homes.has(accountOf(one)))) return null;
  const { accounts, rows, results } = chunkRowsOf(chunk.payments, homes, { batch: chunk.batch, now: chunk.now, wallNowMs: deps.wallNowMs() });
  const outcome = await postEntries(statements, chunk.tenantId, accounts, rows);
  return outcome.kind === 'booked' ? results : null;
}

/** The payments of one account, which somebody else is working on: at last its row is locked, and nobody can be faster. */
async function bookAlone(deps: PaymentDeps, chunk: ChunkToBook, payments: readonly ChunkPayment[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = attempt <= WITHOUT_LOCK
      ? await postChunk(deps, pooledStatements(deps.dataSource), chunk, payments, null)
      : await inTenant(deps.dataSource, chunk.tenantId, (tx) => postChunk(deps, tx, chunk, payments, tx));
    if (outcome.kind === 'booked') return;
    if (outcome.kind === 'claimed') return bookOneByOne(deps, chunk, payments);
    if (attempt > WITHOUT_LOCK) throw new Error(`account ${outcome.accountIds.join()} moved under its lock`);
  }
}

async function postChunk(deps: PaymentDeps, statements: Statements, chunk: ChunkToBook, payments: readonly ChunkPayment[], locked: TenantTransaction | null): Promise<ChunkOutcome> {
  const homes = await readHomes(deps, statements, chunk, payments, locked);
  const known = payments.map((one): ChunkPayment =>
    one.goesTo.kind === 'account' && !homes.has(one.goesTo.accountId) ? { ...one, goesTo: { kind: 'suspense', why: 'account_unknown' } } : one);
  const { accounts, rows } = chunkRowsOf(known, homes, { batch: chunk.batch, now: chunk.now, wallNowMs: deps.wallNowMs() });
  return postEntries(statements, chunk.tenantId, accounts, rows);
}

async function readHomes(deps: PaymentDeps, statements: Statements, { tenantId, now }: ChunkToBook, payments: readonly ChunkPayment[], locked: TenantTransaction | null): Promise<Map<number, ChunkHome>> {
  const accountIds = [...new Set(payments.map(accountOf))].filter((accountId) => accountId > 0);
  const homes = new Map<number, ChunkHome>();
  for (const snapshot of await readSnapshots(statements, tenantId, accountIds, locked !== null)) {
    homes.set(snapshot.account_id, { snapshot, terms: await deps.terms.of(tenantId, snapshot, now, locked ?? undefined) });
  }
  return homes;
}

/** Somebody booked one of them in this very moment: each is tried by itself, and its key says whether it was that one. */
async function bookOneByOne(deps: PaymentDeps, { tenantId, now }: ChunkToBook, payments: readonly ChunkPayment[]): Promise<void> {
  for (const { payment, goesTo, lineNo } of payments) {
    const asked = { tenantId, payment, now };
    if (goesTo.kind === 'account') await bookOneTopUp(deps, goesTo.accountId, asked);
    else await bookInSuspense(deps, asked, goesTo.why);
    if (lineNo === null) continue;
    await inTenant(deps.dataSource, tenantId, (tx) => tx.query('delete from bank_line where inbox_id = $1 and line_no = $2', [payment.inboxId, lineNo]));
  }
}

function accountOf({ goesTo }: ChunkPayment): number {
  return goesTo.kind === 'account' ? goesTo.accountId : 0;
}

function byAccount(payments: readonly ChunkPayment[]): ChunkPayment[][] {
  const lists = new Map<number, ChunkPayment[]>();
  for (const one of payments) lists.set(accountOf(one), [...(lists.get(accountOf(one)) ?? []), one]);
  return [...lists.values()];
}
