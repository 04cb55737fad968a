import { instant, microEuro, mostMoney, NO_MONEY, subtractMoney, supplyDayFrom } from '@tegoed/prepayment-engine';
import type { Instant, MicroEuro, NoticeFacts, NoticeKind, SupplyDay } from '@tegoed/prepayment-engine';
import type { CreditLeft, EmergencyLeft, FactsByKind, HelperAdded, HouseholdPair, Known, MeterExchanged, MoneyMoved, PlanAgreed, PlannedChange, RiskToday, SupplyBack, SupplyLess } from './message-facts.js';

type Reader<Facts> = (raw: NoticeFacts, known: Known) => Facts | null;

const creditLeft: Reader<CreditLeft> = (raw, known) => {
  const [daysLeft, runsOutOn, balanceMicroEuro] = [integerIn(raw, 'daysLeft'), dayIn(raw, 'runsOutOn'), moneyIn(raw, 'balanceMicroEuro')];
  if (daysLeft === null || runsOutOn === null || balanceMicroEuro === null) return null;
  return { ...known, daysLeft, runsOutOn, balanceMicroEuro, measuredUntil: dayIn(raw, 'measuredUntil') };
};

const emergencyLeft: Reader<EmergencyLeft> = (raw, known) => {
  const [limit, used] = [moneyIn(raw, 'limitMicroEuro'), moneyIn(raw, 'usedMicroEuro')];
  if (limit === null || used === null) return null;
  return { ...known, availableMicroEuro: mostMoney(NO_MONEY, subtractMoney(limit, used)), measuredUntil: dayIn(raw, 'measuredUntil') };
};

const plannedChange: Reader<PlannedChange> = (raw, known) => {
  const at = instantIn(raw, 'nextSupplyAt');
  return at === null ? null : { ...known, at, amountToStayOnMicroEuro: moneyIn(raw, 'amountToStayOnMicroEuro') };
};

// The ladder's last step knows the balance; a change that is planned for today knows its hour.
const riskToday: Reader<RiskToday> = (raw, known) => {
  const credit = creditLeft(raw, known);
  if (credit !== null) return { ...credit, event: 'credit_ends' };
  const [planned, event] = [plannedChange(raw, known), raw['nextSupply']];
  return planned !== null && (event === 'limited' || event === 'off') ? { ...planned, event } : null;
};

const supplyLess: Reader<SupplyLess> = (raw, known) => ({
  ...known,
  amountToGetBackOnMicroEuro: moneyIn(raw, 'amountToGetBackOnMicroEuro'),
});

const supplyBack: Reader<SupplyBack> = (raw, known) => ({ ...known, balanceMicroEuro: moneyIn(raw, 'balanceMicroEuro') });

const moneyMoved: Reader<MoneyMoved> = (raw, known) => {
  const [amountMicroEuro, balanceAfterMicroEuro] = [moneyIn(raw, 'amountMicroEuro'), moneyIn(raw, 'balanceMicroEuro')];
  if (amountMicroEuro === null || balanceAfterMicroEuro === null) return null;
  const toDebtMicroEuro = moneyIn(raw, 'toDebtMicroEuro') ?? NO_MONEY;
  return { ...known, amountMicroEuro, toDebtMicroEuro, balanceAfterMicroEuro, daysLeft: integerIn(raw, 'daysLeft') };
};

const planAgreed: Reader<PlanAgreed> = (raw, known) => {
  const [amountMicroEuro, firstOn] = [moneyIn(raw, 'amountMicroEuro'), dayIn(raw, 'firstOn')];
  return amountMicroEuro === null || firstOn === null ? null : { ...known, amountMicroEuro, firstOn };
};

const meterExchanged: Reader<MeterExchanged> = (raw, known) => {
  const [exchangedOn, serial] = [dayIn(raw, 'exchangedOn'), textIn(raw, 'serial')];
  return exchangedOn === null || serial === null ? null : { ...known, exchangedOn, serial };
};

const helperAdded: Reader<HelperAdded> = (raw, known) => {
  const helper = textIn(raw, 'helper');
  return helper === null ? null : { ...known, helper, until: dayIn(raw, 'until') };
};

const READERS: { readonly [K in NoticeKind]: Reader<FactsByKind[K]> } = {
  days_left_7: creditLeft,
  days_left_3: creditLeft,
  days_left_1: creditLeft,
  risk_today: riskToday,
  emergency_started: emergencyLeft,
  emergency_half_used: emergencyLeft,
  planned_limit: plannedChange,
  planned_off: plannedChange,
  limited: supplyLess,
  cut: supplyLess,
  ready: (_raw, known) => known,
  on: supplyBack,
  payment_received: moneyMoved,
  payment_returned: moneyMoved,
  grant_received: moneyMoved,
  tripped: supplyLess,
  own_threshold: creditLeft,
  plan_agreed: planAgreed,
  meter_exchanged: meterExchanged,
  helper_added: helperAdded,
};

/**
 * Reads the facts that the rules engine stored with a notice as what the wording of that kind needs.
 * Null when a fact is missing that no sentence can do without: better no message than a wrong figure.
 */
export function readFacts<K extends NoticeKind>(kind: K, raw: NoticeFacts, known: Known): FactsByKind[K] | null {
  return READERS[kind](raw, known);
}

function integerIn(raw: NoticeFacts, name: string): number | null {
  const value = raw[name];
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

function moneyIn(raw: NoticeFacts, name: string): MicroEuro | null {
  const value = integerIn(raw, name);
  return value === null ? null : microEuro(value);
}

function instantIn(raw: NoticeFacts, name: string): Instant | null {
  const value = integerIn(raw, name);
  return value === null ? null : instant(value);
}

function textIn(raw: NoticeFacts, name: string): string | null {
  const value = raw[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function dayIn(raw: NoticeFacts, name: string): SupplyDay | null {
  const value = raw[name];
  return typeof value === 'string' ? supplyDayFrom(value) : null;
}

/** The two supplies of a home that a household warning names, the sooner end first; null when a figure is missing. */
export function readPair(one: { raw: NoticeFacts; known: Known }, other: { raw: NoticeFacts; known: Known }): HouseholdPair | null {
  const [first, second] = [creditLeft(one.raw, one.known), creditLeft(other.raw, other.known)];
  if (first === null || second === null) return null;
  return first.runsOutOn <= second.runsOutOn ? { sooner: first, later: second } : { sooner: second, later: first };
}
