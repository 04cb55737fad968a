import type { Instant } from '@tegoed/prepayment-engine';
import { type BankStatement, createBankFileJudge } from '../../../adapters/bank-files/index.js';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import { type Pieces, UnpackFault } from '../../../adapters/inbound-bytes/unpacked-pieces.js';
import { inTenant, type TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { euroOf } from '../../../http/euro.js';
import { attempt, inBankFileTurn } from './bank-file-turn.js';
import { accountsWithGap, closingBalances, filesToFinish, type InboxFile, keepBankFile, markBankFile, openingBalances, readBankFile } from './bank-inbox.js';
import type { BankStatementAnswer, CountAndAmount } from './bank-statement-answer.js';
import { type BankFileDeps, bookLines } from './book-lines.js';
import { FileTooLarge, packFile, plainPieces } from './kept-file.js';
import { stageFile } from './stage-file.js';

/** What became of a bank file: an answer with counts, or a refusal of which nothing was booked. */
export type BankFileOutcome = { readonly kind: 'taken'; readonly answer: BankStatementAnswer } | Refusal;

interface Refusal {
  readonly kind: 'refused';
  readonly verdict: 'reject' | 'review';
  readonly why: string;
}

/** A file whose every byte was judged. */
interface Acceptable {
  readonly kind: 'acceptable';
  readonly verdict: BankStatementAnswer['verdict'];
  readonly why: string | null;
  readonly statements: readonly BankStatement[];
}

/**
 * Takes a bank file: keeps the bytes, judges the whole file, puts its movements aside and books all of them or nothing,
 * in the memory of a few hundred movements. The same bytes again are answered from what became of them; if a crash cut
 * the booking short, it is finished now, each movement once.
 */
export async function takeBankFile(deps: BankFileDeps, tenantId: number, pieces: Pieces, now: Instant): Promise<BankFileOutcome> {
  try {
    const packed = await packFile(pieces);
    const { inboxId } = await keepBankFile(deps.dataSource, tenantId, packed, now);
    await deps.step?.('kept');
    return await inBankFileTurn(deps.dataSource, tenantId, () => takeKept(deps, tenantId, inboxId, packed.packed, now));
  } catch (error) {
    if (error instanceof FileTooLarge) return { kind: 'refused', verdict: 'reject', why: error.message };
    throw error;
  }
}

async function takeKept(deps: BankFileDeps, tenantId: number, inboxId: number, packed: Buffer, now: Instant): Promise<BankFileOutcome> {
  const inbox = await inTenant(deps.dataSource, tenantId, (tx) => readBankFile(tx, inboxId));
  if (inbox.state === 'refused') return { kind: 'refused', verdict: inbox.verdict === 'review' ? 'review' : 'reject', why: inbox.why ?? '' };
  if (inbox.state === 'booked') return { kind: 'taken', answer: repeated(inbox) };
  if (inbox.state === 'received') {
    const refusal = await acceptFile(deps, tenantId, inboxId, packed, now);
    if (refusal !== null) {
      await inTenant(deps.dataSource, tenantId, (tx) => markBankFile(tx, inboxId, { state: 'refused', verdict: refusal.verdict, why: refusal.why }));
      return refusal;
    }
    await deps.step?.('accepted');
  }
  return { kind: 'taken', answer: await finishFile(deps, tenantId, inboxId, now) };
}

/** Finishes what a crash cut short; called now and then. Leaves a tenant alone whose files somebody is working on. */
export async function finishBankFiles(deps: BankFileDeps, tenantId: number, now: Instant): Promise<number> {
  const files = await inTenant(deps.dataSource, tenantId, filesToFinish);
  if (files.length === 0) return 0;
  const outcome = await attempt(deps.dataSource, tenantId, async () => {
    const left = await inTenant(deps.dataSource, tenantId, filesToFinish);
    for (const { inboxId } of left) await finishFile(deps, tenantId, inboxId, now);
    return left.length;
  });
  return outcome.kind === 'done' ? outcome.result : 0;
}

/** Judges all of it, then puts its movements aside: from then on it is booked to its end. Null when it is accepted. */
async function acceptFile({ dataSource, people }: BankFileDeps, tenantId: number, inboxId: number, packed: Buffer, now: Instant): Promise<Refusal | null> {
  const { iban } = await inTenant(dataSource, tenantId, (tx) => tx.one<{ iban: string }>('select iban from tenant where tenant_id = $1', [tenantId]));
  const judged = await judgeWhole(plainPieces(packed), iban);
  if (judged.kind === 'refused') return judged;
  const { statements, verdict, why } = judged;
  try {
    await inTenant(dataSource, tenantId, async (tx) => {
      const gaps = await accountsWithGap(tx, statements);
      const staged = await stageFile(tx, people, { inboxId, statements, pieces: plainPieces(packed), now });
      if (staged.otherContent > 0) throw new ToldOtherwise(staged.otherContent);
      const { movements, pending } = staged;
      await markBankFile(tx, inboxId, { state: 'accepted', verdict, why, result: { movements, pending, opening: openingBalances(statements), closing: closingBalances(statements), gaps } });
    });
    return null;
  } catch (error) {
    if (!(error instanceof ToldOtherwise)) throw error;
    return { kind: 'refused', verdict: 'review', why: `${error.movements} movements were booked before with another content under the same name` };
  }
}

/** Rolls back what was put aside: one of two files is wrong, and a person decides which. */
class ToldOtherwise extends Error {
  constructor(readonly movements: number) {
    super('told before with another content');
  }
}

async function judgeWhole(pieces: Pieces, iban: string): Promise<Acceptable | Refusal> {
  const judge = createBankFileJudge({ ourIbans: [iban] }, () => undefined);
  try {
    for await (const piece of pieces) judge.write(piece);
  } catch (error) {
    if (error instanceof UnpackFault) return { kind: 'refused', verdict: 'reject', why: error.why };
    throw error;
  }
  const { verdict, why, file } = judge.end();
  if (file === null || verdict === 'reject' || verdict === 'review') {
    return { kind: 'refused', verdict: verdict === 'review' ? 'review' : 'reject', why: why ?? 'the file cannot be read' };
  }
  return { kind: 'acceptable', verdict, why, statements: file.statements };
}

/** Books what is left of an accepted file, closes it and counts it. */
async function finishFile(deps: BankFileDeps, tenantId: number, inboxId: number, now: Instant): Promise<BankStatementAnswer> {
  await bookLines(deps, { tenantId, inboxId, now });
  await deps.step?.('all_booked');
  return inTenant(deps.dataSource, tenantId, async (tx) => {
    const inbox = await readBankFile(tx, inboxId);
    const { verdict, why, result } = inbox;
    const sums = await sumsOfFile(tx, inbox);
    await tx.query(`update inbox set state = 'booked' where inbox_id = $1`, [inboxId]);
    return {
      fileId: inbox.fileId, verdict: verdict as BankStatementAnswer['verdict'], why, ...sums.answer, pending: result?.pending ?? 0,
      duplicates: (result?.movements ?? 0) - sums.count,
      alerts: (result?.gaps ?? []).map((iban) => ({ code: 'opening_balance_gap' as const, detail: `The statement of ${iban} does not begin where the last one ended. Ask the bank for the missing statement.` })),
    };
  });
}

/** Counted from what stands in the books, so that a file that was finished after a crash is answered like any other. */
async function sumsOfFile(tx: TenantTransaction, inbox: InboxFile): Promise<{ count: number; answer: Pick<BankStatementAnswer, 'booked' | 'suspense' | 'reversed'> }> {
  const rows = await tx.query<{ what: 'booked' | 'suspense' | 'reversed'; count: number; amount: number }>(
    `select case when state = 'suspense' then 'suspense' when amount_micro_euro < 0 then 'reversed' else 'booked' end as what,
       count(*)::int as count, sum(amount_micro_euro)::bigint as amount
     from payment where tenant_id = $1 and recorded_at >= $3 and inbox_id = $2 group by 1`,
    [tx.tenantId, inbox.inboxId, isoOf(inbox.receivedAtMs)],
  );
  const of = (what: string): CountAndAmount => {
    const row = rows.find((one) => one.what === what);
    return { count: row?.count ?? 0, amountEuro: euroOf(row?.amount ?? 0) };
  };
  return { count: rows.reduce((sum, row) => sum + row.count, 0), answer: { booked: of('booked'), suspense: of('suspense'), reversed: of('reversed') } };
}

const NOTHING: CountAndAmount = { count: 0, amountEuro: '0.00' };

function repeated(inbox: InboxFile): BankStatementAnswer {
  return {
    fileId: inbox.fileId, verdict: 'duplicate', why: 'this file was booked before', booked: NOTHING, suspense: NOTHING, reversed: NOTHING,
    pending: 0, duplicates: inbox.result?.movements ?? 0, alerts: [],
  };
}
