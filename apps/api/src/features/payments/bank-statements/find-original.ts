import { addDays, type Instant, startOfDay, supplyDayOf } from '@tegoed/prepayment-engine';
import type { BankTransaction } from '../../../adapters/bank-files/index.js';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import type { PersonalData } from '../../../adapters/crypto/index.js';
import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';

/** The payment that the bank takes back. */
export interface OriginalPayment {
  readonly paymentId: string;
  readonly accountId: number;
}

/** What is known of the money that goes back. */
export interface MoneyTakenBack {
  readonly transaction: BankTransaction;
  readonly inboxId: number;
  /** Known when the movement carries a reference of ours. */
  readonly accountId: number | null;
}

interface BookedPayment {
  readonly payment_id: string;
  readonly account_id: number;
  readonly inbox_id: number | null;
  readonly payer_name: Buffer | null;
  readonly payer_iban: Buffer | null;
}

/** A direct debit that nobody authorised can be taken back for 13 months (SEPA Core rulebook, MD01). */
const TAKEN_BACK_WITHIN_DAYS = 400;
/** Without a reference only recent payments are searched: a correction follows the mistake within days. */
const SEARCHED_DAYS = 60;

/**
 * The payment that a movement undoes: of the same amount, not yet undone, and surely of the same payer: by the
 * reference, else by the account number, else by the name within the same file, where a bank corrects its own entry.
 * Null when there is none, or when it may be one of several accounts: then a person looks.
 */
export async function findOriginal(tx: TenantTransaction, people: PersonalData, back: MoneyTakenBack, now: Instant): Promise<OriginalPayment | null> {
  const candidates = await readCandidates(tx, back, now);
  if (back.accountId !== null) return onOneAccount(candidates);
  const { counterpartyIban, counterpartyName } = back.transaction;
  const sameIban = candidates.filter((payment) => counterpartyIban !== null && people.openOrNull('payment.payer_iban', payment.payer_iban) === counterpartyIban);
  if (sameIban.length > 0) return onOneAccount(sameIban);
  const sameFile = candidates.filter((payment) => payment.inbox_id === back.inboxId);
  return onOneAccount(sameFile.filter((payment) => counterpartyName !== null && people.openOrNull('payment.payer_name', payment.payer_name) === counterpartyName));
}

/** The newest first: of equal payments on one account it makes no difference which one is undone. */
function readCandidates(tx: TenantTransaction, { transaction, accountId }: MoneyTakenBack, now: Instant): Promise<BookedPayment[]> {
  const days = accountId === null ? SEARCHED_DAYS : TAKEN_BACK_WITHIN_DAYS;
  return tx.query<BookedPayment>(
    `select payment_id, account_id, inbox_id, payer_name, payer_iban from payment
     where tenant_id = $1 and channel = 'bank' and state = 'booked' and amount_micro_euro = $2 and recorded_at >= $3
       and ($4::bigint is null or account_id = $4)
     order by recorded_at desc, payment_id desc`,
    [tx.tenantId, -transaction.amountMicroEuro, isoOf(startOfDay(addDays(supplyDayOf(now), -days))), accountId],
  );
}

function onOneAccount(payments: readonly BookedPayment[]): OriginalPayment | null {
  const first = payments[0];
  if (first === undefined || payments.some((payment) => payment.account_id !== first.account_id)) return null;
  return { paymentId: first.payment_id, accountId: first.account_id };
}
