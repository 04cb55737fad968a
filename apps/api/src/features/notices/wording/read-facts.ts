import { instant, microEuro, mostMoney, NO_MONEY, subtractMoney, supplyDayFrom } from '@tegoed/prepayment-engine';
import type { Instant, MicroEuro, NoticeFacts, NoticeKind, SupplyDay } from '@tegoed/prepayment-engine';
import type { CreditLeft, EmergencyLeft, FactsByKind, Known, MoneyMoved, PlannedChange, RiskToday, SupplyBack, SupplyLess } from './message-facts.js';

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

function dayIn(raw: NoticeFacts, name: string): SupplyDay | null {
  const value = raw[name];
  return typeof value === 'string' ? supplyDayFrom(value) : null;
}
