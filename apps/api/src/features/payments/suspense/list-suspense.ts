import { formatStructuredReference, instant, type PaymentReference, supplyDayOf } from '@tegoed/prepayment-engine';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import type { PersonalData } from '../../../adapters/crypto/index.js';
import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { cursorOf, positionOf } from '../../../http/cursor.js';
import { euroOf } from '../../../http/euro.js';
import { type AccountBook, readAccountBook } from '../account-book.js';
import type { PaymentChannel } from '../incoming-payment.js';
import { readEarlierPayments } from './earlier-payments.js';
import { type PossibleReferences, possibleReferences, rankCandidates } from './rank-candidates.js';
import type { SuspenseItem, SuspenseList } from './suspense.dto.js';

const CANDIDATES_SHOWN = 5;

interface SuspenseColumns {
  readonly payment_id: string;
  readonly channel: PaymentChannel;
  readonly external_id: string;
  readonly amount_micro_euro: number;
  readonly why: string;
  readonly reference_text: string | null;
  readonly payer_name: Buffer | null;
  readonly paid_at: number;
  readonly recorded_at: number;
}

/** One page of the money that waits, the newest first, each with the accounts that it may be meant for. */
export async function listSuspense(tx: TenantTransaction, people: PersonalData, page: { readonly cursor: string | null; readonly limit: number }): Promise<SuspenseList> {
  const rows = await readSuspense(tx, page.cursor, page.limit + 1);
  const shown = rows.slice(0, page.limit).map((row) => ({ row, possible: possibleReferences(row.reference_text ?? '') }));
  const earlier = await readEarlierPayments(tx, shown.map(({ row }) => row.payment_id));
  const book = await readAccountBook(tx, [...shown.flatMap(({ possible }) => [...possible.said, ...possible.oneSlip]), ...[...earlier.values()].flat()]);
  const last = rows.length > page.limit ? shown.at(-1)?.row : undefined;
  return {
    items: shown.map(({ row, possible }) => itemOf(row, { possible, earlier: earlier.get(row.payment_id) ?? [] }, book, people)),
    nextCursor: last === undefined ? null : cursorOf([last.recorded_at, last.payment_id]),
  };
}

function readSuspense(tx: TenantTransaction, cursor: string | null, limit: number): Promise<SuspenseColumns[]> {
  const [recordedAtMs, paymentId] = cursor === null ? [null, null] : (positionOf(cursor, ['number', 'string']) as [number, string]);
  return tx.query<SuspenseColumns>(
    `select payment_id, channel, external_id, amount_micro_euro, why, reference_text, payer_name, paid_at, recorded_at
     from payment where tenant_id = $1 and state = 'suspense' and ($2::timestamptz is null or (recorded_at, payment_id) < ($2, $3::uuid))
     order by recorded_at desc, payment_id desc limit $4`,
    [tx.tenantId, recordedAtMs === null ? null : isoOf(recordedAtMs), paymentId, limit],
  );
}

interface Hints {
  readonly possible: PossibleReferences;
  readonly earlier: readonly PaymentReference[];
}

function itemOf(row: SuspenseColumns, { possible, earlier }: Hints, book: AccountBook, people: PersonalData): SuspenseItem {
  const candidates = rankCandidates(possible, book, supplyDayOf(instant(row.paid_at)), earlier).slice(0, CANDIDATES_SHOWN);
  return {
    id: row.payment_id,
    receivedAt: isoOf(row.recorded_at),
    paidAt: isoOf(row.paid_at),
    channel: row.channel,
    externalId: row.external_id,
    amountEuro: euroOf(row.amount_micro_euro),
    payerName: people.openOrNull('payment.payer_name', row.payer_name),
    reference: row.reference_text,
    why: row.why,
    candidates: candidates.map(({ account, ground }) => ({
      accountId: account.publicId, reference: formatStructuredReference(account.reference), ean: account.ean, ground,
    })),
  };
}
