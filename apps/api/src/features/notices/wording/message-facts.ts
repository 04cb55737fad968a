import type { Instant, MicroEuro, NoticeKind, SupplyDay, Utility } from '@tegoed/prepayment-engine';

/** What every message may name. */
export interface Known {
  readonly utility: Utility;
  /** Free phone number of the supplier, as printed. */
  readonly helpLine: string;
}

/** How long the credit lasts. */
export interface CreditLeft extends Known {
  readonly daysLeft: number;
  /** The day on which the balance reaches zero. */
  readonly runsOutOn: SupplyDay;
  readonly balanceMicroEuro: MicroEuro;
  /** The last supply day in these figures; null while nothing has been measured. */
  readonly measuredUntil: SupplyDay | null;
}

/** What is left of the emergency credit. */
export interface EmergencyLeft extends Known {
  readonly availableMicroEuro: MicroEuro;
  readonly measuredUntil: SupplyDay | null;
}

/** Supply becomes less at a moment that is known now. */
export interface PlannedChange extends Known {
  readonly at: Instant;
  /** A top-up of this size keeps supply as it is; null when it is not known. */
  readonly amountToStayOnMicroEuro: MicroEuro | null;
}

/** Today is the day: the credit ends, or supply changes at a moment that is known. */
export type RiskToday =
  | (CreditLeft & { readonly event: 'credit_ends' })
  | (PlannedChange & { readonly event: 'limited' | 'off' });

/** Supply has become less. */
export interface SupplyLess extends Known {
  /** A top-up of this size brings supply back; null when it is not known. */
  readonly amountToGetBackOnMicroEuro: MicroEuro | null;
}

/** Supply is back. */
export interface SupplyBack extends Known {
  readonly balanceMicroEuro: MicroEuro | null;
}

/** Money came in, was taken back or was granted. */
export interface MoneyMoved extends Known {
  readonly amountMicroEuro: MicroEuro;
  /** The part that repays debt; the rest is on the balance. */
  readonly toDebtMicroEuro: MicroEuro;
  readonly balanceAfterMicroEuro: MicroEuro;
  readonly daysLeft: number | null;
}

/** A weekly plan for older debt. */
export interface PlanAgreed extends Known {
  readonly amountMicroEuro: MicroEuro;
  readonly firstOn: SupplyDay;
}

/** A new meter. */
export interface MeterExchanged extends Known {
  readonly exchangedOn: SupplyDay;
  readonly serial: string;
}

/** Somebody else may look along. `helper` is the name of the organisation or person. */
export interface HelperAdded extends Known {
  readonly helper: string;
  readonly until: SupplyDay | null;
}

/** Two supplies of one home that run out, told in one message. */
export interface HouseholdPair {
  readonly sooner: CreditLeft;
  readonly later: CreditLeft;
}

/** The facts each kind of notice must have before a sentence can be made of it. */
export interface FactsByKind {
  readonly days_left_7: CreditLeft;
  readonly days_left_3: CreditLeft;
  readonly days_left_1: CreditLeft;
  readonly risk_today: RiskToday;
  readonly emergency_started: EmergencyLeft;
  readonly emergency_half_used: EmergencyLeft;
  readonly planned_limit: PlannedChange;
  readonly planned_off: PlannedChange;
  readonly limited: SupplyLess;
  readonly cut: SupplyLess;
  readonly ready: Known;
  readonly on: SupplyBack;
  readonly payment_received: MoneyMoved;
  readonly payment_returned: MoneyMoved;
  readonly grant_received: MoneyMoved;
  readonly tripped: SupplyLess;
  readonly own_threshold: CreditLeft;
  readonly plan_agreed: PlanAgreed;
  readonly meter_exchanged: MeterExchanged;
  readonly helper_added: HelperAdded;
}

/** One part of 160 septets for each kind, in one language. */
export type SmsCatalogue = { readonly [K in NoticeKind]: (facts: FactsByKind[K]) => string };

/** Paragraphs of plain text for each kind, in one language; greeting, help line and closing are added to all. */
export type MailCatalogue = { readonly [K in NoticeKind]: (facts: FactsByKind[K]) => readonly string[] };

/** One part of 160 septets for two supplies of one home, in one language. */
export type PairSms = (facts: HouseholdPair) => string;
