import type { Utility } from '../../calendar/index.js';
import type { Direction } from './directions.js';
import { GENERAL_DIRECTIONS, hasShapeOf, isAllowed, UTILITY_DIRECTIONS } from './directions.js';
import type { PolicyDocument, PolicyValue } from './layers.js';
import type { GeneralRules, Policy, UtilityRules } from './policy.js';

/** Why a value of a house is refused. */
export interface PolicyViolation {
  /** For example `general.repaymentShareBasisPoints` or `gas.emergencyAmountMicroEuro`. */
  readonly field: string;
  readonly why: 'unknown_field' | 'wrong_type' | 'against_the_customer';
}

/** The rules in force, or all violations of the document. */
export type PolicyOutcome =
  | { readonly kind: 'policy'; readonly policy: Policy }
  | { readonly kind: 'refused'; readonly violations: readonly PolicyViolation[] };

/** Every kind of supply a policy has rules for. */
export const UTILITIES = ['electricity', 'gas', 'exclusive_night'] as const satisfies readonly Utility[];

/**
 * Lays the house over the law. A value of the house must be known, of the right type and move the law only to the
 * customer's favour; otherwise the whole document is refused with every violation named.
 * Repeating a value of the law is allowed: so a house confirms a guess with its own source.
 */
export function mergePolicy(document: PolicyDocument): PolicyOutcome {
  const { id, region, validFrom, validUntil, law, house } = document;
  const general = mergeSection<GeneralRules>('general', law.general, house.general ?? {}, GENERAL_DIRECTIONS);
  const perUtility = UTILITIES.map((utility) =>
    mergeSection<UtilityRules>(utility, law.utilities[utility], house.utilities?.[utility] ?? {}, UTILITY_DIRECTIONS),
  );
  const [electricity, gas, exclusiveNight] = perUtility;
  if (electricity === undefined || gas === undefined || exclusiveNight === undefined) throw new Error('a utility is missing');
  const sections = [general, ...perUtility];
  const violations = sections.flatMap((section) => section.violations);
  if (violations.length > 0) return { kind: 'refused', violations };
  const utilities = { electricity: electricity.rules, gas: gas.rules, exclusive_night: exclusiveNight.rules };
  const guesses = sections.flatMap((section) => section.guesses);
  return { kind: 'policy', policy: { id, region, validFrom, validUntil, general: general.rules, utilities, guesses } };
}

interface MergedSection<Rules> {
  readonly rules: Rules;
  readonly guesses: string[];
  readonly violations: PolicyViolation[];
}

function mergeSection<Rules extends object>(
  name: string,
  law: { readonly [Field in keyof Rules]: PolicyValue<unknown> },
  house: { readonly [Field in keyof Rules]?: PolicyValue<unknown> },
  directions: Readonly<Record<keyof Rules, Direction>>,
): MergedSection<Rules> {
  const rules: Partial<Record<keyof Rules, unknown>> = {};
  const guesses: string[] = [];
  const violations: PolicyViolation[] = [];
  for (const field of Object.keys(house)) {
    if (!Object.hasOwn(directions, field)) violations.push({ field: `${name}.${field}`, why: 'unknown_field' });
  }
  for (const field of Object.keys(directions) as (keyof Rules & string)[]) {
    const chosen = house[field] ?? law[field];
    const why = violationOf(directions[field], law[field].value, chosen.value);
    if (why !== null) violations.push({ field: `${name}.${field}`, why });
    if (chosen.status === 'guess') guesses.push(`${name}.${field}`);
    rules[field] = chosen.value;
  }
  return { rules: rules as Rules, guesses, violations };
}

function violationOf(direction: Direction, law: unknown, chosen: unknown): PolicyViolation['why'] | null {
  if (!hasShapeOf(law, chosen)) return 'wrong_type';
  return isAllowed(direction, law, chosen) ? null : 'against_the_customer';
}
