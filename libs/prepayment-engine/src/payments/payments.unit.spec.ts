import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_BALANCES } from '../ledger/index.js';
import type { CustomerBalances } from '../ledger/index.js';
import { microEuro, sumMoney } from '../money/index.js';
import { paymentEntries, returnEntry, splitTopUp, topUpForCredit, withdrawalEntry } from './index.js';
import type { RepaymentRule } from './index.js';

const euro = (value: number) => microEuro(Math.round(value * 1_000_000));
const rule: RepaymentRule = {
  shareBasisPoints: 3500,
  kneeMicroEuro: euro(50),
  ceilingLeftMicroEuro: euro(75),
  protectedDebtCaseMicroEuro: euro(100),
};
const owing = (debts: Partial<CustomerBalances>): CustomerBalances => ({ ...EMPTY_BALANCES, ...debts });
const debt100 = owing({ debtSupplyMicroEuro: euro(100) });

describe('a top-up repays debt', () => {
  it.each([
    ['20 with a debt of 100', 20, debt100, rule, 13, 7],
    ['80 with a debt of 100', 80, debt100, rule, 32.5, 47.5],
    ['50, exactly the knee', 50, debt100, rule, 32.5, 17.5],
    ['50.01, a cent above it', 50.01, debt100, rule, 32.5, 17.51],
    ['20 without debt', 20, owing({}), rule, 20, 0],
    ['20 with a debt of 3', 20, owing({ debtSupplyMicroEuro: euro(3) }), rule, 17, 3],
    ['0.01, too little to share', 0.01, debt100, rule, 0.01, 0],
    ['0.05, rounded down to whole cents', 0.05, debt100, rule, 0.04, 0.01],
    ['80 when 10 is left of the ceiling', 80, debt100, { ...rule, ceilingLeftMicroEuro: euro(10) }, 70, 10],
    ['80 when the ceiling is reached', 80, debt100, { ...rule, ceilingLeftMicroEuro: euro(0) }, 80, 0],
    ['80 with a share lowered to 10 % on all', 80, debt100, { ...rule, shareBasisPoints: 1000, kneeMicroEuro: null }, 72, 8],
    ['20 with a share of 100 %', 20, debt100, { ...rule, shareBasisPoints: 10_000 }, 0.01, 19.99],
    ['20 with old debt only', 20, owing({ debtOldMicroEuro: euro(80) }), rule, 20, 0],
    ['20 with a correction only', 20, owing({ debtCorrectionMicroEuro: euro(80) }), rule, 20, 0],
    ['20 with protected debt of 100', 20, owing({ debtProtectedMicroEuro: euro(100) }), rule, 13, 7],
    ['20 with protected debt above 100', 20, owing({ debtProtectedMicroEuro: euro(100.01) }), rule, 20, 0],
  ])('%s', (_name, amount, balances, terms, toCredit, toDebt) => {
    const split = splitTopUp(euro(amount), balances, terms);
    expect(split.toCreditMicroEuro).toBe(euro(toCredit));
    expect(sumMoney(split.repayments.map((repayment) => repayment.amountMicroEuro))).toBe(euro(toDebt));
  });

  it('repays supply debt, then protected debt, then returned money', () => {
    const balances = owing({ debtSupplyMicroEuro: euro(2), debtProtectedMicroEuro: euro(3), debtReturnedMicroEuro: euro(9) });
    expect(splitTopUp(euro(20), balances, rule).repayments).toEqual([
      { debt: 'debt_supply', amountMicroEuro: euro(2) },
      { debt: 'debt_protected', amountMicroEuro: euro(3) },
      { debt: 'debt_returned', amountMicroEuro: euro(2) },
    ]);
  });
});

const anyBalances = fc.record({
  creditMicroEuro: fc.constant(euro(0)),
  debtSupplyMicroEuro: fc.nat(300_000_000).map(microEuro),
  debtProtectedMicroEuro: fc.nat(150_000_000).map(microEuro),
  debtOldMicroEuro: fc.nat(900_000_000).map(microEuro),
  debtReturnedMicroEuro: fc.nat(60_000_000).map(microEuro),
  debtCorrectionMicroEuro: fc.nat(60_000_000).map(microEuro),
});
const anyRule = fc.record({
  shareBasisPoints: fc.nat(10_000),
  kneeMicroEuro: fc.option(fc.nat(100_000_000).map(microEuro)),
  ceilingLeftMicroEuro: fc.nat(100_000_000).map(microEuro),
  protectedDebtCaseMicroEuro: fc.constant(euro(100)),
});

describe('any top-up', () => {
  it('is neither lost nor made, and always leaves credit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500_000_000 }), anyBalances, anyRule, (amount, balances, terms) => {
        const split = splitTopUp(microEuro(amount), balances, terms);
        const entries = paymentEntries(split, 'top_up', 'bank');
        expect(sumMoney(entries.map((entry) => entry.amountMicroEuro))).toBe(amount);
        expect(split.toCreditMicroEuro).toBeGreaterThan(0);
        for (const { debt, amountMicroEuro } of split.repayments) {
          const owed = debt === 'debt_supply' ? balances.debtSupplyMicroEuro : debt === 'debt_protected' ? balances.debtProtectedMicroEuro : balances.debtReturnedMicroEuro;
          expect(amountMicroEuro).toBeLessThanOrEqual(owed);
        }
      }),
    );
  });

  // The amount is rounded up to a cent and the share of it down to a cent, so what remains is less than two cents too much.
  it('of the amount we name gives the credit we promise, and less than two cents above it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000_000 }), anyBalances, anyRule, (needed, balances, terms) => {
        const amount = topUpForCredit(microEuro(needed), balances, terms);
        expect(amount % 10_000).toBe(0);
        const { toCreditMicroEuro } = splitTopUp(amount, balances, terms);
        expect(toCreditMicroEuro).toBeGreaterThanOrEqual(needed);
        expect(toCreditMicroEuro).toBeLessThan(needed + 20_000);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    [13, debt100, 20],
    [32.5, debt100, 50],
    [40, debt100, 115],
    [5, owing({}), 5],
    [5, owing({ debtSupplyMicroEuro: euro(1) }), 6],
  ])('for %d of credit', (needed, balances, amount) => expect(topUpForCredit(euro(needed), balances, rule)).toBe(euro(amount)));
});

describe('returned and refunded money', () => {
  it('becomes a debt of its own and leaves the credit alone', () => {
    expect(returnEntry(euro(20), 'bank')).toEqual({ debit: 'debt_returned', credit: 'bank', amountMicroEuro: euro(20), kind: 'payment_returned' });
  });

  it('is paid back at most as far as there is credit', () => {
    expect(withdrawalEntry(euro(30), euro(12.5), 'refund')).toEqual({ debit: 'credit', credit: 'refund_payable', amountMicroEuro: euro(12.5), kind: 'refund' });
    expect(withdrawalEntry(euro(5), euro(12.5), 'move')).toEqual({ debit: 'credit', credit: 'suspense', amountMicroEuro: euro(5), kind: 'move' });
    expect(withdrawalEntry(euro(30), euro(0), 'refund')).toBeNull();
  });
});
