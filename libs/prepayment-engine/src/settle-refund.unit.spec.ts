import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { account, at, euro, flandersPolicy, mild, plainTariff } from './made-accounts.spec.js';
import { settleGivenBack, settleRefund } from './index.js';
import type { AccountState } from './index.js';

const world = { policy: flandersPolicy, calendar: mild, tariff: plainTariff('electricity'), now: at('2026-09-14T11:00'), fundedFrom: 'clearing_stripe' } as const;
const refund = (state: AccountState, amount: number) => settleRefund({ ...world, state, amountMicroEuro: euro(amount) });

describe('a refund', () => {
  it('comes out of the credit', () => {
    const { state, entries } = refund(account({}, { creditMicroEuro: euro(30) }), 20);
    expect(state.balances).toMatchObject({ creditMicroEuro: euro(10), debtReturnedMicroEuro: euro(0) });
    expect(entries).toEqual([{ debit: 'credit', credit: 'clearing_stripe', amountMicroEuro: euro(20), kind: 'refund' }]);
  });

  it('of money that was used up already becomes a debt, and nobody is cut for it on that day', () => {
    const { state, decision } = refund(account({}, { creditMicroEuro: euro(5) }), 20);
    expect(state.balances).toMatchObject({ creditMicroEuro: euro(0), debtReturnedMicroEuro: euro(15) });
    expect(decision.desiredSupply).toBe('on');
  });

  it('of nothing is a bug', () => {
    expect(() => refund(account(), 0)).toThrow('refund of 0');
  });
});

it('gives back what it took: a refund that fails leaves the balances as they were', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 9_000 }), fc.integer({ min: 1, max: 9_000 }), (creditCents, refundCents) => {
    const before = account({}, { creditMicroEuro: euro(creditCents / 100) });
    const taken = refund(before, refundCents / 100);
    const hadBecomeDebtMicroEuro = taken.state.balances.debtReturnedMicroEuro;
    const given = settleGivenBack({ ...world, state: taken.state, amountMicroEuro: euro(refundCents / 100), hadBecomeDebtMicroEuro });
    expect(given.state.balances).toEqual(before.balances);
  }));
});

it('gives back to the debt only what still stands of it, and the rest as credit', () => {
  const state = account({}, { debtReturnedMicroEuro: euro(4) });
  const { state: after } = settleGivenBack({ ...world, state, amountMicroEuro: euro(20), hadBecomeDebtMicroEuro: euro(20) });
  expect(after.balances).toMatchObject({ debtReturnedMicroEuro: euro(0), creditMicroEuro: euro(16) });
});
