import { addDays, type Instant, startOfDay, supplyDayOf } from '@tegoed/prepayment-engine';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import type { PersonalData } from '../../../adapters/crypto/index.js';
import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import type { IncomingPayment } from '../incoming-payment.js';

/** The payment that the bank takes back. */
export interface OriginalPayment {
  readonly paymentId: string;
  readonly accountId: number;
  /** The journal row by which it reached the account; its other rows have the same cause. */
  readonly journalId: number;
  /** Nothing of it is left once this is taken back. */
  readonly wholly: boolean;
}

/** What is known of the money that goes back: an amount below zero, and the payer as far as the bank names him. */
export interface MoneyTakenBack {
  readonly payment: IncomingPayment;
  /** Known when the movement carries a reference of ours. */
  readonly accountId: number | null;
}

interface BookedPayment {
  readonly payment_id: string;
  readonly account_id: number;
  readonly payer_name: Buffer | null;
  readonly journal_id: number;
  readonly left_micro_euro: number;
}

/** A direct debit that nobody authorised can be taken back for 13 months (SEPA Core rulebook, MD01). */
const TAKEN_BACK_WITHIN_DAYS = 400;
/** Without a reference only recent payments are searched: a correction follows the mistake within days. */
const SEARCHED_DAYS = 60;

/**
 * The payment that a movement undoes, wholly or in part: not yet undone, and surely of the same payer: by the reference,
 * else by the account number, else by the name within the same file, where a bank corrects its own entry. Null when there
 * is none, or when it may be one of several accounts: then a person looks.
 */
export async function findOriginal(tx: TenantTransaction, people: PersonalData, back: MoneyTakenBack, now: Instant): Promise<OriginalPayment | null> {
  const amount = -back.payment.amountMicroEuro;
  const ofPayer = await ofSamePayer(tx, people, back, now);
  // A whole payment of that amount is the likelier one; a part of a larger one only where no whole one fits.
  const whole = ofPayer.filter(({ left_micro_euro: left }) => left === amount);
  return onOneAccount(whole.length > 0 ? whole : ofPayer, amount);
}

async function ofSamePayer(tx: TenantTransaction, people: PersonalData, { payment, accountId }: MoneyTakenBack, now: Instant): Promise<BookedPayment[]> {
  const amount = -payment.amountMicroEuro;
  if (accountId !== null) return readCandidates(tx, { amount, since: daysBefore(now, TAKEN_BACK_WITHIN_DAYS), where: 'p.account_id = $4', value: accountId });
  const since = daysBefore(now, SEARCHED_DAYS);
  const iban = opened(people, 'payment.payer_iban', payment.payerIban);
  const sameIban = iban === null ? [] : await readCandidates(tx, { amount, since, where: OF_PAYER, value: people.bankAccountIndex(iban) });
  if (sameIban.length > 0) return sameIban;
  const name = opened(people, 'payment.payer_name', payment.payerName);
  if (name === null) return [];
  const sameFile = await readCandidates(tx, { amount, since, where: 'p.amount_micro_euro = $2 and p.inbox_id = $4', value: payment.inboxId });
  return sameFile.filter((other) => people.openOrNull('payment.payer_name', other.payer_name) === name);
}

/** Payments whose bank told the same account of the payer, found by its keyed index. */
const OF_PAYER = 'p.external_id in (select identity from bank_telling where tenant_id = $1 and payer_index = $4)';

function opened(people: PersonalData, column: 'payment.payer_iban' | 'payment.payer_name', sealed: string | null): string | null {
  return sealed === null ? null : people.open(column, Buffer.from(sealed.slice(2), 'hex'));
}

function daysBefore(now: Instant, days: number): string {
  return isoOf(startOfDay(addDays(supplyDayOf(now), -days)));
}

interface CandidateSearch {
  readonly amount: number;
  readonly since: string;
  readonly where: string;
  readonly value: unknown;
}

/** The newest first: of equal payments on one account it makes no difference which one is undone. */
function readCandidates(tx: TenantTransaction, { amount, since, where, value }: CandidateSearch): Promise<BookedPayment[]> {
  return tx.query<BookedPayment>(
    `select p.payment_id, p.account_id, p.payer_name, j.journal_id, p.amount_micro_euro - b.back as left_micro_euro
     from payment p
     cross join lateral (select min(journal_id) as journal_id from journal
       where tenant_id = $1 and cause_kind = 'payment' and cause_id = p.payment_id::text and account_id = p.account_id) j
     cross join lateral (select coalesce(sum(amount_micro_euro), 0)::bigint as back from journal
       where account_id = p.account_id and reverses_journal_id = j.journal_id) b
     where p.tenant_id = $1 and p.channel = 'bank' and p.state = 'booked' and p.amount_micro_euro - b.back >= $2 and p.recorded_at >= $3
       and j.journal_id is not null and ${where}
     order by p.recorded_at desc, p.payment_id desc`,
    [tx.tenantId, amount, since, value],
  );
}

function onOneAccount(payments: readonly BookedPayment[], amount: number): OriginalPayment | null {
  const first = payments[0];
  if (first === undefined || payments.some((payment) => payment.account_id !== first.account_id)) return null;
  return { paymentId: first.payment_id, accountId: first.account_id, journalId: first.journal_id, wholly: first.left_micro_euro === amount };
}
