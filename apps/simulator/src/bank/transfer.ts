import type { Mistake } from '../homes/habit.js';
import { draw, drawInteger } from '../chance/draw.js';

/** Money that arrives on a collecting account. */
export interface Transfer {
  readonly amountCents: number;
  readonly payerName: string;
  readonly payerIban: string;
  readonly payerBic: string;
  /** 12 digits when the customer used the structured field, else null and `freeText` says it. */
  readonly structured: string | null;
  readonly freeText: string;
}

/** One day's statement of one account, ready to be written in the bank's format. */
export interface Statement {
  readonly iban: string;
  readonly bic: string;
  readonly holder: string;
  /** 1 ... 999, starts again at its first number each year. */
  readonly number: number;
  readonly day: string;
  readonly previousDay: string;
  readonly openingCents: number;
  readonly transfers: readonly Transfer[];
}

export function closingCents(statement: Statement): number {
  return statement.transfers.reduce((sum, transfer) => sum + transfer.amountCents, statement.openingCents);
}

/** Euros of cents as "1234.05", by whole numbers only. */
export function euroText(cents: number): string {
  const digits = Math.abs(cents).toString().padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Cents of "20", "20.5" or "20.00"; null when it is not a positive amount with at most two decimals. */
export function centsOf(euro: string): number | null {
  const match = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(euro.trim());
  if (match === null) return null;
  const cents = Number.parseInt(match[1] ?? '', 10) * 100 + Number.parseInt((match[2] ?? '').padEnd(2, '0'), 10);
  return cents > 0 ? cents : null;
}

/**
 * What the customer wrote: the reference in its own field, or with a human slip (as free text, with a wrong
 * check digit, or a valid reference that nobody has).
 */
export function communication(reference: string, mistake: Mistake | null): Pick<Transfer, 'structured' | 'freeText'> {
  const pretty = `+++${reference.slice(0, 3)}/${reference.slice(3, 7)}/${reference.slice(7)}+++`;
  switch (mistake) {
    case null: return { structured: reference, freeText: '' };
    case 'free_text': return { structured: null, freeText: `energie ${pretty}` };
    case 'wrong_check_digit': return { structured: null, freeText: `${pretty.slice(0, -4)}${nextDigit(pretty.slice(-4, -3))}+++` };
    case 'unknown_reference': return { structured: withCheck(`9${reference.slice(1, 10)}`), freeText: '' };
  }
}

/** Belgian structured communication: ten digits and their remainder modulo 97, where 0 is written 97. */
export function withCheck(tenDigits: string): string {
  const rest = Number(BigInt(tenDigits) % 97n);
  return tenDigits + (rest === 0 ? 97 : rest).toString().padStart(2, '0');
}

/** A made-up Belgian IBAN with valid check digits, always the same for the same payer. */
export function madeUpIban(payer: string): string {
  const account = `${drawInteger(100, 899, 'bank', payer).toString()}${Math.floor(draw('account', payer) * 1e7).toString().padStart(7, '0')}`;
  const national = withCheck(account);
  const check = 98n - (BigInt(`${national}111400`) % 97n);
  return `BE${check.toString().padStart(2, '0')}${national}`;
}

function nextDigit(digit: string): string {
  return ((Number.parseInt(digit, 10) + 1) % 10).toString();
}
