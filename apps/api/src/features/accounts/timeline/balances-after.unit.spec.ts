import { EMPTY_BALANCES, microEuro, NO_MONEY, postEntries, shownBalance, type JournalEntry } from '@tegoed/prepayment-engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balancesAfter } from './balances-after.js';

/** A top-up to the credit, or a day's use taken from credit first and from supply debt after that. */
const movement = fc.record({ topUp: fc.boolean(), amount: fc.integer({ min: 1, max: 30 }) });

describe('the balance shown after an entry', () => {
  it('is what the engine showed when the entry was made', () => {
    fc.assert(fc.property(fc.array(movement, { minLength: 1, maxLength: 30 }), fc.nat(29), (movements, cut) => {
      let position = { balances: EMPTY_BALANCES, debtSupplyAtZeroMicroEuro: NO_MONEY };
      const history: { row: Parameters<typeof balancesAfter>[0][number]; shown: number; atZeroBefore: typeof NO_MONEY }[] = [];
      for (const { topUp, amount } of movements) {
        const atZeroBefore = position.debtSupplyAtZeroMicroEuro;
        position = postEntries(position, topUp ? [entry('bank', 'credit', amount)] : use(position.balances.creditMicroEuro, amount));
        const { balances } = position;
        history.push({
          row: { entry_no: history.length + 1, credit_after: balances.creditMicroEuro, debt_supply_after: balances.debtSupplyMicroEuro },
          shown: shownBalance(balances, position.debtSupplyAtZeroMicroEuro),
          atZeroBefore,
        });
      }
      const page = history.slice(Math.min(cut, history.length - 1));
      const shown = balancesAfter(page.map(({ row }) => row).toReversed(), page[0]!.atZeroBefore);
      for (const { row, shown: expected } of page) expect(shown.get(row.entry_no)).toBe(expected);
    }));
  });
});

function entry(debit: JournalEntry['debit'], credit: JournalEntry['credit'], amount: number): JournalEntry {
  return { debit, credit, amountMicroEuro: microEuro(amount), kind: debit === 'bank' ? 'top_up' : 'charge' };
}

function use(credit: number, amount: number): JournalEntry[] {
  const fromCredit = Math.min(credit, amount);
  const parts = [fromCredit > 0 ? entry('credit', 'supplier_payable_energy', fromCredit) : null, amount > fromCredit ? entry('debt_supply', 'supplier_payable_energy', amount - fromCredit) : null];
  return parts.filter((part) => part !== null);
}
