/**
 * The shapes of the API by the names the pages use, all taken from its own OpenAPI document: a field that the API drops
 * or renames stops the build here. Fields named ...Euro are decimal strings, instants ISO 8601 in UTC, days YYYY-MM-DD.
 */
import type { Schema } from '@tegoed/api-client';

export type Euro = string;
export type Instant = string;
export type Day = string;

export type AccountRow = Schema<'AccountRow'>;
export type Account = Schema<'Account'>;
export type Address = Schema<'Address'>;
export type ConfirmedSupply = AccountRow['confirmedSupply'];
export type CreditState = AccountRow['creditState'];
export type Debts = Schema<'Debts'>;
export type DesiredSupply = AccountRow['desiredSupply'];
export type HouseholdAccount = Schema<'HouseholdAccount'>;
export type Named = Schema<'Named'>;
export type NextChange = Schema<'NextChange'>;
export type Utility = AccountRow['utility'];

export type Explanation = Schema<'Explanation'>;
export type Gate = Schema<'GateInWords'>;
export type Reason = Schema<'ReasonInWords'>;

export type User = Schema<'User'>;
export type Language = User['language'];
export type Role = User['role'];
export type SandboxClock = Schema<'Clock'>;

export type Case = Schema<'Case'>;
export type Cases = Schema<'Cases'>;
export type Grant = Schema<'GrantAnswer'>;
export type GrantOrder = Schema<'GrantOrder'>;
export type Urgency = Case['urgency'];

export type DailyRun = Schema<'DailyRun'>;
export type DailyRunState = DailyRun['state'];
export type Overview = Schema<'Overview'>;
export type PolicyRow = Schema<'PolicyRow'>;
export type SuspenseItem = Schema<'SuspenseItem'>;
export type TariffRow = Schema<'TariffVersionRow'>;

/** A refusal in the API's words (RFC 9457), with what an answer without a document lacks made explicit. */
export type Problem = {
  readonly status: number;
  readonly title: string;
  readonly detail: string | null;
  readonly code: string | null;
  readonly errors: readonly Schema<'ProblemField'>[];
};

export const languages = ['nl', 'fr', 'de', 'en'] as const satisfies readonly Language[];
export const creditStates = ['in_credit', 'low', 'emergency', 'exhausted'] as const satisfies readonly CreditState[];
export const supplies = ['on', 'limited', 'off', 'ready', 'tripped', 'unknown'] as const satisfies readonly ConfirmedSupply[];
/** The most urgent first. */
export const urgencies = ['off_now', 'ready_to_press', 'limited', 'changes_within_3_days', 'emergency_credit'] as const satisfies readonly Urgency[];
