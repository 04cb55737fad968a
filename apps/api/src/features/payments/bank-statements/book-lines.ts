import type { Instant } from '@tegoed/prepayment-engine';
import { inTenant } from '../../../adapters/postgres/tenant-transaction.js';
import type { PersonalData } from '../../../adapters/crypto/index.js';
import type { PaymentDeps } from '../book-payment.js';
import { bookChunk, CHUNK_PAYMENTS } from '../chunk/book-chunk.js';
import type { ChunkPayment } from '../chunk/chunk-rows.js';
import { type BankLine, dropLine, FIRST_PLACE, placeOf, readLines } from './bank-lines.js';
import { bookReturn } from './book-return.js';
import { inFlight } from './in-flight.js';
import type { MovementPlan } from './plan-movement.js';

/** What booking a file needs from outside. */
export interface BankFileDeps extends PaymentDeps {
  readonly people: PersonalData;
  /** A place between two steps at which a test may stop the process. */
  readonly step?: (name: 'kept' | 'accepted' | 'chunk_booked' | 'return_booked' | 'all_booked') => Promise<void> | void;
  /** Movements per transaction; tests use small ones. */
  readonly chunkPayments?: number;
  /** Called after each chunk, so that homes are switched before the file is done. */
  readonly booked?: (tenantId: number) => void;
}

/** An accepted file of a tenant whose lines are to be booked. */
export interface FileToBook {
  readonly tenantId: number;
  readonly inboxId: number;
  readonly now: Instant;
}

/** Chunks under way at once: one is computed here while the database writes the other. */
const LANES = 2;

/**
 * Books the lines of an accepted file that are left: money in first, account by account; what waits for a person; then
 * what the bank takes back, which may undo a movement of the same file. May be stopped anywhere and called again.
 */
export async function bookLines(deps: BankFileDeps, file: FileToBook): Promise<void> {
  for (const plan of ['top_up', 'suspense'] as const) {
    await inFlight(chunksOf(deps, file, plan), LANES, async (lines) => {
      const batch = { kind: 'bank_file', id: `${file.inboxId}:${lines[0]!.lineNo}` };
      await bookChunk(deps, { tenantId: file.tenantId, now: file.now, batch, payments: lines.map(toChunk) });
      await deps.step?.('chunk_booked');
      deps.booked?.(file.tenantId);
    });
  }
  for await (const lines of chunksOf(deps, file, 'return')) {
    for (const line of lines) {
      await bookReturn(deps, deps.people, file, line);
      await inTenant(deps.dataSource, file.tenantId, (tx) => dropLine(tx, file.inboxId, line.lineNo));
      await deps.step?.('return_booked');
    }
  }
}

async function* chunksOf({ dataSource, chunkPayments = CHUNK_PAYMENTS }: BankFileDeps, { tenantId, inboxId }: FileToBook, plan: MovementPlan['kind']): AsyncGenerator<BankLine[]> {
  let after = FIRST_PLACE;
  for (;;) {
    const from = after;
    const lines = await inTenant(dataSource, tenantId, (tx) => readLines(tx, inboxId, plan, from, chunkPayments));
    const last = lines.at(-1);
    if (last === undefined) return;
    after = placeOf(last);
    yield lines;
  }
}

function toChunk({ plan, payment, lineNo }: BankLine): ChunkPayment {
  if (plan.kind === 'top_up') return { payment, lineNo, goesTo: { kind: 'account', accountId: plan.accountId } };
  return { payment, lineNo, goesTo: { kind: 'suspense', why: plan.kind === 'suspense' ? plan.why : 'returned_payment_not_found' } };
}
