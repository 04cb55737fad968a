/**
 * The shapes of the Tegoed API as the portal reads them. They stand in for the generated client:
 * replace this file by re-exports of that client's schema and the rest of the portal stays.
 * Fields named ...Euro are decimal strings, instants ISO 8601 in UTC, days YYYY-MM-DD.
 */
export type Euro = string;
export type Instant = string;
export type Day = string;

export const languages = ['nl', 'fr', 'de', 'en'] as const;
export type Language = (typeof languages)[number];
export type Role = 'supplier_agent' | 'supplier_admin' | 'case_worker' | 'auditor' | 'operator';
export const supplies = ['on', 'limited', 'off', 'ready', 'tripped', 'unknown'] as const;
export type ConfirmedSupply = (typeof supplies)[number];
export type DesiredSupply = 'on' | 'limited' | 'off';
export const creditStates = ['in_credit', 'low', 'emergency', 'exhausted'] as const;
export type CreditState = (typeof creditStates)[number];
export type Utility = 'electricity' | 'gas' | 'exclusive_night';
export type Named = { readonly id: string; readonly name: string };

export type User = Named & {
  readonly email: string;
  readonly role: Role;
  readonly language: Language;
  readonly organisation: Named & { readonly kind: 'tenant' | 'ocmw'; readonly sandbox?: { readonly now: Instant } | null };
};
export type SignedIn = { readonly token: string; readonly expiresAt: Instant; readonly user: User };
export type SandboxClock = { readonly worldId: string; readonly name: string; readonly now: Instant; readonly advancing: boolean };

export type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null; readonly total?: number };
export type Address = { readonly street: string; readonly houseNumber: string; readonly postcode: string; readonly town: string };
export type NextChange = { readonly supply: DesiredSupply; readonly at: Instant };

export type AccountRow = {
  readonly id: string;
  readonly reference: string;
  readonly ean: string;
  readonly utility: Utility;
  readonly customer: Named;
  readonly address: Address;
  readonly tenant: Named;
  readonly creditState: CreditState;
  readonly desiredSupply: DesiredSupply;
  readonly confirmedSupply: ConfirmedSupply;
  readonly confirmedAt: Instant | null;
  readonly balanceEuro: Euro;
  readonly debtEuro: Euro;
  readonly daysLeft: number | null;
  readonly runsOutOn: Day | null;
  readonly nextChange: NextChange | null;
  readonly measuredUntil: Day | null;
  readonly estimated: boolean;
  readonly asOf: Instant;
};

export type Debts = {
  readonly supplyEuro: Euro;
  readonly protectedEuro: Euro;
  readonly oldEuro: Euro;
  readonly returnedEuro: Euro;
  readonly correctionEuro: Euro;
};

export type HouseholdAccount = {
  readonly id: string;
  readonly utility: Utility;
  readonly confirmedSupply: ConfirmedSupply;
  readonly balanceEuro: Euro;
  readonly daysLeft: number | null;
};

export type Account = AccountRow & {
  readonly debts: Debts;
  readonly emergency: { readonly limitEuro: Euro; readonly availableEuro: Euro; readonly usedEuro: Euro };
  readonly amountToStayOnEuro: Euro;
  readonly amountToGetBackOnEuro: Euro | null;
  readonly instalment: { readonly amountEuro: Euro } | null;
  readonly protectedUntil: Day | null;
  readonly paymentUnderWayUntil: Instant | null;
  readonly meter: { readonly serial: string; readonly model: string; readonly gasThroughSerial: string | null };
  readonly tariff: Named;
  readonly policy: Named & { readonly region: string };
  readonly contact: { readonly language: Language; readonly phone: string | null; readonly email: string | null };
  readonly contractFrom: Day;
  readonly contractUntil: Day | null;
  readonly householdAccounts: readonly HouseholdAccount[];
};

