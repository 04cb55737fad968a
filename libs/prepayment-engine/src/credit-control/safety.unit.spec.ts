import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, belgianCalendar, daysBetween, instant, isInCutWindow, isInYearlySeason, startOfDay, supplyDayOf } from '../calendar/index.js';
import { account, day } from '../made-accounts.spec.js';
import { microEuro } from '../money/index.js';
import { decide, isLessSupply, prepareControl, shippedPolicy, suppliedNow } from './index.js';
import type { AccountState, ControlContext, Freshness } from './index.js';

const first = day('2026-01-01');
const money = fc.nat(400_000_000).map(microEuro);
const maybeDay = fc.option(fc.integer({ min: -5, max: 5 }), { freq: 1 });

interface Situation {
  readonly state: AccountState;
  readonly context: ControlContext;
  readonly freshness: Freshness;
}

const situation: fc.Arbitrary<Situation> = fc
  .record({
    minutes: fc.integer({ min: 10 * 1440, max: 710 * 1440 }),
    region: fc.constantFrom('flanders', 'wallonia', 'brussels'),
    utility: fc.constantFrom('electricity', 'gas', 'exclusive_night'),
    coldSpell: fc.constantFrom('mild', 'mild', 'mild', 'cold', 'unknown'),
    freshness: fc.constantFrom<Freshness>('measured', 'as_known', 'not_measured', 'corrected'),
    credit: fc.oneof(fc.constant(microEuro(0)), money),
    debtSupply: money,
    debtProtected: money,
    confirmedSupply: fc.constantFrom('on', 'limited', 'off', 'ready', 'tripped', 'unknown'),
    desiredSupply: fc.constantFrom('on', 'limited', 'off'),
    lacDecision: fc.boolean(),
    protectedOffset: maybeDay,
    holdOffset: maybeDay,
    readOffset: fc.integer({ min: -5, max: -1 }),
    isStale: fc.boolean(),
    moratorium: fc.boolean(),
  })
  .map((made) => {
    const now = instant(startOfDay(first) + made.minutes * 60_000);
    const today = supplyDayOf(now);
    const lastReadDay = addDays(today, made.readOffset);
    const moratoria = made.moratorium ? [{ utility: null, from: today, until: today }] : [];
    const calendar = belgianCalendar(made.region, 2026, 2028, { coldSpell: made.coldSpell, moratoria });
    const state = account(
      {
        utility: made.utility,
        lastDay: addDays(today, -1),
        lastReadDay,
        confirmedSupply: made.confirmedSupply,
        desiredSupply: made.desiredSupply,
        lacDecision: made.lacDecision,
        protectedUntil: made.protectedOffset === null ? null : addDays(today, made.protectedOffset),
        paymentUnderWayUntil: made.holdOffset === null ? null : startOfDay(addDays(today, made.holdOffset)),
        staleSince: made.isStale ? lastReadDay : null,
      },
      { creditMicroEuro: made.credit, debtSupplyMicroEuro: made.debtSupply, debtProtectedMicroEuro: made.debtProtected },
    );
    const policy = shippedPolicy(made.region);
    return { state, context: prepareControl({ policy, calendar, utility: made.utility, tariff: null, now }), freshness: made.freshness };
  });

describe('whatever the situation, less supply than the meter confirmed', () => {
  const lowered = (check: (made: Situation, notBefore: number) => void) => () => {
    let count = 0;
    fc.assert(
      fc.property(situation, (made) => {
        const decision = decide(made.state, made.context, made.freshness);
        if (!isLessSupply(decision.desiredSupply, suppliedNow(made.state.confirmedSupply))) return;
        count += 1;
        if (decision.notBefore === null) throw new Error('less supply without a moment');
        check(made, decision.notBefore);
      }),
      { numRuns: 4000 },
    );
    // The property says nothing when the situations never lead to less supply.
    expect(count).toBeGreaterThan(5);
  };

  it('only comes in a window', lowered(({ context }, notBefore) => {
    expect(notBefore).toBeGreaterThanOrEqual(context.now);
    expect(isInCutWindow(context.calendar, context.general, instant(notBefore))).toBe(true);
  }));

  it('never comes in the cold, on unknown weather, in a moratorium or where prepayment does not exist', lowered(({ context }) => {
    expect(context.calendar.coldSpell).toBe('mild');
    expect(context.moratorium).toBeNull();
    expect(context.policy.region).not.toBe('brussels');
  }));

  it('never comes to a protected home or with a payment under way', lowered(({ state, context }) => {
    const today = supplyDayOf(context.now);
    if (state.protectedUntil !== null) expect(daysBetween(state.protectedUntil, today)).toBeGreaterThan(0);
    const isPaymentUnderWay = state.paymentUnderWayUntil !== null && state.paymentUnderWayUntil > context.now;
    if (isPaymentUnderWay) expect(state.balances.debtProtectedMicroEuro).toBeGreaterThanOrEqual(100_000_000);
  }));

  it('never comes on a reading that is stale, estimated or corrected', lowered(({ state, context, freshness }) => {
    expect(['measured', 'as_known']).toContain(freshness);
    const knownUntil = state.staleSince ?? addDays(state.lastReadDay ?? first, 1);
    expect(context.now - startOfDay(knownUntil)).toBeLessThanOrEqual(48 * 3_600_000);
  }));

  it('never comes to gas or night heating in the season, and never is off for electricity without the commission', lowered(({ state, context }) => {
    const today = supplyDayOf(context.now);
    if (state.utility !== 'electricity') expect(isInYearlySeason(today, { from: '11-01', until: '03-31' })).toBe(false);
    const decision = decide(state, context, 'measured');
    if (state.utility === 'electricity' && context.policy.region === 'flanders' && decision.desiredSupply === 'off') {
      expect(state.lacDecision && !isInYearlySeason(today, { from: '12-01', until: '03-01' })).toBe(true);
    }
  }));

  it('never comes while there is credit', lowered(({ state }) => {
    expect(state.balances.creditMicroEuro).toBe(0);
  }));
});
