import { addDays, type CorrectionCause, type Instant, resettleDays, type ResettleOutcome, type SettledDay, type SupplyDay } from '@tegoed/prepayment-engine';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import { accountStateOf } from '../../../adapters/postgres/account-state-row.js';
import { writeDifferences } from '../../../adapters/postgres/day-run/write-differences.js';
import { type AccountSnapshotRow, postEntry, readSnapshot } from '../../../adapters/postgres/post-entry.js';
import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { entryRowsOf } from '../../entries/index.js';
import { fitsCharge } from '../charge-room.js';
import { differenceRows } from './difference-rows.js';
import { readDayTerms } from './day-terms.js';
import { anchorBefore, type ChargedDay, type KnownDays, lastMeasuredDayBefore, readChargedDays, readExchanges, readKnownFacts, registersOf } from './known-facts.js';
import { settleExceptions } from './settle-exceptions.js';
import type { RerateTerms } from './rerate-terms.js';

/** Settled days of one account to be computed again, from the first whose facts have changed. */
export interface RerateOrder {
  readonly accountId: number;
  readonly firstDay: SupplyDay;
  readonly cause: CorrectionCause;
  /** Names the batch in the general ledger and the run or request behind it. */
  readonly batchId: string;
  readonly runId: number | null;
}

/** What came of it. `failed` changed nothing. */
export type RerateOutcome =
  | { readonly kind: 'done'; readonly days: number; readonly differenceMicroEuro: number; readonly setAsideMicroEuro: number }
  | { readonly kind: 'failed'; readonly why: string };

/**
 * Computes the settled days of one account again from all facts that are known now, and books the differences as further
 * rows of their days that point to the old ones. Runs under the account's row lock in the caller's transaction, and may
 * be repeated: what is right already is left alone.
 */
export async function rerateAccount(tx: TenantTransaction, order: RerateOrder, terms: RerateTerms): Promise<RerateOutcome> {
  const account = await readSnapshot(tx.manager, tx.tenantId, order.accountId, true);
  if (account === null || account.last_day === null) return { kind: 'failed', why: 'there is no such account' };
  const known = await knownDays(tx, account, order.firstDay);
  if (known.days.length === 0) return { kind: 'done', days: 0, differenceMicroEuro: 0, setAsideMicroEuro: 0 };
  const policy = terms.policyOf(account);
  const outcome = resettleDays({
    state: accountStateOf(account), start: known.start, days: known.days, cause: order.cause, policy, calendar: terms.calendar, now: terms.now,
    tariff: known.terms.priceOn(account.last_day as SupplyDay)?.version ?? null,
  });
  if (outcome.kind === 'no_tariff') return { kind: 'failed', why: `there is no price, or more than one, for ${outcome.day}` };
  const tooLarge = outcome.days.find(({ difference, consumption }) => !fitsCharge(difference, consumption));
  if (tooLarge !== undefined) return { kind: 'failed', why: `what ${tooLarge.day} would cost is more than a day's charge can hold` };
  await bookOutcome(tx, { account, order, known, outcome, now: terms.now, wallNowMs: terms.wallNowMs });
  return {
    kind: 'done',
    days: outcome.days.length,
    differenceMicroEuro: outcome.days.reduce((sum, { difference }) => sum + difference.totalMicroEuro, 0),
    setAsideMicroEuro: outcome.days.reduce((sum, { split }) => sum + split.toDebtCorrectionMicroEuro, 0),
  };
}

async function knownDays(tx: TenantTransaction, account: AccountSnapshotRow, firstDay: SupplyDay): Promise<KnownDays> {
  const begin = account.active_from as SupplyDay;
  const anchorDay = await lastMeasuredDayBefore(tx, account.account_id, firstDay > begin ? firstDay : begin);
  const from = anchorDay ?? begin;
  const charged = await readChargedDays(tx, account.account_id, from);
  const facts = await readKnownFacts(tx, account.account_id, from);
  const exchanges = await readExchanges(tx, account.account_id, from);
  const terms = await readDayTerms(tx, account, from);
  const readingOf = (row: ChargedDay | undefined, day: SupplyDay): SettledDay['reading'] => facts.get(day)?.reading ?? (row === undefined ? null : readingOfCharge(row));
  const byDay = new Map(charged.map((row) => [row.day, row]));
  const settled = charged.filter(({ day }) => anchorDay === null || day > anchorDay);
  const anchor = anchorDay === null ? null : readingOf(byDay.get(anchorDay), anchorDay);
  const first = settled[0];
  const start = anchor !== null ? { day: anchorDay!, registers: anchor.registers, isEstimate: false } : first === undefined ? null : anchorBefore(first, addDays(first.day, -1));
  return {
    start, facts, terms, charged: byDay,
    days: settled.map((row) => ({
      day: row.day, charged: row.charged, reading: readingOf(row, row.day), exchange: exchanges.get(row.day) ?? null,
      meter: terms.meterOn(row.day), tariff: terms.priceOn(row.day)?.version ?? null,
    })),
  };
}

// A day without a usable reading repeats the registers of the day before in its row: they are not a reading.
function readingOfCharge({ first }: ChargedDay): SettledDay['reading'] {
  const registers = registersOf(first);
  return registers === null || first.quality > 1 ? null : { registers, quality: first.quality === 0 ? 'measured' : 'estimated', isAccepted: false };
}

interface Booking {
  readonly account: AccountSnapshotRow;
  readonly order: RerateOrder;
  readonly known: KnownDays;
  readonly outcome: Extract<ResettleOutcome, { kind: 'settled' }>;
  readonly now: Instant;
  readonly wallNowMs: number;
}

async function bookOutcome(tx: TenantTransaction, { account, order, known, outcome, now, wallNowMs }: Booking): Promise<void> {
  const rows = differenceRows(account, outcome.days, known, { cause: order.cause, runId: order.runId, recordedAt: isoOf(now) });
  if (rows.length > 0) await writeDifferences(tx, account.account_id, rows, { kind: 'rerate', id: order.batchId });
  const cause = { kind: 'review', id: `rerate:${order.batchId}:${account.account_id}`, occurredAt: now, now, wallNowMs } as const;
  const entry = entryRowsOf(account, { ...outcome, entries: [] }, cause);
  const posted = await postEntry(tx.manager, tx.tenantId, { accountId: account.account_id, expectedVersion: account.version }, [], {
    ...entry,
    state: { ...entry.state, entry_no: account.entry_no + rows.length },
  });
  if (posted.kind !== 'booked') throw new Error(`account ${account.account_id} moved under its lock`);
  await settleExceptions(tx, account.account_id, { from: known.days[0]!.day, until: account.last_day as SupplyDay, unused: outcome.unused, facts: known.facts, now });
}
