/** What a stretch of days of one meter shows; use and injection in Wh or dm3, one entry per measured day. */
export interface MeterHistory {
  readonly hasNightRegister: boolean;
  /** Solar panels or another source are declared on the connection. */
  readonly isInjectionDeclared: boolean;
  readonly days: readonly { readonly day: number; readonly night: number; readonly injection: number }[];
}

/** A reason for somebody to look at a meter. None of them ever changes a charge or lowers supply. */
export type Suspicion = 'zero_for_long' | 'undeclared_injection' | 'tariff_contact_stuck';

const LONG_DAYS = 14;
/** Below this a display or a capacitor may have turned the meter back: half a kWh over all days. */
const INJECTION_WH = 500;
/** So much on one register while the other stands still is no empty house. */
const CLEAR_USE = 10_000;

/**
 * What is odd about a meter over its last days: nothing used for two weeks, injection that nobody declared, or a contact
 * between day and night tariff that no longer switches (all use on one of the two registers for two weeks).
 */
export function suspicionsOf({ hasNightRegister, isInjectionDeclared, days }: MeterHistory): Suspicion[] {
  const sum = (of: 'day' | 'night' | 'injection'): number => days.reduce((total, each) => total + each[of], 0);
  const [day, night, injection] = [sum('day'), sum('night'), sum('injection')];
  const isLong = days.length >= LONG_DAYS;
  const isStuck = isLong && hasNightRegister && ((day >= CLEAR_USE && night === 0) || (night >= CLEAR_USE && day === 0));
  return [
    ...(isLong && day + night === 0 ? ['zero_for_long' as const] : []),
    ...(!isInjectionDeclared && injection > INJECTION_WH ? ['undeclared_injection' as const] : []),
    ...(isStuck ? ['tariff_contact_stuck' as const] : []),
  ];
}
