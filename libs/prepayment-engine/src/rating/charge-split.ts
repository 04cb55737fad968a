import { microEuro, NO_MONEY } from '../money/index.js';
import type { MicroEuro } from '../money/index.js';
import type { CustomerAccount, HouseAccount, JournalEntry, LedgerAccount } from '../ledger/index.js';
import type { DayCharge } from './charge.js';

/** From where a day's charge is taken; the three parts sum to the charge. */
export interface ChargeSplit {
  readonly fromCreditMicroEuro: MicroEuro;
  readonly toDebtSupplyMicroEuro: MicroEuro;
  readonly toDebtProtectedMicroEuro: MicroEuro;
}

/**
 * Takes a charge from the credit first. What is left becomes supply debt; of protected use only as far as
 * `supplyDebtRoomMicroEuro` (the emergency credit still available) goes, the rest becomes protected debt.
 * A negative charge, a correction to the customer's favour, goes to the credit whole.
 */
export function splitCharge(
  totalMicroEuro: MicroEuro,
  creditMicroEuro: MicroEuro,
  isProtectedUse: boolean,
  supplyDebtRoomMicroEuro: MicroEuro,
): ChargeSplit {
  if (totalMicroEuro <= creditMicroEuro) {
    return { fromCreditMicroEuro: totalMicroEuro, toDebtSupplyMicroEuro: NO_MONEY, toDebtProtectedMicroEuro: NO_MONEY };
  }
  const beyondCredit = totalMicroEuro - creditMicroEuro;
  const toSupply = isProtectedUse ? Math.min(beyondCredit, Math.max(0, supplyDebtRoomMicroEuro)) : beyondCredit;
  return {
    fromCreditMicroEuro: creditMicroEuro,
    toDebtSupplyMicroEuro: microEuro(toSupply),
    toDebtProtectedMicroEuro: microEuro(beyondCredit - toSupply),
  };
}

/** From where the difference of a correction is taken; the four parts sum to it. */
export interface CorrectionSplit extends ChargeSplit {
  /** Set aside: no part of credit or supply debt, and not collected until a person has agreed it with the customer. */
  readonly toDebtCorrectionMicroEuro: MicroEuro;
}

/**
 * A charge and its split as plain entries: the sources (credit, supply debt, protected debt, correction debt) are used up
 * in that order by the parts (energy, network, capacity, fixed, levies, VAT). A negative part gives entries the other way.
 */
export function chargeEntries(charge: DayCharge, split: ChargeSplit & Partial<CorrectionSplit>): JournalEntry[] {
  const sources: readonly Lot<CustomerAccount>[] = lotsOf([
    ['credit', split.fromCreditMicroEuro],
    ['debt_supply', split.toDebtSupplyMicroEuro],
    ['debt_protected', split.toDebtProtectedMicroEuro],
    ['debt_correction', split.toDebtCorrectionMicroEuro ?? NO_MONEY],
  ]);
  const parts: Lot<HouseAccount>[] = lotsOf([
    ['supplier_payable_energy', charge.energyMicroEuro],
    ['supplier_payable_network', charge.networkMicroEuro],
    ['supplier_payable_capacity', charge.capacityMicroEuro],
    ['supplier_payable_fixed', charge.fixedMicroEuro],
    ['supplier_payable_levies', charge.leviesMicroEuro],
    ['vat', charge.vatMicroEuro],
  ]);
  // Equal signs are matched with each other; what then remains of mixed signs is cleared among the parts themselves.
  const debits: Lot<LedgerAccount>[] = [...sources.filter(isPositive), ...parts.filter(isNegative).map(opposite)];
  const credits: Lot<LedgerAccount>[] = [...parts.filter(isPositive), ...sources.filter(isNegative).map(opposite)];
  return matched(debits, credits);
}

interface Lot<Account> {
  readonly account: Account;
  readonly amount: number;
}

function lotsOf<Account>(pairs: readonly (readonly [Account, number])[]): Lot<Account>[] {
  return pairs.map(([account, amount]) => ({ account, amount }));
}

const isPositive = (lot: Lot<unknown>): boolean => lot.amount > 0;
const isNegative = (lot: Lot<unknown>): boolean => lot.amount < 0;
const opposite = <Account>(lot: Lot<Account>): Lot<Account> => ({ account: lot.account, amount: -lot.amount });

function matched(debits: readonly Lot<LedgerAccount>[], credits: readonly Lot<LedgerAccount>[]): JournalEntry[] {
  const entries: JournalEntry[] = [];
  const left = credits.map((lot) => lot.amount);
  for (const debit of debits) {
    let open = debit.amount;
    credits.forEach((credit, index) => {
      const amount = Math.min(open, left[index] ?? 0);
      if (amount === 0) return;
      entries.push({ debit: debit.account, credit: credit.account, amountMicroEuro: microEuro(amount), kind: 'charge' });
      open -= amount;
      left[index] = (left[index] ?? 0) - amount;
    });
  }
  return entries;
}
