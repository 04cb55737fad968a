import type { Region, SupplyDay, Utility } from '../../calendar/index.js';
import type { GeneralRules, UtilityRules } from './policy.js';

/** How sure a value is: read in a source in force, read in an old source, or chosen without one. */
export type ValueStatus = 'verified' | 'old' | 'guess';

/** A value of a policy with where it comes from. */
export interface PolicyValue<T> {
  readonly value: T;
  readonly status: ValueStatus;
  readonly source: string;
}

/** Each field of a set of rules as a sourced value. */
export type Sourced<Rules> = { readonly [Field in keyof Rules]: PolicyValue<Rules[Field]> };

/** What law and regulator say for a region: complete, kept by the platform. */
export interface LawLayer {
  readonly general: Sourced<GeneralRules>;
  readonly utilities: Readonly<Record<Utility, Sourced<UtilityRules>>>;
}

/** What an organisation does for its customers beyond the law: any part, only to the customer's favour. */
export interface HouseLayer {
  readonly general?: Partial<Sourced<GeneralRules>>;
  readonly utilities?: Partial<Record<Utility, Partial<Sourced<UtilityRules>>>>;
}

/** A dated policy of one region in its two layers. */
export interface PolicyDocument {
  readonly id: string;
  readonly region: Region;
  readonly validFrom: SupplyDay;
  readonly validUntil: SupplyDay | null;
  readonly law: LawLayer;
  readonly house: HouseLayer;
}

/** A value with its status and source, for policy documents. */
export function sourced<T>(value: T, status: ValueStatus, source: string): PolicyValue<T> {
  return { value, status, source };
}
