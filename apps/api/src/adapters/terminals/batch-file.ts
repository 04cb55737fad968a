import { type MicroEuro, microEuro, microEuroFromDecimal } from '@tegoed/prepayment-engine';
import { instantOf } from '../clock/wall-clock.js';

/** A payment that a terminal took, online or while it had no line. */
export interface TerminalPayment {
  readonly transactionId: string;
  readonly terminalId: string;
  /** The thirteen digits that stand on the meter, or a structured reference. */
  readonly reference: string;
  readonly amountMicroEuro: MicroEuro;
  readonly paidAtMs: number;
}

/** What a daily file says, or why it says nothing that can be booked. */
export type BatchFile =
  | { readonly kind: 'accepted'; readonly day: string; readonly payments: readonly TerminalPayment[] }
  | { readonly kind: 'refused'; readonly line: number; readonly why: string };

const MOST_LINES = 50_000;
const LONGEST_LINE = 300;
const MOST_PER_PAYMENT = microEuro(100_000_000_000);
/** A terminal's clock may be ahead of ours by this much. */
const CLOCK_SLACK_MS = 300_000;

/**
 * Reads a daily file of an acquirer: `H;acquirer;day`, a line `P;transaction;terminal;reference;amount;time` per payment
 * and `T;count;total`. All of it is judged before anything is booked: a file that does not close is refused whole.
 */
export function readBatchFile(text: string, wallNowMs: number): BatchFile {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  while (lines.at(-1) === '') lines.pop();
  const wrong = (line: number, why: string): BatchFile => ({ kind: 'refused', line, why });
  if (lines.length > MOST_LINES) return wrong(MOST_LINES, `has more than ${MOST_LINES} lines`);
  const day = /^H;[^;]{1,40};(\d{4}-\d\d-\d\d)$/.exec(lines[0] ?? '')?.[1];
  if (day === undefined) return wrong(1, 'must be H;acquirer;YYYY-MM-DD');
  const payments: TerminalPayment[] = [];
  for (const [index, line] of lines.slice(1, -1).entries()) {
    const payment = readPayment(line, wallNowMs);
    if (typeof payment === 'string') return wrong(index + 2, payment);
    payments.push(payment);
  }
  const unlike = closing(lines.at(-1) ?? '', payments);
  return unlike === null ? { kind: 'accepted', day, payments } : wrong(lines.length, unlike);
}

/** One payment, or what is wrong with its line. */
function readPayment(line: string, wallNowMs: number): TerminalPayment | string {
  if (line.length > LONGEST_LINE) return `is longer than ${LONGEST_LINE} characters`;
  const [kind, transactionId = '', terminalId = '', reference = '', amount = '', time = '', ...more] = line.split(';');
  if (kind !== 'P' || more.length > 0) return 'must be P;transaction;terminal;reference;amount;time';
  if (!/^[\w.-]{1,60}$/.test(transactionId) || !/^[\w.-]{1,40}$/.test(terminalId)) return 'names no transaction or no terminal';
  const amountMicroEuro = /^\d{1,6}\.\d{2}$/.test(amount) ? microEuroFromDecimal(amount) : null;
  if (amountMicroEuro === null || amountMicroEuro <= 0 || amountMicroEuro > MOST_PER_PAYMENT) return 'has no amount such as 20.00';
  const paidAtMs = instantOf(time);
  if (paidAtMs === null) return 'has no time with a time zone';
  if (paidAtMs > wallNowMs + CLOCK_SLACK_MS) return 'was paid in the future';
  return { transactionId, terminalId, reference, amountMicroEuro, paidAtMs };
}

/** What does not fit between the last line and the payments; null when the file closes. */
function closing(last: string, payments: readonly TerminalPayment[]): string | null {
  const [, count, total] = /^T;(\d{1,6});(\d{1,9}\.\d{2})$/.exec(last) ?? [];
  if (count === undefined || total === undefined) return 'must be T;count;total';
  if (Number(count) !== payments.length) return `says ${count} payments, but there are ${payments.length}`;
  const sum = payments.reduce((all, payment) => all + payment.amountMicroEuro, 0);
  if (microEuroFromDecimal(total) !== sum) return 'has another total than its payments';
  return new Set(payments.map((payment) => payment.transactionId)).size === payments.length ? null : 'comes after the same transaction twice';
}
