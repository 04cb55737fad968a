import { CUSTOMER_ACCOUNTS, isCustomerAccount } from '@tegoed/prepayment-engine';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';

/** Something that the books as a whole get wrong, and by how much. */
export interface BookProblem {
  readonly what: string;
  readonly microEuro: number;
}

interface AccountSums {
  readonly account: string;
  /** Debit minus credit over the lines of every entry. */
  readonly lines: number;
  /** Debit minus credit over the sums per batch. */
  readonly books: number;
}

/**
 * Compares three writings of the same money, per account of the chart: the lines of every entry, the sums per batch, and
 * for customers the states. Each writing must sum to zero by itself.
 */
export async function checkBooks(tx: TenantTransaction): Promise<BookProblem[]> {
  const sums = await tx.query<AccountSums>(ACCOUNT_SUMS, [tx.tenantId]);
  const states = await statesByAccount(tx);
  const problems = sums.flatMap(({ account, lines, books }) => [
    ...difference(`${account}: the batches are not the sum of the lines`, books, lines),
    ...(isCustomerAccount(account) ? difference(`${account}: the states are not the sum of the lines`, states.get(account) ?? 0, lines) : []),
  ]);
  const untouched = CUSTOMER_ACCOUNTS.filter((account) => sums.every((row) => row.account !== account));
  return [
    ...problems,
    ...untouched.flatMap((account) => difference(`${account}: the states hold money that no line tells of`, states.get(account) ?? 0, 0)),
    ...difference('the lines do not sum to zero', sums.reduce((sum, row) => sum + row.lines, 0), 0),
    ...difference('the batches do not sum to zero', sums.reduce((sum, row) => sum + row.books, 0), 0),
    ...(await suspenseProblems(tx, sums)),
  ];
}

function difference(what: string, one: number, other: number): BookProblem[] {
  return one === other ? [] : [{ what, microEuro: Math.abs(one - other) }];
}

const ACCOUNT_SUMS = `
with lines as (select account, sum(debit_micro_euro - credit_micro_euro)::bigint as amount from ledger_line where tenant_id = $1 group by account),
  books as (select account, sum(debit_micro_euro - credit_micro_euro)::bigint as amount from general_ledger_line where tenant_id = $1 group by account)
select account::text as account, coalesce(lines.amount, 0) as lines, coalesce(books.amount, 0) as books
from lines full join books using (account) order by account`;

/** What customers have counts on the credit side, what they owe on the debit side. */
async function statesByAccount(tx: TenantTransaction): Promise<Map<string, number>> {
  const columns = CUSTOMER_ACCOUNTS.map((account) => `coalesce(sum(${account}_micro_euro), 0)::bigint as ${account}`).join(', ');
  const row = await tx.one<Record<string, number>>(`select ${columns} from account_state where tenant_id = $1`, [tx.tenantId]);
  return new Map(CUSTOMER_ACCOUNTS.map((account) => [account, account === 'credit' ? -(row[account] ?? 0) : (row[account] ?? 0)]));
}

/** Money in suspense is exactly the payments that wait, one by one. */
async function suspenseProblems(tx: TenantTransaction, sums: readonly AccountSums[]): Promise<BookProblem[]> {
  const { waiting } = await tx.one<{ waiting: number }>(
    `select coalesce(sum(amount_micro_euro), 0)::bigint as waiting from payment where tenant_id = $1 and state = 'suspense'`, [tx.tenantId]);
  const booked = sums.find(({ account }) => account === 'suspense')?.lines ?? 0;
  return difference('suspense: the payments that wait are not the sum of the lines', -booked, waiting);
}
