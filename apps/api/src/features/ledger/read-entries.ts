import { type CustomerAccount, type EntryKind, isCustomerAccount, type LedgerAccount, microEuro } from '@tegoed/prepayment-engine';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { chargeMovements, type EntryRow, type StateRow } from './replay-account.js';

/** One account of a range, with everything that is compared. `state` is null when entries exist without an account. */
export interface AccountToCheck {
  readonly accountId: number;
  readonly publicId: string | null;
  readonly state: StateRow | null;
  readonly entries: readonly EntryRow[];
  /** Payments of the account: what the payment says, and what the journal did for it. */
  readonly payments: readonly { readonly paymentId: string; readonly amountMicroEuro: number; readonly journalMicroEuro: number }[];
}

/** Reads the accounts `after < account_id <= upTo`, also those that have entries but no state. */
export async function readRange(tx: TenantTransaction, after: number, upTo: number): Promise<AccountToCheck[]> {
  const range = [tx.tenantId, after, upTo];
  const states = await tx.query<StateColumns>(STATES, range);
  const entries = await tx.query<EntryColumns>(ENTRIES, range);
  const payments = await tx.query<PaymentColumns>(PAYMENTS, range);
  const entriesOf = byAccount(entries);
  const paymentsOf = byAccount(payments);
  const stateOf = new Map(states.map((row) => [row.account_id, row]));
  return [...new Set([...stateOf.keys(), ...entriesOf.keys(), ...paymentsOf.keys()])].map((accountId) => {
    const state = stateOf.get(accountId);
    return {
      accountId,
      publicId: state?.public_id ?? null,
      state: state === undefined ? null : stateRowOf(state),
      entries: (entriesOf.get(accountId) ?? []).map(entryRowOf),
      payments: comparePayments(paymentsOf.get(accountId) ?? [], bookedByPayment(entriesOf.get(accountId) ?? [])),
    };
  });
}

function comparePayments(payments: readonly PaymentColumns[], booked: ReadonlyMap<string, number>): AccountToCheck['payments'] {
  return payments.map(({ payment_id, amount }) => ({ paymentId: payment_id, amountMicroEuro: amount, journalMicroEuro: booked.get(payment_id) ?? 0 }));
}

function byAccount<Row extends { readonly account_id: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const lists = new Map<number, Row[]>();
  for (const row of rows) {
    const list = lists.get(row.account_id);
    if (list === undefined) lists.set(row.account_id, [row]);
    else list.push(row);
  }
  return lists;
}

type BalanceColumns = { readonly [Account in CustomerAccount]: number };
type AfterColumns = { readonly [Account in CustomerAccount]: number | null };

interface StateColumns extends BalanceColumns {
  readonly account_id: number;
  readonly public_id: string | null;
  readonly entry_no: number;
  readonly at_zero: number;
}

const STATES = `
select s.account_id, a.public_id, s.entry_no, s.debt_supply_at_zero_micro_euro as at_zero, s.credit_micro_euro as credit,
  s.debt_supply_micro_euro as debt_supply, s.debt_protected_micro_euro as debt_protected, s.debt_old_micro_euro as debt_old,
  s.debt_returned_micro_euro as debt_returned, s.debt_correction_micro_euro as debt_correction
from account_state s left join account a using (account_id)
where s.tenant_id = $1 and s.account_id > $2 and s.account_id <= $3`;

function stateRowOf(row: StateColumns): StateRow {
  return { entryNo: row.entry_no, debtSupplyAtZeroMicroEuro: row.at_zero, balances: row };
}

interface EntryColumns extends AfterColumns {
  readonly account_id: number;
  readonly entry_no: number;
  readonly source: 'journal' | 'day_charge';
  readonly name: string;
  readonly debit: LedgerAccount | null;
  readonly credit_side: LedgerAccount | null;
  readonly amount: number | null;
  readonly from_credit: number | null;
  readonly to_debt_supply: number | null;
  readonly to_debt_protected: number | null;
  readonly to_debt_correction: number | null;
  readonly payment_id: string | null;
}

const ENTRIES = `
select account_id, entry_no, 'journal' as source, kind as name, debit, credit as credit_side, amount_micro_euro as amount,
  null::bigint as from_credit, null::bigint as to_debt_supply, null::bigint as to_debt_protected, null::bigint as to_debt_correction,
  credit_after_micro_euro as credit, debt_supply_after_micro_euro as debt_supply, debt_protected_after_micro_euro as debt_protected,
  debt_old_after_micro_euro as debt_old, debt_returned_after_micro_euro as debt_returned, debt_correction_after_micro_euro as debt_correction,
  case when cause_kind in ('payment', 'return') then cause_id end as payment_id
from journal where tenant_id = $1 and account_id > $2 and account_id <= $3 and entry_no is not null
union all
select account_id, entry_no, 'day_charge', day::text, null, null, null, coalesce(from_credit_micro_euro, total_micro_euro), to_debt_supply_micro_euro, to_debt_protected_micro_euro,
  to_debt_correction_micro_euro, credit_after_micro_euro, coalesce(debt_supply_after_micro_euro, 0), coalesce(debt_protected_after_micro_euro, 0), null, null, debt_correction_after_micro_euro, null
from day_charge where tenant_id = $1 and account_id > $2 and account_id <= $3
order by 1, 2`;

function entryRowOf(row: EntryColumns): EntryRow {
  const movements = row.source === 'journal' ? journalMovement(row) : chargeMovements({
    credit: row.from_credit ?? 0, debt_supply: row.to_debt_supply ?? 0, debt_protected: row.to_debt_protected ?? 0, debt_correction: row.to_debt_correction ?? 0,
  });
  return { entryNo: row.entry_no, source: row.source, name: row.name, movements, after: row };
}

function journalMovement({ debit, credit_side, amount, name }: EntryColumns): EntryRow['movements'] {
  if (debit === null || credit_side === null || amount === null) throw new Error('a journal row without sides');
  return [{ debit, credit: credit_side, amountMicroEuro: microEuro(amount), kind: name as EntryKind }];
}

interface PaymentColumns {
  readonly account_id: number;
  readonly payment_id: string;
  readonly amount: number;
}

// Not joined with the journal here: right after a load the planner knows nothing of either table and reads one of them
// again for each row of the other.
const PAYMENTS = `
select account_id, payment_id, amount_micro_euro as amount
from payment where tenant_id = $1 and account_id > $2 and account_id <= $3 and state in ('booked', 'reversed')`;

/** What the journal did for each payment: what it gave the customer minus what it took. */
function bookedByPayment(entries: readonly EntryColumns[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { payment_id, credit_side, amount } of entries) {
    if (payment_id === null) continue;
    const given = credit_side !== null && isCustomerAccount(credit_side) ? (amount ?? 0) : -(amount ?? 0);
    sums.set(payment_id, (sums.get(payment_id) ?? 0) + given);
  }
  return sums;
}
