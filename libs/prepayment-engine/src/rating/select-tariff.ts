import type { SupplyDay } from '../calendar/index.js';
import type { TariffVersion } from './tariff.js';

/** The one version valid on a day; or that there is none, or more than one. */
export type TariffChoice =
  | { readonly kind: 'tariff'; readonly tariff: TariffVersion }
  | { readonly kind: 'no_tariff'; readonly why: 'missing' | 'overlapping' };

/**
 * Picks the version that is valid on the day from the versions of one price book. A day without exactly one is not
 * rated: an old price is never used silently.
 */
export function selectTariff(versions: readonly TariffVersion[], day: SupplyDay): TariffChoice {
  const valid = versions.filter((version) => isValidOn(version, day));
  const [tariff, second] = valid;
  if (tariff === undefined) return { kind: 'no_tariff', why: 'missing' };
  if (second !== undefined) return { kind: 'no_tariff', why: 'overlapping' };
  return { kind: 'tariff', tariff };
}

/** True when the version is valid on the day; both ends count. */
export function isValidOn(version: TariffVersion, day: SupplyDay): boolean {
  return version.validFrom <= day && (version.validUntil === null || day <= version.validUntil);
}
