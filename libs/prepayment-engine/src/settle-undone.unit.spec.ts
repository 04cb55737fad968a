import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { account, at, euro, flandersPolicy, mild, plainTariff } from './made-accounts.spec.js';
import { NO_MONEY, settlePayment, settleUndone } from './index.js';

const world = { policy: flandersPolicy, calendar: mild, tariff: plainTariff('electricity'), now: at('2026-09-14T11:00') } as const;
const topUp = { ...world, kind: 'top_up', fundedFrom: 'bank', householdRepaidInMonthMicroEuro: NO_MONEY } as const;

describe('a payment that is undone', () => {
  it('leaves what it had used up as a debt of its own, and nobody is cut for it on that day', () => {
    const paid = settlePayment({ ...topUp, state: account(), amountMicroEuro: euro(20) });
    const used = { ...paid.state, balances: { ...paid.state.balances, creditMicroEuro: euro(5) } };
    const { state, decision, entries } = settleUndone({ ...world, state: used, booked: paid.entries, fundedFrom: 'suspense' });
    expect(state.balances).toMatchObject({ creditMicroEuro: euro(0), debtReturnedMicroEuro: euro(15) });
    expect(entries.map(({ debit, credit }) => [debit, credit])).toEqual([['credit', 'suspense'], ['debt_returned', 'suspense']]);
    expect(decision.desiredSupply).toBe('on');
  });

  it('of nothing is a bug', () => {
    expect(() => settleUndone({ ...world, state: account(), booked: [], fundedFrom: 'suspense' })).toThrow('nothing to undo');
  });

  it('leaves every balance, and what was repaid in the month, as if it had never been', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 30_000 }), (cents, debtCents, creditCents) => {
      const before = account({}, { creditMicroEuro: euro(creditCents / 100), debtSupplyMicroEuro: euro(debtCents / 100) });
      const paid = settlePayment({ ...topUp, state: before, amountMicroEuro: euro(cents / 100) });
      const { state } = settleUndone({ ...world, state: paid.state, booked: paid.entries, fundedFrom: 'suspense' });
      expect(state.balances).toEqual(before.balances);
      expect(state.repaidInMonthMicroEuro).toBe(before.repaidInMonthMicroEuro);
    }));
  });
});
