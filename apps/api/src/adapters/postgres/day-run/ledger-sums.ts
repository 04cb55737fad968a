import type { DayResult } from './day-result.js';

/**
 * The general ledger lines of a batch of charges and instalments: micro-euro per account of the closed chart, debit
 * positive and credit negative. What customers lose and owe stands against what the supplier, the grid and the state get,
 * so the amounts sum to zero.
 */
export function ledgerSums(results: readonly DayResult[]): ReadonlyMap<string, number> {
  let credit = 0, supply = 0, protectedDebt = 0, old = 0, energy = 0, network = 0, capacity = 0, fixed = 0, levies = 0, vat = 0;
  for (const { charge, fromCreditMicroEuro, toDebtSupplyMicroEuro, toDebtProtectedMicroEuro, instalmentMicroEuro } of results) {
    credit += fromCreditMicroEuro + instalmentMicroEuro;
    supply += toDebtSupplyMicroEuro;
    protectedDebt += toDebtProtectedMicroEuro;
    old -= instalmentMicroEuro;
    energy -= charge.energyMicroEuro;
    network -= charge.networkMicroEuro;
    capacity -= charge.capacityMicroEuro;
    fixed -= charge.fixedMicroEuro;
    levies -= charge.leviesMicroEuro;
    vat -= charge.vatMicroEuro;
  }
  return new Map([
    ['credit', credit], ['debt_supply', supply], ['debt_protected', protectedDebt], ['debt_old', old], ['supplier_payable_energy', energy],
    ['supplier_payable_network', network], ['supplier_payable_capacity', capacity], ['supplier_payable_fixed', fixed],
    ['supplier_payable_levies', levies], ['vat', vat],
  ]);
}
