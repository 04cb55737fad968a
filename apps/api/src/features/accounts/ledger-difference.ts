import { microEuro, type MicroEuro } from '@tegoed/prepayment-engine';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';

/**
 * By how much the books are off, in micro-euro; 0 when all is well. Two things must hold: the general ledger sums to
 * zero, and what its customer accounts say is what the states of all customers say. The first that fails is told.
 */
export async function ledgerDifference(tx: TenantTransaction): Promise<MicroEuro> {
  const row = await tx.one<{ unbalanced: number; apart: number }>(
    `with books as (
       select coalesce(sum(debit_micro_euro - credit_micro_euro), 0)::bigint as total,
         coalesce(sum(debit_micro_euro - credit_micro_euro) filter (where is_customer_account(account)), 0)::bigint as owed
       from general_ledger_line where tenant_id = $1
     ), customers as (
       select coalesce(sum(debt_supply_micro_euro + debt_protected_micro_euro + debt_old_micro_euro + debt_returned_micro_euro
         + debt_correction_micro_euro - credit_micro_euro), 0)::bigint as owed from account_state
     )
     select books.total as unbalanced, books.owed - customers.owed as apart from books, customers`,
    [tx.tenantId],
  );
  return microEuro(row.unbalanced === 0 ? row.apart : row.unbalanced);
}
