import {
  type AccountState,
  type CreditState,
  type ConfirmedSupply,
  type DayReading,
  type DesiredSupply,
  type Instant,
  type MicroEuro,
  type SupplyDay,
  supplyDayOfNumber,
  type Utility,
  type WarningStep,
} from '@tegoed/prepayment-engine';
import type pg from 'pg';
import { copyOut, CopyRows } from './copy-text.js';
import { ACCOUNTS_PER_BLOCK, MISSING, type RegisterSlot, type StageBlock } from './stage-block.js';
import { stagedBlocks } from './stage.js';

/** One account of a range as it stood when the range was read, with the reading of the day if there is one. */
export interface AccountSnapshot {
  readonly accountId: number;
  readonly version: number;
  readonly entryNo: number;
  readonly tariffId: number;
  readonly policyId: number;
  readonly meterModelId: number;
  readonly gasStationId: number | null;
  /** The peak that the capacity charge accrues on, in watt; null = the tariff's floor. */
  readonly capacityPeakW: number | null;
  readonly wishVersion: number;
  readonly state: AccountState;
  readonly reading: DayReading | null;
  readonly sourceId: number | null;
  readonly householdRepaidInMonthMicroEuro: MicroEuro;
  readonly runsOutOn: SupplyDay | null;
  readonly nextReviewAt: Instant | null;
  readonly nextChangeSupply: string | null;
}

/** Which accounts to read. `lock` is for the losers of a range: they are read again under their row lock. */
export type SnapshotScope =
  | { readonly kind: 'range'; readonly firstAccountId: number; readonly lastAccountId: number }
  | { readonly kind: 'accounts'; readonly accountIds: readonly number[]; readonly lock: true };

// Days travel as day numbers and instants as milliseconds: integers are cheaper to read than text.
const day = (column: string): string => `s.${column} - date '1970-01-01'`;
const instant = (column: string): string => `(extract(epoch from s.${column}) * 1000)::bigint`;

const COLUMNS = [
  's.account_id', 's.version', 's.entry_no', 's.tariff_id', 's.policy_id', 's.meter_model_id', 's.gas_station_id', 's.capacity_peak_w', 's.wish_version', 's.utility',
  's.credit_micro_euro', 's.debt_supply_micro_euro', 's.debt_protected_micro_euro', 's.debt_old_micro_euro',
  's.debt_returned_micro_euro', 's.debt_correction_micro_euro', 's.debt_supply_at_zero_micro_euro',
  day('last_day'), day('last_read_day'), 's.offtake1', 's.offtake2', 's.injection1', 's.injection2',
  's.mean_daily_charge_micro_euro', 's.credit_state', 's.desired_supply', 's.confirmed_supply', 's.emergency_taken_micro_euro',
  day('protected_until'), instant('payment_under_way_until'), 's.lac_decision::int', 's.repayment_share_basis_points',
  's.instalment_micro_euro', 's.instalment_week', 's.repaid_month', 's.repaid_in_month_micro_euro', 's.warned_days_left',
  day('stale_since'), day('runs_out_on'), instant('next_review_at'), 's.next_change_supply',
].join(', ');

/**
 * Reads the accounts of one scope that are not settled for the day yet, with their staged reading, in account order; may
 * be walked once.
 * A silent meter is there too: it still gets its accruals, its instalment and its review.
 */
export async function readSnapshots(
  client: pg.ClientBase,
  tenantId: number,
  supplyDay: SupplyDay,
  week: string,
  scope: SnapshotScope,
): Promise<Iterable<AccountSnapshot>> {
  if (scope.kind === 'accounts' && scope.accountIds.length === 0) return [];
  const where =
    scope.kind === 'range'
      ? `s.account_id between ${scope.firstAccountId} and ${scope.lastAccountId}`
      : `s.account_id in (${scope.accountIds.join(',')})`;
  if (scope.kind === 'accounts')
    await client.query(`select 1 from account_state s where ${where} order by s.account_id for update`);
  const month = supplyDay.slice(0, 7);
  // The household's other accounts matter only where an instalment may be taken this week.
  const household = `case when s.instalment_micro_euro > 0 and s.instalment_week is distinct from '${week}' then coalesce((
    select sum(o.repaid_in_month_micro_euro) from account a join account h using (household_id) join account_state o on o.account_id = h.account_id
    where a.account_id = s.account_id and h.account_id <> s.account_id and o.repaid_month = '${month}'), 0) else 0 end`;
  const bytes = await copyOut(
    client,
    `copy (select ${COLUMNS}, ${household} from account_state s
       where ${where} and s.last_day < '${supplyDay}' order by s.account_id) to stdout`,
  );
  const rows = new CopyRows(bytes);
  const blocks = await stagedBlocks(client, tenantId, supplyDay, blocksOf(scope));
  return snapshotsOf(rows, blocks);
}

