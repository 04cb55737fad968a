import type { Instant } from '@tegoed/prepayment-engine';
import { type BankFile, bookableMovements, type BookableMovement, judgeBankFile, type JudgedBankFile } from '../../../adapters/bank-files/index.js';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import { inTenant, type TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { euroOf } from '../../../http/euro.js';
import { accountsWithGap, closingBalances, type InboxFile, keepBankFile, markBankFile } from './bank-inbox.js';
import type { BankStatementAnswer, CountAndAmount } from './bank-statement-answer.js';
import { type BankFileDeps, bookMovements } from './book-movements.js';

/** What became of a bank file: an answer with counts, or a refusal of which nothing was booked. */
export type BankFileOutcome =
  | { readonly kind: 'taken'; readonly answer: BankStatementAnswer }
  | { readonly kind: 'refused'; readonly verdict: 'reject' | 'review'; readonly why: string };

/** A file that may be booked. */
interface AcceptedFile {
  readonly inbox: InboxFile;
  readonly file: BankFile;
  readonly movements: readonly BookableMovement[];
  /** Those of them that nobody told before. Whether they are still that is decided by the claim of each. */
  readonly fresh: readonly BookableMovement[];
  readonly verdict: BankStatementAnswer['verdict'];
  readonly why: string | null;
}

/**
 * Takes a bank file: keeps the bytes, judges the whole file, and books all of it or nothing. The same bytes again are
 * answered from what became of them; if a crash cut the booking short, it is finished now, each movement once.
 */
export async function takeBankFile(deps: BankFileDeps, tenantId: number, bytes: Buffer, now: Instant): Promise<BankFileOutcome> {
  const inbox = await keepBankFile(deps.dataSource, tenantId, bytes, now);
  await deps.step?.('kept');
  if (inbox.state === 'refused') return { kind: 'refused', verdict: inbox.verdict === 'review' ? 'review' : 'reject', why: inbox.why ?? '' };
  if (inbox.state === 'booked') return { kind: 'taken', answer: repeated(inbox) };
  const judged = await inTenant(deps.dataSource, tenantId, async (tx) => judgeForTenant(tx, bytes));
  if (judged.kind === 'refused') {
    await inTenant(deps.dataSource, tenantId, (tx) => markBankFile(tx, inbox.inboxId, { state: 'refused', verdict: judged.verdict, why: judged.why }));
    return judged;
  }
  return { kind: 'taken', answer: await bookWhole(deps, tenantId, { ...judged, inbox }, now) };
}

type Judgement = ({ readonly kind: 'accepted' } & Omit<AcceptedFile, 'inbox'>) | Extract<BankFileOutcome, { kind: 'refused' }>;

/** Judges the file by itself, and against what this tenant was told before. */
async function judgeForTenant(tx: TenantTransaction, bytes: Buffer): Promise<Judgement> {
  const { iban } = await tx.one<{ iban: string }>('select iban from tenant where tenant_id = $1', [tx.tenantId]);
  const judged: JudgedBankFile = judgeBankFile(bytes, { ourIbans: [iban] });
  const { verdict, file } = judged;
  if (file === null || verdict === 'reject' || verdict === 'review') {
    return { kind: 'refused', verdict: verdict === 'review' ? 'review' : 'reject', why: judged.why ?? 'the file cannot be read' };
  }
  const movements = bookableMovements(file);
  const told = await toldBefore(tx, movements);
  if (told.otherwise > 0) return { kind: 'refused', verdict: 'review', why: `${told.otherwise} movements were booked before with another content under the same name` };
  return { kind: 'accepted', file, movements, fresh: movements.filter(({ identity }) => !told.same.has(identity)), verdict, why: judged.why };
}

/** What the bank told before: the same again, or otherwise; then one of the two files is wrong, and a person decides which. */
async function toldBefore(tx: TenantTransaction, movements: readonly BookableMovement[]): Promise<{ same: ReadonlySet<string>; otherwise: number }> {
  const rows = await tx.query<{ identity: string; same: boolean }>(
    `select m.identity, encode(c.content_hash, 'hex') = m.hash as same
     from unnest($2::text[], $3::text[]) as m (identity, hash) join claim c on c.tenant_id = $1 and c.channel = 'bank' and c.external_id = m.identity`,
    [tx.tenantId, movements.map(({ identity }) => identity), movements.map(({ contentHash }) => contentHash)],
  );
  return { same: new Set(rows.filter(({ same }) => same).map(({ identity }) => identity)), otherwise: rows.filter(({ same }) => !same).length };
}

async function bookWhole(deps: BankFileDeps, tenantId: number, accepted: AcceptedFile, now: Instant): Promise<BankStatementAnswer> {
  const { inbox, file, movements, fresh, verdict, why } = accepted;
  const inBooks = <Result>(work: (tx: TenantTransaction) => Promise<Result>): Promise<Result> => inTenant(deps.dataSource, tenantId, work);
  const gaps = await inBooks(async (tx) => {
    await markBankFile(tx, inbox.inboxId, { state: 'accepted', verdict, why });
    return accountsWithGap(tx, file);
  });
  await deps.step?.('accepted');
  await bookMovements(deps, { tenantId, inboxId: inbox.inboxId, movements: fresh, now });
  await deps.step?.('all_booked');
  return inBooks(async (tx) => {
    const sums = await sumsOfFile(tx, inbox);
    await markBankFile(tx, inbox.inboxId, { state: 'booked', verdict, why, result: { movements: movements.length, closing: closingBalances(file) } });
    return {
      fileId: inbox.fileId, verdict, why, ...sums.answer,
      pending: file.statements.flatMap((statement) => statement.movements).filter((movement) => movement.pending).length,
      duplicates: movements.length - sums.count,
      alerts: gaps.map((iban) => ({ code: 'opening_balance_gap' as const, detail: `The statement of ${iban} does not begin where the last one ended. Ask the bank for the missing statement.` })),
    } as BankStatementAnswer;
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