export type Reason = { readonly code: string; readonly facts: Record<string, unknown>; readonly sentence: string };
export type Gate = { readonly gate: string; readonly passed: boolean; readonly facts: Record<string, unknown>; readonly sentence: string };
export type Explanation = {
  readonly desiredSupply: DesiredSupply;
  readonly confirmedSupply: ConfirmedSupply;
  readonly since: Instant | null;
  readonly reasons: readonly Reason[];
  readonly nextPossible: { readonly supply: DesiredSupply; readonly at: Instant; readonly sentence: string } | null;
  readonly amountToStayOnEuro: Euro;
  readonly amountToGetBackOnEuro: Euro | null;
  readonly gates: readonly Gate[];
  readonly asOf: Instant;
};

export type Overview = {
  readonly asOf: Instant;
  readonly accounts: number;
  readonly supplyCounts: Readonly<Record<ConfirmedSupply, number>>;
  readonly offLongerThan24h: readonly AccountRow[];
  readonly paymentsToday: readonly { readonly channel: string; readonly count: number; readonly amountEuro: Euro }[];
  readonly suspense: { readonly count: number; readonly amountEuro: Euro };
  readonly dailyRun: DailyRun | null;
  readonly commands: { readonly open: number; readonly unknown: number; readonly failed: number };
  readonly noticesFailed: number;
  readonly ledgerDifferenceEuro: Euro;
  readonly cutsPaused: boolean;
};

export type DailyRunState = 'ranges' | 'fleet_check' | 'released' | 'quarantined' | 'failed';
export type DailyRun = {
  readonly id: string;
  readonly day: Day;
  readonly state: DailyRunState;
  readonly accountsTotal: number;
  readonly accountsDone: number;
  readonly read: number;
  readonly rated: number;
  readonly estimated: number;
  readonly missing: number;
  readonly held: number;
  readonly rejected: number;
  readonly wishesLess: number;
  readonly wishesMore: number;
  readonly notices: number;
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
  readonly accountsPerSecond: number;
  readonly remainingSeconds: number | null;
  readonly why: string | null;
};

export const urgencies = ['off_now', 'ready_to_press', 'limited', 'changes_within_3_days', 'emergency_credit'] as const;
export type Urgency = (typeof urgencies)[number];
export type Case = {
  readonly accountId: string;
  readonly urgency: Urgency;
  readonly person: { readonly name: string; readonly language: Language; readonly phone: string | null };
  readonly address: Address;
  readonly utility: Utility;
  readonly tenant: Named;
  readonly since: Instant;
  readonly nextChange: NextChange | null;
  readonly daysLeft: number | null;
  readonly balanceEuro: Euro;
  readonly lastTopUpAt: Instant | null;
};
export type Cases = { readonly counts: Readonly<Record<Urgency, number>>; readonly items: readonly Case[] };

export type GrantOrder = { readonly accountId: string; readonly kind: 'support_credit'; readonly amountEuro: Euro; readonly reason: string };
export type Grant = {
  readonly id: string;
  readonly accountId: string;
  readonly amountEuro: Euro;
  readonly balanceAfterEuro: Euro;
  readonly desiredSupply: DesiredSupply;
};

export type SuspenseItem = {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly channel: string;
  readonly amountEuro: Euro;
  readonly payerName: string | null;
  readonly reference: string | null;
  readonly why: string;
};

export type TariffRow = Named & {
  readonly utility: Utility;
  readonly validFrom: Day;
  readonly validUntil: Day | null;
  readonly components: readonly { readonly component: string; readonly unit: string; readonly priceEuro: Euro }[];
};

export type PolicyRow = Named & {
  readonly region: string;
  readonly utility: Utility;
  readonly validFrom: Day;
  readonly validUntil: Day | null;
  readonly emergencyLimitEuro?: Euro | null;
};

export type Problem = {
  readonly status: number;
  readonly title: string;
  readonly detail: string | null;
  readonly code: string | null;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
};
