import type { Instant } from '@tegoed/prepayment-engine';
import { bookableNamer, type BookableMovement, type BankStatement, createBankFileJudge } from '../../../adapters/bank-files/index.js';
import type { PersonalData } from '../../../adapters/crypto/index.js';
import type { Pieces } from '../../../adapters/inbound-bytes/unpacked-pieces.js';
import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { readAccountBook } from '../account-book.js';
import { type BankLine, readTellings, writeLines, writeTellings } from './bank-lines.js';
import { dayOfMovement, paymentOfMovement } from './movement-payment.js';
import { payersReference, planMovement, referencesIn } from './plan-movement.js';
import { matchTelling, type Telling } from './tell-movements.js';
import { toldMovement } from './told-movement.js';

/** A file that was judged and may be booked, with its plain bytes once more. */
export interface JudgedFile {
  readonly inboxId: number;
  readonly statements: readonly BankStatement[];
  readonly pieces: Pieces;
  readonly now: Instant;
}

/** What was put aside. `otherContent` above zero: the file must not be accepted. */
export interface StagedFile {
  /** Movements of money in the file. */
  readonly movements: number;
  /** Announced by the bank, no money yet. */
  readonly pending: number;
  readonly otherContent: number;
}

const BATCH = 500;

/**
 * Reads a judged file once more and puts every movement aside that the bank had not told before, each with what is to
 * become of it, five hundred at a time.
 */
export async function stageFile(tx: TenantTransaction, people: PersonalData, file: JudgedFile): Promise<StagedFile> {
  const namer = bookableNamer();
  const counts = { movements: 0, pending: 0, otherContent: 0 };
  let waiting: BookableMovement[] = [];
  const judge = createBankFileJudge({ ourIbans: [] }, (movement, statement) => {
    if (movement.pending) counts.pending += 1;
    waiting.push(...namer.of(file.statements[statement]!, movement));
  });
  const flush = async (least: number): Promise<void> => {
    while (waiting.length > least) {
      const batch = waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
      counts.otherContent += await stageBatch(tx, people, file, batch, counts.movements);
      counts.movements += batch.length;
    }
  };
  for await (const piece of file.pieces) {
    judge.write(piece);
    await flush(BATCH);
  }
  judge.end();
  await flush(0);
  return counts;
}

async function stageBatch(tx: TenantTransaction, people: PersonalData, { inboxId, now }: JudgedFile, batch: readonly BookableMovement[], before: number): Promise<number> {
  const read = batch.map((movement) => {
    const reference = payersReference(movement.transaction);
    return { movement, reference, told: toldMovement(movement, reference, people) };
  });
  const book = await readAccountBook(tx, read.flatMap(({ reference }) => referencesIn(reference)));
  const known = new KnownTellings(await readTellings(tx, read.map(({ told }) => told.identity), read.map(({ told }) => told.fingerprint)));
  const fresh: Telling[] = [];
  const lines: BankLine[] = [];
  let otherContent = 0;
  for (const [index, { movement, reference, told }] of read.entries()) {
    const match = matchTelling(told, known.of(told));
    if (match.kind === 'other_content') {
      otherContent += 1;
      continue;
    }
    if (match.isFreshTelling) {
      fresh.push(match.telling);
      known.add(match.telling);
    }
    if (match.kind === 'same') continue;
    lines.push({
      lineNo: before + index + 1,
      plan: planMovement(movement, reference, book, dayOfMovement(movement, now)),
      payment: paymentOfMovement(movement, people, inboxId, now),
      returnReason: movement.transaction.returnReason,
    });
  }
  await writeTellings(tx, fresh);
  await writeLines(tx, inboxId, lines);
  return otherContent;
}

/** Tellings by what they are looked up with, those of the batch itself included. */
class KnownTellings {
  readonly #byIdentity = new Map<string, Telling[]>();
  readonly #byFingerprint = new Map<string, Telling[]>();

  constructor(tellings: readonly Telling[]) {
    for (const telling of tellings) this.add(telling);
  }

  add(telling: Telling): void {
    addTo(this.#byIdentity, telling.identity, telling);
    addTo(this.#byFingerprint, telling.fingerprint, telling);
  }

  of({ identity, fingerprint }: { readonly identity: string; readonly fingerprint: string }): Telling[] {
    return [...(this.#byIdentity.get(identity) ?? []), ...(this.#byFingerprint.get(fingerprint) ?? [])];
  }
}

function addTo(lists: Map<string, Telling[]>, key: string, telling: Telling): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [telling]);
  else list.push(telling);
}