/** One after the other, so that what is settled can be forgotten before the next is read. */
function* snapshotsOf(rows: CopyRows, blocks: ReadonlyMap<number, StageBlock>): Iterable<AccountSnapshot> {
  while (rows.more) yield readSnapshot(rows, blocks);
}

function blocksOf(scope: SnapshotScope): number[] {
  if (scope.kind === 'accounts') return [...new Set(scope.accountIds.map(blockNoOf))];
  const [first, last] = [blockNoOf(scope.firstAccountId), blockNoOf(scope.lastAccountId)];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function blockNoOf(accountId: number): number {
  return Math.floor(accountId / ACCOUNTS_PER_BLOCK);
}

function readSnapshot(rows: CopyRows, blocks: ReadonlyMap<number, StageBlock>): AccountSnapshot {
  const accountId = rows.count();
  const version = rows.count();
  const entryNo = rows.count();
  const tariffId = rows.count();
  const policyId = rows.count();
  const meterModelId = rows.count();
  const gasStationId = rows.integer();
  const capacityPeakW = rows.integer();
  const wishVersion = rows.count();
  const partial = readState(rows);
  const runsOutOn = dayOf(rows.integer());
  const nextReviewAt = rows.integer() as Instant | null;
  const nextChangeSupply = rows.text();
  const { reading, sourceId } = readingOf(accountId, blocks.get(blockNoOf(accountId)));
  return {
    accountId, version, entryNo, tariffId, policyId, meterModelId, gasStationId, capacityPeakW, wishVersion,
    state: partial, reading, sourceId, runsOutOn, nextReviewAt, nextChangeSupply,
    householdRepaidInMonthMicroEuro: rows.count() as MicroEuro,
  };
}

function readState(rows: CopyRows): AccountState {
  return {
    utility: rows.text() as Utility,
    balances: {
      creditMicroEuro: rows.count() as MicroEuro,
      debtSupplyMicroEuro: rows.count() as MicroEuro,
      debtProtectedMicroEuro: rows.count() as MicroEuro,
      debtOldMicroEuro: rows.count() as MicroEuro,
      debtReturnedMicroEuro: rows.count() as MicroEuro,
      debtCorrectionMicroEuro: rows.count() as MicroEuro,
    },
    debtSupplyAtZeroMicroEuro: rows.count() as MicroEuro,
    lastDay: dayOf(rows.integer()),
    lastReadDay: dayOf(rows.integer()),
    registers: readRegisters(rows),
    meanDailyChargeMicroEuro: rows.count() as MicroEuro,
    creditState: rows.text() as CreditState,
    desiredSupply: rows.text() as DesiredSupply,
    confirmedSupply: rows.text() as ConfirmedSupply,
    emergencyTakenMicroEuro: rows.count() as MicroEuro,
    protectedUntil: dayOf(rows.integer()),
    paymentUnderWayUntil: rows.integer() as Instant | null,
    lacDecision: rows.count() === 1,
    repaymentShareBasisPoints: rows.integer(),
    instalmentMicroEuro: rows.count() as MicroEuro,
    instalmentWeek: rows.text(),
    repaidMonth: rows.text(),
    repaidInMonthMicroEuro: rows.count() as MicroEuro,
    warnedDaysLeft: rows.integer() as WarningStep | null,
    staleSince: dayOf(rows.integer()),
  };
}

function readRegisters(rows: CopyRows): AccountState['registers'] {
  const offtake1 = rows.integer();
  const offtake2 = rows.integer();
  const injection1 = rows.integer();
  const injection2 = rows.integer();
  return offtake1 === null ? null : { offtake1, offtake2, injection1, injection2 };
}

const SILENT = { reading: null, sourceId: null };

/** The staged reading of one account; without the first register nobody can say what was used. */
function readingOf(accountId: number, block: StageBlock | undefined): { reading: DayReading | null; sourceId: number | null } {
  if (block === undefined) return SILENT;
  const at = accountId % ACCOUNTS_PER_BLOCK;
  const offtake1 = block.registers[0][at] as number;
  if (offtake1 === MISSING) return SILENT;
  const registers = { offtake1, offtake2: valueOf(block, 1, at), injection1: valueOf(block, 2, at), injection2: valueOf(block, 3, at) };
  return {
    reading: { quality: block.estimated[at] === 0 ? 'measured' : 'estimated', registers, exchange: null, readAt: null },
    sourceId: block.sourceIds[block.sources[at] as number] ?? null,
  };
}

function valueOf(block: StageBlock, slot: RegisterSlot, at: number): number | null {
  const value = block.registers[slot][at] as number;
  return value === MISSING ? null : value;
}

const knownDays = new Map<number, SupplyDay>();

/** The same few days come a million times; each is written as text once. */
function dayOf(number: number | null): SupplyDay | null {
  if (number === null) return null;
  let text = knownDays.get(number);
  if (text === undefined) {
    text = supplyDayOfNumber(number);
    knownDays.set(number, text);
  }
  return text;
}
