import type { Instant } from '@tegoed/prepayment-engine';
import type { BankStatement } from '../../../adapters/bank-files/index.js';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import { inTenant, type TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import type { DataSource } from 'typeorm';
import type { PackedFile } from './kept-file.js';

/** The balance with which a statement of one of our accounts ended. */
export interface ClosingBalance {
  readonly iban: string;
  readonly balanceMicroEuro: number;
}

/** What is kept of an accepted file beside its lines. */
export interface BookedFile {
  readonly movements: number;
  readonly pending: number;
  readonly opening: readonly ClosingBalance[];
  readonly closing: readonly ClosingBalance[];
  /** Accounts whose statement does not begin where the last one ended. */
  readonly gaps: readonly string[];
}

/** A bank file as it stands in the inbox. */
export interface InboxFile {
  readonly inboxId: number;
  readonly fileId: string;
  readonly state: 'received' | 'accepted' | 'booked' | 'refused';
  readonly verdict: string | null;
  readonly why: string | null;
  readonly result: BookedFile | null;
  readonly receivedAtMs: number;
}

interface InboxColumns {
  readonly inbox_id: number;
  readonly public_id: string;
  readonly state: InboxFile['state'];
  readonly verdict: string | null;
  readonly why: string | null;
  readonly result: BookedFile | null;
  readonly received_at: number;
}

/** Keeps the raw bytes once, compressed; bytes that were here before give back what became of them. */
export async function keepBankFile(dataSource: DataSource, tenantId: number, { contentHash, packed }: PackedFile, now: Instant): Promise<InboxFile> {
  return inTenant(dataSource, tenantId, async (tx) => {
    await tx.query(
      `insert into inbox (tenant_id, channel, content_hash, raw, state, received_at) values ($1, 'bank', $2, $3, 'received', $4)
       on conflict (tenant_id, channel, content_hash) do nothing`,
      [tenantId, contentHash, packed, isoOf(now)],
    );
    const row = await tx.one<InboxColumns>(`select ${INBOX_COLUMNS} from inbox where tenant_id = $1 and channel = 'bank' and content_hash = $2`, [tenantId, contentHash]);
    return inboxFileOf(row);
  });
}

/** A file as it stands now. */
export async function readBankFile(tx: TenantTransaction, inboxId: number): Promise<InboxFile> {
  return inboxFileOf(await tx.one<InboxColumns>(`select ${INBOX_COLUMNS} from inbox where inbox_id = $1`, [inboxId]));
}

/** Accepted files whose booking a crash cut short. */
export async function filesToFinish(tx: TenantTransaction): Promise<InboxFile[]> {
  const rows = await tx.query<InboxColumns>(`select ${INBOX_COLUMNS} from inbox where tenant_id = $1 and channel = 'bank' and state = 'accepted' order by inbox_id`, [tx.tenantId]);
  return rows.map(inboxFileOf);
}

const INBOX_COLUMNS = 'inbox_id, public_id, state, verdict, why, result, received_at';

function inboxFileOf(row: InboxColumns): InboxFile {
  return { inboxId: row.inbox_id, fileId: row.public_id, state: row.state, verdict: row.verdict, why: row.why, result: row.result, receivedAtMs: row.received_at };
}

/** Writes how far a file has come. */
export async function markBankFile(
  tx: TenantTransaction,
  inboxId: number,
  mark: { readonly state: InboxFile['state']; readonly verdict: string; readonly why: string | null; readonly result?: BookedFile },
): Promise<void> {
  await tx.query('update inbox set state = $2, verdict = $3, why = $4, result = $5 where inbox_id = $1', [
    inboxId, mark.state, mark.verdict, mark.why, mark.result === undefined ? null : JSON.stringify(mark.result),
  ]);
}

/** The balances with which the statements of a file begin, the first one per account. */
export function openingBalances(statements: readonly BankStatement[]): ClosingBalance[] {
  const first = new Map<string, number>();
  for (const { accountIban, oldBalanceMicroEuro } of statements) {
    if (oldBalanceMicroEuro !== null && !first.has(accountIban)) first.set(accountIban, oldBalanceMicroEuro);
  }
  return [...first].map(([iban, balanceMicroEuro]) => ({ iban, balanceMicroEuro }));
}

/** The balances with which the statements of a file end, the last one per account. */
export function closingBalances(statements: readonly BankStatement[]): ClosingBalance[] {
  const last = new Map<string, number>();
  for (const { accountIban, newBalanceMicroEuro } of statements) if (newBalanceMicroEuro !== null) last.set(accountIban, newBalanceMicroEuro);
  return [...last].map(([iban, balanceMicroEuro]) => ({ iban, balanceMicroEuro }));
}

/**
 * The accounts whose statements in this file do not begin where the last booked one ended: a statement is missing, or
 * came late. It is booked all the same and told, because the money on it is real.
 */
export async function accountsWithGap(tx: TenantTransaction, statements: readonly BankStatement[]): Promise<string[]> {
  const opening = new Map(openingBalances(statements).map(({ iban, balanceMicroEuro }) => [iban, balanceMicroEuro]));
  const before = await tx.query<ClosingBalance>(
    `select distinct on (c.iban) c.iban, c."balanceMicroEuro"
     from inbox i cross join lateral jsonb_to_recordset(i.result->'closing') as c (iban text, "balanceMicroEuro" bigint)
     where i.tenant_id = $1 and i.channel = 'bank' and i.state in ('accepted', 'booked') and c.iban = any($2) order by c.iban, i.inbox_id desc`,
    [tx.tenantId, [...opening.keys()]],
  );
  return before.filter(({ iban, balanceMicroEuro }) => opening.get(iban) !== balanceMicroEuro).map(({ iban }) => iban);
}
