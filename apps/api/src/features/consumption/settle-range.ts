import {
  type AccountDay,
  type CalendarData,
  type DayOutcome,
  type DaySettlement,
  type Instant,
  type MeterFacts,
  type Policy,
  prepareDay,
  type PreparedDay,
  settlePreparedDay,
  type SupplyDay,
  type TariffVersion,
} from '@tegoed/prepayment-engine';
import type { AccountSnapshot } from '../../adapters/postgres/day-run/range-snapshot.js';
import { meterFactsOf, type MeterTerms } from '../../adapters/postgres/meter-terms.js';
import type { DayResult, SideRow } from '../../adapters/postgres/day-run/day-result.js';
import { attentionOf } from '../accounts/index.js';
import { noticeDocument, wishDocument } from '../entries/index.js';
import { fitsCharge } from './charge-room.js';

/** What every account of a run may need, read once: price books, policies, meter models. */
export interface RunTerms {
  readonly day: SupplyDay;
  readonly now: Instant;
  readonly wallNowMs: number;
  readonly calendar: CalendarData;
  readonly policies: ReadonlyMap<number, Policy>;
  /** The version valid on the day per tariff; null when none, or more than one, is valid. */
  readonly tariffs: ReadonlyMap<number, { readonly versionId: number; readonly version: TariffVersion } | null>;
  readonly meters: MeterTerms;
}

/** How the accounts of a range fared; sums over the ranges are the run's report. */
export interface RangeCounts {
  accounts: number;
  read: number;
  rated: number;
  estimated: number;
  missing: number;
  held: number;
  rejected: number;
  wishesLess: number;
  wishesMore: number;
  notices: number;
  /** How many readings need a person or the per-account path, by reason. */
  readonly reasons: Record<string, number>;
}

/** Results to write, their side rows and the counts of one range. */
export interface SettledRange {
  readonly results: DayResult[];
  readonly sides: SideRow[];
  readonly counts: RangeCounts;
}

/** A range with nothing in it yet. */
export function emptyCounts(): RangeCounts {
  return { accounts: 0, read: 0, rated: 0, estimated: 0, missing: 0, held: 0, rejected: 0, wishesLess: 0, wishesMore: 0, notices: 0, reasons: {} };
}

/**
 * Settles every account of a range with the engine: the same rules as for a single account, only many times.
 * Pure: what was read goes in, what is to be written comes out.
 */
export function settleRange(snapshots: Iterable<AccountSnapshot>, terms: RunTerms): SettledRange {
  const range: SettledRange = { results: [], sides: [], counts: emptyCounts() };
  const contexts = new Map<number, PreparedDay | null>();
  for (const snapshot of snapshots) {
    const meter = meterFactsOf(terms.meters, snapshot);
    const prepared = preparedFor(snapshot, terms, contexts);
    // Without a price nothing is rated: an old price is never used silently.
    const outcome: RangeOutcome = prepared === null ? { kind: 'no_tariff' } : settleWithRoom(prepared, accountDayOf(snapshot, meter));
    addOutcome(range, snapshot, outcome, terms);
  }
  return range;
}

/** What came of an account: the engine's outcome, or a day that cannot be written even without its use. */
type RangeOutcome = DayOutcome | { readonly kind: 'charge_too_large' };

/**
 * Settles one account. A day whose charge has no room in the ledger is held: the home gets what accrues per day, loses no
 * supply over it, and a person finds the reading on the work list.
 */
function settleWithRoom(prepared: PreparedDay, account: AccountDay): RangeOutcome {
  const outcome = settlePreparedDay(prepared, account);
  if (outcome.kind !== 'settled' || fitsCharge(outcome.charge, outcome.consumption)) return outcome;
  const held = settlePreparedDay(prepared, { ...account, reading: null });
  if (held.kind !== 'settled' || !fitsCharge(held.charge, null)) return { kind: 'charge_too_large' };
  return { ...held, verdict: { kind: 'held', why: 'charge_too_large' }, review: 'charge_too_large' };
}

// Named one by one: a copy of the whole snapshot would cost a million times what it saves in words.
function accountDayOf({ state, reading, householdRepaidInMonthMicroEuro }: AccountSnapshot, meter: MeterFacts): AccountDay {
  return { state, reading, meter, householdRepaidInMonthMicroEuro };
}

function preparedFor(snapshot: AccountSnapshot, terms: RunTerms, contexts: Map<number, PreparedDay | null>): PreparedDay | null {
  const key = snapshot.policyId * 1_000_000 + snapshot.tariffId;
  let prepared = contexts.get(key);
  if (prepared === undefined) {
    const policy = terms.policies.get(snapshot.policyId);
    if (policy === undefined) throw new Error(`policy ${snapshot.policyId} is not in force`);
    const tariff = terms.tariffs.get(snapshot.tariffId)?.version ?? null;
    prepared = prepareDay({ day: terms.day, tariff, policy, calendar: terms.calendar, now: terms.now });
    contexts.set(key, prepared);
  }
  return prepared;
}

