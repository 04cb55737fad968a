import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountStateOf, stateColumnsOf, type AccountStateColumns } from './account-state-row.js';

const money = fc.integer({ min: 0, max: 10_000_000_000 });
const day = fc.option(fc.constantFrom('2026-03-28', '2026-11-23', '2027-02-01'));
const register = fc.integer({ min: 0, max: 99_999_999_999 });

const row: fc.Arbitrary<AccountStateColumns> = fc.record({
  utility: fc.constantFrom('electricity', 'gas', 'exclusive_night'),
  credit_micro_euro: money, debt_supply_micro_euro: money, debt_protected_micro_euro: money, debt_old_micro_euro: money,
  debt_returned_micro_euro: money, debt_correction_micro_euro: money, debt_supply_at_zero_micro_euro: money,
  mean_daily_charge_micro_euro: money, emergency_taken_micro_euro: money, instalment_micro_euro: money, repaid_in_month_micro_euro: money,
  last_day: day, last_read_day: day, stale_since: day, protected_until: day,
  payment_under_way_until: fc.option(fc.constant('2026-11-25T22:59:59.000Z')),
  offtake1: register, offtake2: fc.option(register), injection1: fc.option(register), injection2: fc.option(register),
  instalment_week: fc.option(fc.constant('2026-W48')), repaid_month: fc.option(fc.constant('2026-11')),
  credit_state: fc.constantFrom('in_credit', 'low', 'emergency', 'exhausted'),
  desired_supply: fc.constantFrom('on', 'limited', 'off'),
  confirmed_supply: fc.constantFrom('on', 'limited', 'off', 'ready', 'tripped', 'unknown'),
  warned_days_left: fc.constantFrom(null, 0, 1, 3, 7), repayment_share_basis_points: fc.option(fc.integer({ min: 0, max: 3500 })),
  lac_decision: fc.boolean(),
});

describe('the row of an account state', () => {
  it('comes back unchanged after a walk through the engine’s type', () => {
    fc.assert(fc.property(row, (columns) => {
      expect(stateColumnsOf(accountStateOf(columns))).toEqual(columns);
    }));
  });

  it('reads an instant the same from a row (milliseconds) and from jsonb (text with an offset)', () => {
    const sample = fc.sample(row, 1)[0]!;
    const fromRow = accountStateOf({ ...sample, payment_under_way_until: Date.UTC(2026, 10, 25, 22) });
    const fromJson = accountStateOf({ ...sample, payment_under_way_until: '2026-11-25T22:00:00+00:00' });
    expect(fromRow.paymentUnderWayUntil).toBe(fromJson.paymentUnderWayUntil);
  });

  it('has no registers as long as the first one is unknown', () => {
    const sample = fc.sample(row, 1)[0]!;
    expect(accountStateOf({ ...sample, offtake1: null }).registers).toBeNull();
  });

  it('refuses money that is not a whole number of micro-euro', () => {
    const sample = fc.sample(row, 1)[0]!;
    expect(() => accountStateOf({ ...sample, credit_micro_euro: 0.5 })).toThrow(RangeError);
  });
});
