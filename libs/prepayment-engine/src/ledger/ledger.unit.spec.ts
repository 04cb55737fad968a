import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { microEuro } from '../money/index.js';
import {
  balanceOf,
  CUSTOMER_ACCOUNTS,
  EMPTY_BALANCES,
  ENTRY_KINDS,
  HOUSE_ACCOUNTS,
  isCustomerAccount,
  isHouseAccount,
  postEntries,
  reversalOf,
  shownBalance,
  trialBalance,
} from './index.js';
import type { JournalEntry, LedgerAccount } from './index.js';

const entry = (debit: LedgerAccount, credit: LedgerAccount, euro: number): JournalEntry => ({
  debit,
  credit,
  amountMicroEuro: microEuro(euro * 1_000_000),
  kind: 'top_up',
});
const fresh = { balances: EMPTY_BALANCES, debtSupplyAtZeroMicroEuro: microEuro(0) };

describe('posting', () => {
  it('carries the balances after each entry', () => {
    const { posted, balances } = postEntries(fresh, [
      entry('bank', 'credit', 20),
      entry('credit', 'supplier_payable_energy', 20),
      entry('debt_supply', 'supplier_payable_energy', 3),
    ]);
    expect(posted.map((line) => line.balancesAfter.creditMicroEuro)).toEqual([20_000_000, 0, 0]);
    expect(balances.debtSupplyMicroEuro).toBe(3_000_000);
  });

  it('throws instead of making credit or a debt negative', () => {
    expect(() => postEntries(fresh, [entry('credit', 'vat', 1)])).toThrow('credit would fall');
    expect(() => postEntries(fresh, [entry('bank', 'debt_old', 1)])).toThrow('debt_old would fall');
    expect(() => postEntries(fresh, [entry('bank', 'credit', 0)])).toThrow(RangeError);
  });

  it('is undone by its reversal', () => {
    const topUp = entry('clearing_cash', 'credit', 12.5);
    expect(postEntries(fresh, [topUp, reversalOf(topUp)]).balances).toEqual(EMPTY_BALANCES);
  });
});

describe('the shown balance', () => {
  it('is the credit, then minus the supply debt made since the credit reached zero', () => {
    const withOldDebt = postEntries(fresh, [entry('debt_supply', 'vat', 60), entry('bank', 'credit', 10)]);
    expect(shownBalance(withOldDebt.balances, withOldDebt.debtSupplyAtZeroMicroEuro)).toBe(10_000_000);
    const atZero = postEntries(withOldDebt, [entry('credit', 'vat', 10)]);
    expect(shownBalance(atZero.balances, atZero.debtSupplyAtZeroMicroEuro)).toBe(0);
    const below = postEntries(atZero, [entry('debt_supply', 'vat', 2.5)]);
    expect(shownBalance(below.balances, below.debtSupplyAtZeroMicroEuro)).toBe(-2_500_000);
  });
});

describe('the chart', () => {
  it('knows each account once, on one side', () => {
    const all: string[] = [...CUSTOMER_ACCOUNTS, ...HOUSE_ACCOUNTS];
    expect(new Set(all).size).toBe(all.length);
    for (const name of all) expect(isCustomerAccount(name)).toBe(!isHouseAccount(name));
    expect(isCustomerAccount('petty_cash') || isHouseAccount('petty_cash')).toBe(false);
  });
});

describe('the trial balance', () => {
  const account = fc.constantFrom<LedgerAccount>(...CUSTOMER_ACCOUNTS, ...HOUSE_ACCOUNTS);
  const anyEntry = fc.record({
    debit: account,
    credit: account,
    amountMicroEuro: fc.integer({ min: 1, max: 1_000_000_000 }).map(microEuro),
    kind: fc.constantFrom(...ENTRY_KINDS),
  });

  it('sums to zero whatever was posted', () => {
    fc.assert(
      fc.property(fc.array(anyEntry), (entries) => {
        expect(trialBalance(entries).sumMicroEuro).toBe(0);
      }),
    );
  });

  it('agrees with the balances after posting', () => {
    const entries = [entry('bank', 'credit', 20), entry('bank', 'debt_supply', 0.5), entry('credit', 'vat', 4)];
    const start = postEntries(fresh, [entry('debt_supply', 'vat', 1)]);
    const end = postEntries(start, entries);
    const { debitMinusCredit } = trialBalance([entry('debt_supply', 'vat', 1), ...entries]);
    expect(debitMinusCredit.get('credit')).toBe(-balanceOf(end.balances, 'credit'));
    expect(debitMinusCredit.get('debt_supply')).toBe(balanceOf(end.balances, 'debt_supply'));
  });
});