function addOutcome(range: SettledRange, snapshot: AccountSnapshot, outcome: RangeOutcome, terms: RunTerms): void {
  const { counts } = range;
  counts.accounts += 1;
  if (outcome.kind !== 'settled') {
    if (outcome.kind === 'already_settled') return;
    counts.held += 1;
    addException(range, snapshot, outcome.kind, outcome);
    return;
  }
  count(counts, outcome);
  range.results.push(resultOf(snapshot, outcome, terms));
  addSides(range, snapshot, outcome, terms);
}

function count(counts: RangeCounts, settlement: DaySettlement): void {
  const { kind } = settlement.verdict;
  if (kind !== 'missing') counts.read += 1;
  counts[kind === 'measured' ? 'rated' : kind] += 1;
  if (settlement.notices.length > 0) counts.notices += settlement.notices.length;
}

function resultOf(snapshot: AccountSnapshot, settlement: DaySettlement, terms: RunTerms): DayResult {
  const { state, decision, consumption, split } = settlement;
  const gas = consumption !== null && consumption.volumeDm3 !== null;
  return {
    accountId: snapshot.accountId,
    version: snapshot.version,
    entryNo: snapshot.entryNo + 1,
    state,
    changesMore: changesMore(snapshot, settlement),
    charge: settlement.charge,
    fromCreditMicroEuro: split.fromCreditMicroEuro,
    toDebtSupplyMicroEuro: split.toDebtSupplyMicroEuro,
    toDebtProtectedMicroEuro: split.toDebtProtectedMicroEuro,
    creditAfterChargeMicroEuro: state.balances.creditMicroEuro + settlement.instalmentMicroEuro,
    instalmentMicroEuro: settlement.instalmentMicroEuro,
    tariffVersionId: terms.tariffs.get(snapshot.tariffId)?.versionId ?? 0,
    quality: settlement.verdict.kind === 'measured' ? 0 : settlement.verdict.kind === 'estimated' ? 1 : 2,
    use1: gas ? (consumption.volumeDm3 as number) : (consumption?.dayWh ?? 0),
    use2: consumption === null || snapshot.reading?.registers.offtake2 == null ? null : consumption.nightWh,
    injected1: consumption === null || consumption.injectionWh === 0 ? null : consumption.injectionWh,
    injected2: null,
    energyWh: consumption?.energyWh ?? 0,
    sourceId: snapshot.sourceId,
    runsOutOn: decision.runsOutOn,
    nextChangeAt: decision.nextSupplyChange?.at ?? null,
    nextChangeSupply: decision.nextSupplyChange?.supply ?? null,
    nextReviewAt: decision.nextReviewAt,
    wishVersion: snapshot.wishVersion + (wishChanges(snapshot, settlement) ? 1 : 0),
  };
}

/** Whether the state moved in anything but what moves every day: use, credit, mean, and the day it all runs out. */
function changesMore(snapshot: AccountSnapshot, { state: after, decision, instalmentMicroEuro, split }: DaySettlement): boolean {
  const before = snapshot.state;
  return (
    instalmentMicroEuro > 0 || split.toDebtSupplyMicroEuro !== 0 || split.toDebtProtectedMicroEuro !== 0 ||
    after.debtSupplyAtZeroMicroEuro !== before.debtSupplyAtZeroMicroEuro || after.staleSince !== before.staleSince ||
    after.creditState !== before.creditState || after.desiredSupply !== before.desiredSupply || after.warnedDaysLeft !== before.warnedDaysLeft ||
    decision.nextReviewAt !== snapshot.nextReviewAt || (decision.nextSupplyChange?.supply ?? null) !== snapshot.nextChangeSupply
  );
}

function wishChanges(snapshot: AccountSnapshot, settlement: DaySettlement): boolean {
  return settlement.decision.desiredSupply !== snapshot.state.desiredSupply;
}

function addSides(range: SettledRange, snapshot: AccountSnapshot, settlement: DaySettlement, terms: RunTerms): void {
  const { sides, counts } = range;
  const { accountId } = snapshot;
  if (wishChanges(snapshot, settlement)) {
    const wish = wishDocument(snapshot.state.desiredSupply, settlement.decision, snapshot.wishVersion + 1);
    counts[wish.less ? 'wishesLess' : 'wishesMore'] += 1;
    sides.push({ accountId, kind: 'wish', document: wish.document });
  }
  for (const notice of settlement.notices) sides.push({ accountId, kind: 'notice', document: noticeDocument(accountId, notice) });
  if (settlement.review !== null || settlement.verdict.kind === 'held' || settlement.verdict.kind === 'rejected')
    addException(range, snapshot, settlement.review ?? settlement.verdict.why ?? settlement.verdict.kind, settlement.verdict);
  const attention = attentionOf({ accountId, before: snapshot.state, runsOutBefore: snapshot.runsOutOn, after: settlement.state, runsOutAfter: settlement.decision.runsOutOn }, terms.now);
  if (attention !== null) sides.push({ accountId, kind: 'attention', document: attention });
}

function addException({ sides, counts: { reasons } }: SettledRange, snapshot: AccountSnapshot, problem: string, facts: object): void {
  reasons[problem] = (reasons[problem] ?? 0) + 1;
  sides.push({
    accountId: snapshot.accountId,
    kind: 'exception',
    document: { problem, facts: { ...facts, reading: snapshot.reading, registers: snapshot.state.registers }, inbox_id: snapshot.sourceId },
  });
}
