import { instant, microEuro } from '@tegoed/prepayment-engine';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import type { IncomingPayment, SuspenseReason } from '../incoming-payment.js';
import type { MovementPlan } from './plan-movement.js';
import type { Telling } from './tell-movements.js';

/** A movement of an accepted file that is not in the books yet, and what is to become of it. */
export interface BankLine {
  readonly lineNo: number;
  readonly plan: MovementPlan;
  readonly payment: IncomingPayment;
  /** Why the bank takes money back; null for everything else. */
  readonly returnReason: string | null;
}

interface LineColumns {
  readonly line_no: number;
  readonly account_id: number;
  readonly plan: MovementPlan['kind'];
  readonly why: SuspenseReason | null;
  readonly payment_id: string;
  readonly external_id: string;
  readonly content_hash: string;
  readonly amount_micro_euro: number;
  readonly paid_at: number;
  readonly reference_text: string | null;
  readonly payer_name: Buffer | null;
  readonly payer_iban: Buffer | null;
  readonly return_reason: string | null;
}

/** Puts lines of a file aside, in the transaction that accepts the file. */
export async function writeLines(tx: TenantTransaction, inboxId: number, lines: readonly BankLine[]): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map(({ lineNo, plan, payment, returnReason }) => ({
    tenant_id: tx.tenantId, inbox_id: inboxId, line_no: lineNo, account_id: plan.kind === 'suspense' ? 0 : (plan.accountId ?? 0), plan: plan.kind,
    why: plan.kind === 'suspense' ? plan.why : null, payment_id: payment.paymentId, external_id: payment.externalId, content_hash: payment.contentHash,
    amount_micro_euro: payment.amountMicroEuro, paid_at: isoOf(payment.paidAt), reference_text: payment.referenceText,
    payer_name: payment.payerName, payer_iban: payment.payerIban, return_reason: returnReason,
  }));
  await tx.query('insert into bank_line select * from jsonb_populate_recordset(null::bank_line, $1)', [JSON.stringify(rows)]);
}

/** The next lines of a plan in the order of accounts, after a place in that order. */
export async function readLines(tx: TenantTransaction, inboxId: number, plan: MovementPlan['kind'], after: LinePlace, most: number): Promise<BankLine[]> {
  const rows = await plannedNow<LineColumns>(tx,
    `select * from bank_line where inbox_id = $1 and plan = $2 and (account_id, line_no) > ($3, $4) order by account_id, line_no limit $5`,
    [inboxId, plan, after.accountId, after.lineNo, most],
  );
  return rows.map((row) => lineOf(row, inboxId));
}

/** A place in the order of accounts and lines. */
export interface LinePlace {
  readonly accountId: number;
  readonly lineNo: number;
}

export const FIRST_PLACE: LinePlace = { accountId: -1, lineNo: 0 };

/** Where a line stands in that order. */
export function placeOf({ plan, lineNo }: BankLine): LinePlace {
  return { accountId: plan.kind === 'suspense' ? 0 : (plan.accountId ?? 0), lineNo };
}

/**
 * These two tables are empty most of the time and hold a hundred thousand rows for a minute: a plan that was made for
 * them when they were empty would read all of them for each batch, so theirs is made each time.
 */
function plannedNow<Row>(tx: TenantTransaction, sql: string, values: unknown[]): Promise<Row[]> {
  return tx.manager.query<Row[]>(sql, values);
}

/** Crosses a line off: its movement stands in the books. */
export async function dropLine(tx: TenantTransaction, inboxId: number, lineNo: number): Promise<void> {
  await tx.query('delete from bank_line where inbox_id = $1 and line_no = $2', [inboxId, lineNo]);
}

function lineOf(row: LineColumns, inboxId: number): BankLine {
  return {
    lineNo: row.line_no,
    plan: planOf(row),
    returnReason: row.return_reason,
    payment: {
      paymentId: row.payment_id, channel: 'bank', externalId: row.external_id, contentHash: row.content_hash, amountMicroEuro: microEuro(row.amount_micro_euro),
      paidAt: instant(row.paid_at), referenceText: row.reference_text, payerName: hexOf(row.payer_name), payerIban: hexOf(row.payer_iban), inboxId,
    },
  };
}

function planOf({ plan, account_id, why }: LineColumns): MovementPlan {
  switch (plan) {
    case 'top_up':
      return { kind: 'top_up', accountId: account_id };
    case 'return':
      return { kind: 'return', accountId: account_id === 0 ? null : account_id };
    case 'suspense':
      return { kind: 'suspense', why: why ?? 'reference_missing' };
  }
}

function hexOf(sealed: Buffer | null): string | null {
  return sealed === null ? null : `\\x${sealed.toString('hex')}`;
}

interface TellingColumns {
  readonly fingerprint: string;
  readonly instance: number;
  readonly teller: string;
  readonly identity: string;
  readonly content_hash: string;
  readonly bank_reference: string | null;
  readonly end_to_end_id: string | null;
  readonly payer_index: string | null;
}

/** What the bank told before under any of these names or with any of these fingerprints. */
export async function readTellings(tx: TenantTransaction, identities: readonly string[], fingerprints: readonly string[]): Promise<Telling[]> {
  const rows = await plannedNow<TellingColumns>(tx,
    `select encode(t.fingerprint, 'hex') as fingerprint, t.instance, t.teller, t.identity, t.content_hash, t.bank_reference, t.end_to_end_id,
       encode(t.payer_index, 'hex') as payer_index
     from bank_telling t where t.tenant_id = $1 and t.identity = any($2)
     union
     select encode(t.fingerprint, 'hex'), t.instance, t.teller, t.identity, t.content_hash, t.bank_reference, t.end_to_end_id, encode(t.payer_index, 'hex')
     from bank_telling t where t.tenant_id = $1 and t.fingerprint = any(select decode(f, 'hex') from unnest($3::text[]) f)`,
    [tx.tenantId, identities, fingerprints],
  );
  return rows.map((row) => ({
    identity: row.identity, contentHash: row.content_hash, fingerprint: row.fingerprint, teller: row.teller, instance: row.instance,
    bankReference: row.bank_reference, endToEndId: row.end_to_end_id, payerIndex: row.payer_index,
  }));
}

/** Remembers who told what. */
export async function writeTellings(tx: TenantTransaction, tellings: readonly Telling[]): Promise<void> {
  if (tellings.length === 0) return;
  const rows = tellings.map((telling) => ({
    tenant_id: tx.tenantId, fingerprint: `\\x${telling.fingerprint}`, instance: telling.instance, teller: telling.teller, identity: telling.identity,
    content_hash: telling.contentHash, bank_reference: telling.bankReference, end_to_end_id: telling.endToEndId,
    payer_index: telling.payerIndex === null ? null : `\\x${telling.payerIndex}`,
  }));
  await tx.query('insert into bank_telling select * from jsonb_populate_recordset(null::bank_telling, $1)', [JSON.stringify(rows)]);
}
