import { EMPTY_BALANCES, microEuro, shownBalance, supplyDebtAtZero, type MicroEuro } from '@tegoed/prepayment-engine';
import type { EntryAfter } from './timeline-kind.js';

/**
 * The balance that every channel showed after each entry. The rows hold credit and supply debt; the third thing that
 * the balance needs, the supply debt when the credit reached zero, follows from the entries before: `debtAtZero` is
 * its value just before the first of them.
 */
export function balancesAfter(entries: readonly EntryAfter[], debtAtZero: MicroEuro): Map<number, MicroEuro> {
  const shown = new Map<number, MicroEuro>();
  let atZero = debtAtZero;
  for (const entry of entries.toSorted((a, b) => a.entry_no - b.entry_no)) {
    const balances = { ...EMPTY_BALANCES, creditMicroEuro: microEuro(entry.credit_after), debtSupplyMicroEuro: microEuro(entry.debt_supply_after) };
    atZero = supplyDebtAtZero(balances, atZero);
    shown.set(entry.entry_no, shownBalance(balances, atZero));
  }
  return shown;
}
