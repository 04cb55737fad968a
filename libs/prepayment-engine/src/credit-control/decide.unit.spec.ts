import { describe, expect, it } from 'vitest';
import { belgianCalendar } from '../calendar/index.js';
import { account, at, controlAt, day, euro, flandersPolicy } from '../made-accounts.spec.js';
import { announcePayment, decide, prepaymentRefusal, requestEmergencyCredit, shippedPolicy } from './index.js';
import type { AccountState, ControlContext, Decision, Policy } from './index.js';

// Monday 14 September 2026, six in the morning: the run of Sunday has just been made.
const monday = at('2026-09-14T06:00');
const control = controlAt(monday);
const wallonia = shippedPolicy('wallonia');
const codes = (decision: Decision) => decision.reasons.map((reason) => reason.code);
const owing = (debt: number, changes: Partial<AccountState> = {}) => account(changes, { debtSupplyMicroEuro: euro(debt) });
const measured = (state: AccountState, context: ControlContext = control) => decide(state, context, 'measured');

describe('the boundaries', () => {
  it.each([
    ['16.01, eight days', account({}, { creditMicroEuro: euro(16.01) }), 'in_credit', 'on'],
    ['16.00, seven days', account({}, { creditMicroEuro: euro(16) }), 'low', 'on'],
    ['5.01 with an unknown use', account({ meanDailyChargeMicroEuro: euro(0) }, { creditMicroEuro: euro(5.01) }), 'in_credit', 'on'],
    ['5.00 with an unknown use', account({ meanDailyChargeMicroEuro: euro(0) }, { creditMicroEuro: euro(5) }), 'low', 'on'],
    ['0.01', account({}, { creditMicroEuro: euro(0.01) }), 'low', 'on'],
    ['0.00', account(), 'low', 'on'],
    ['0.00 with older debt beyond the limit', owing(80, { debtSupplyAtZeroMicroEuro: euro(80) }), 'low', 'on'],
    ['-0.01', owing(0.01), 'emergency', 'on'],
    ['-0.01 with older debt of 49.98', owing(49.99, { debtSupplyAtZeroMicroEuro: euro(49.98) }), 'emergency', 'on'],
    ['a cent below the limit', owing(49.99), 'emergency', 'on'],
    ['exactly at the limit', owing(50), 'exhausted', 'limited'],
    ['a cent beyond the limit', owing(50.01), 'exhausted', 'limited'],
  ])('at %s', (_name, state, creditState, desiredSupply) => {
    expect(measured(state)).toMatchObject({ creditState, desiredSupply });
  });
});

describe('emergency credit', () => {
  it('is the higher of the amount and the energy at the own price', () => {
    expect(control.emergencyOfferMicroEuro).toBe(euro(50));
    expect(controlAt(monday, { utility: 'gas' }).emergencyOfferMicroEuro).toBe(euro(250));
  });

  it('in Wallonia only exists after the customer has taken it', () => {
    const context = controlAt(monday, { policy: wallonia });
    const empty = owing(0.01, { creditState: 'exhausted' });
    expect(measured(empty, context)).toMatchObject({ creditState: 'exhausted', desiredSupply: 'off' });
    expect(codes(measured(empty, context))).toContain('emergency_credit_not_taken');
    const taken = requestEmergencyCredit(empty, context);
    if (taken.kind !== 'taken') throw new Error(taken.why);
    expect([taken.state.emergencyTakenMicroEuro, taken.availableMicroEuro]).toEqual([euro(12), euro(11.99)]);
    expect(measured(taken.state, context)).toMatchObject({ creditState: 'emergency', desiredSupply: 'on' });
    expect(requestEmergencyCredit(taken.state, context)).toEqual({ kind: 'already_taken', availableMicroEuro: euro(11.99), why: 'taken_before' });
  });

  it('is refused in words the channel can say: still in credit, used up, not in this region', () => {
    const context = controlAt(monday, { policy: wallonia });
    expect(requestEmergencyCredit(account({}, { creditMicroEuro: euro(100) }), context)).toEqual({ kind: 'not_needed', availableMicroEuro: euro(12), why: 'still_in_credit' });
    expect(requestEmergencyCredit(owing(11.99, { emergencyTakenMicroEuro: euro(12) }), context)).toMatchObject({ kind: 'already_taken', availableMicroEuro: euro(0.01) });
    expect(requestEmergencyCredit(owing(12, { emergencyTakenMicroEuro: euro(12) }), context)).toEqual({ kind: 'not_available', availableMicroEuro: euro(0), why: 'used_up' });
    const brussels = controlAt(monday, { policy: shippedPolicy('brussels') });
    expect(requestEmergencyCredit(owing(1), brussels)).toEqual({ kind: 'not_available', availableMicroEuro: euro(0), why: 'prepayment_not_allowed' });
  });

  it('in Flanders starts by itself, and a request says what is left', () => {
    expect(requestEmergencyCredit(account({}, { creditMicroEuro: euro(1) }), control)).toEqual({ kind: 'not_needed', availableMicroEuro: euro(50), why: 'starts_by_itself' });
    expect(requestEmergencyCredit(owing(20), control)).toEqual({ kind: 'already_taken', availableMicroEuro: euro(30), why: 'starts_by_itself' });
    expect(requestEmergencyCredit(owing(50), control)).toEqual({ kind: 'not_available', availableMicroEuro: euro(0), why: 'used_up' });
  });

  it('in Wallonia is 15 EUR for gas', () => {
    expect(controlAt(monday, { policy: wallonia, utility: 'gas' }).emergencyOfferMicroEuro).toBe(euro(15));
  });
});

describe('less supply', () => {
  it('waits for the next window, with day and hour', () => {
    const decision = measured(owing(60));
    expect(decision).toMatchObject({ desiredSupply: 'limited', notBefore: at('2026-09-14T10:00') });
    expect(decision.nextSupplyChange).toEqual({ supply: 'limited', at: at('2026-09-14T10:00') });
    expect(codes(decision)).toEqual(['emergency_credit_used_up', 'limited_not_off', 'waits_for_window']);
  });

  it('waits from Thursday afternoon until Monday', () => {
    expect(measured(owing(60, { lastReadDay: day('2026-09-16') }), controlAt(at('2026-09-17T15:00'))).notBefore).toBe(at('2026-09-21T10:00'));
  });

  it('is off only after a recorded decision of the commission', () => {
    expect(measured(owing(900)).desiredSupply).toBe('limited');
    expect(measured(owing(900, { lacDecision: true })).desiredSupply).toBe('off');
    expect(measured(account({ lacDecision: true }, { creditMicroEuro: euro(3) })).desiredSupply).toBe('on');
  });

  it('is limited, not off, in the winter of the commission; who was off stays off', () => {
    const winter = controlAt(at('2026-12-14T06:00'));
    const changes = { lacDecision: true, lastDay: day('2026-12-13'), lastReadDay: day('2026-12-13') };
    expect(measured(owing(900, changes), winter)).toMatchObject({ desiredSupply: 'limited' });
    expect(codes(measured(owing(900, changes), winter))).toContain('season');
    expect(measured(owing(900, { ...changes, confirmedSupply: 'off', desiredSupply: 'off' }), winter).desiredSupply).toBe('off');
  });

  it('is never asked again once the meter confirmed it', () => {
    expect(measured(owing(60, { confirmedSupply: 'tripped', desiredSupply: 'limited' }))).toMatchObject({ desiredSupply: 'limited', notBefore: null, nextSupplyChange: null });
  });
});

describe('gas and exclusive night', () => {
  it.each(['gas', 'exclusive_night'] as const)('%s goes off, because it cannot be limited', (utility) => {
    const decision = measured(owing(400, { utility }), controlAt(monday, { utility }));
    expect(decision).toMatchObject({ creditState: 'exhausted', desiredSupply: 'off', notBefore: at('2026-09-14T10:00') });
  });

  it.each(['2026-11-02', '2027-03-30'])('stay on in the protective season (%s)', (text) => {
    for (const utility of ['gas', 'exclusive_night'] as const) {
      const decision = measured(owing(400, { utility, lastReadDay: day(text) }), controlAt(at(`${text}T11:00`), { utility }));
      expect(decision).toMatchObject({ creditState: 'exhausted', desiredSupply: 'on', notBefore: null });
      expect(codes(decision)).toContain('season');
      expect(decision.nextSupplyChange).toEqual({ supply: 'off', at: at('2027-04-01T10:00') });
    }
  });

  it('may go off in the season where only the legal minimum is kept', () => {
    const legal: Policy = { ...flandersPolicy, general: { ...flandersPolicy.general, gasSeasonMode: 'legal' } };
    const state = owing(400, { utility: 'gas', lastReadDay: day('2026-11-01') });
    expect(measured(state, controlAt(at('2026-11-02T11:00'), { utility: 'gas', policy: legal })).desiredSupply).toBe('off');
  });
});

describe('doubt keeps what the home has', () => {
  const cold = (coldSpell: 'cold' | 'unknown') => controlAt(monday, { calendar: belgianCalendar('flanders', 2026, 2027, { coldSpell }) });
  it.each([
    ['a cold spell', owing(60), cold('cold'), 'measured', 'cold_spell'],
    ['unknown weather', owing(60), cold('unknown'), 'measured', 'cold_spell'],
    ['a day that was not measured', owing(60), control, 'not_measured', 'reading_not_measured'],
    ['a corrected history', owing(60), control, 'corrected', 'history_corrected'],
    ['a reading of more than 48 hours', owing(60, { lastReadDay: day('2026-09-11') }), control, 'as_known', 'reading_stale'],
    ['estimates for more than 48 hours', owing(60, { staleSince: day('2026-09-11') }), control, 'as_known', 'reading_stale'],
    ['a home that was never read', owing(60, { lastReadDay: null }), control, 'as_known', 'reading_stale'],
  ] as const)('%s', (_name, state, context, freshness, code) => {
    const decision = decide(state, context, freshness);
    expect(decision).toMatchObject({ creditState: 'exhausted', desiredSupply: 'on', notBefore: null });
    expect(codes(decision)).toContain(code);
  });

  it('a reading of exactly 48 hours still counts', () => {
    const context = controlAt(at('2026-09-16T00:00'));
    expect(decide(owing(60), context, 'as_known').desiredSupply).toBe('limited');
  });

  it('withdraws a wish that was not carried out, and leaves what was', () => {
    const pending = owing(60, { desiredSupply: 'limited', confirmedSupply: 'on' });
    expect(decide(pending, cold('cold'), 'measured').desiredSupply).toBe('on');
    expect(decide({ ...pending, confirmedSupply: 'limited' }, cold('cold'), 'measured').desiredSupply).toBe('limited');
  });

  it('does not take back a reconnection that was promised', () => {
    const promised = owing(60, { desiredSupply: 'on', confirmedSupply: 'limited' });
    expect(decide(promised, cold('cold'), 'measured').desiredSupply).toBe('on');
  });
});

describe('protection keeps or brings supply on', () => {
  const limited = { desiredSupply: 'limited', confirmedSupply: 'limited' } as const;
  it('until and with the last day', () => {
    expect(measured(owing(60, { ...limited, protectedUntil: day('2026-09-14') }))).toMatchObject({ desiredSupply: 'on', nextReviewAt: at('2026-09-15T00:00') });
    expect(measured(owing(60, { ...limited, protectedUntil: day('2026-09-13') })).desiredSupply).toBe('limited');
  });

  it('in a moratorium', () => {
    const calendar = belgianCalendar('flanders', 2026, 2027, { coldSpell: 'mild', moratoria: [{ utility: null, from: day('2026-09-01'), until: day('2026-09-30') }] });
    expect(measured(owing(60, limited), controlAt(monday, { calendar })).desiredSupply).toBe('on');
  });

  it('in Brussels always, where prepayment cannot even be switched on', () => {
    const brussels = controlAt(monday, { policy: shippedPolicy('brussels') });
    expect(prepaymentRefusal(brussels)).toBe('prepayment_not_allowed');
    expect(measured(owing(9000, { lacDecision: true }), brussels).desiredSupply).toBe('on');
  });

  it('for three working days after "I have paid", once', () => {
    const friday = controlAt(at('2026-09-18T16:00'));
    const announced = announcePayment(owing(60, { ...limited, lastReadDay: day('2026-09-17') }), friday);
    if (announced.kind === 'refused') throw new Error(announced.why);
    expect(announced.state.paymentUnderWayUntil).toBe(at('2026-09-24T00:00'));
    expect(measured(announced.state, friday).desiredSupply).toBe('on');
    expect(announcePayment(announced.state, friday)).toEqual({ kind: 'refused', why: 'already_announced' });
    const after = controlAt(at('2026-09-24T00:00'));
    expect(measured({ ...announced.state, lastReadDay: day('2026-09-22') }, after).desiredSupply).toBe('limited');
    const wild = { ...announced.state, balances: { ...announced.state.balances, debtProtectedMicroEuro: euro(100) } };
    expect(measured(wild, friday).desiredSupply).toBe('limited');
  });
});

describe('the outlook', () => {
  it('counts the days until the balance reaches zero', () => {
    const decision = measured(account({}, { creditMicroEuro: euro(7) }));
    expect(decision).toMatchObject({ daysLeft: 3, runsOutOn: '2026-09-17' });
  });

  it('counts the weekly instalment as use', () => {
    const state = account({ instalmentMicroEuro: euro(7) }, { creditMicroEuro: euro(6), debtOldMicroEuro: euro(70) });
    expect(measured(state)).toMatchObject({ daysLeft: 1, runsOutOn: '2026-09-15' });
  });

  it('counts from the last settled day, not from today', () => {
    const state = account({ lastDay: day('2026-09-11') }, { creditMicroEuro: euro(10) });
    expect(measured(state)).toMatchObject({ daysLeft: 2, runsOutOn: '2026-09-16' });
  });

  it('says when supply would change, after the emergency credit, in a window', () => {
    // 4 + 50 EUR at 2 EUR a day last 27 days, until 10 October; that is seen on Sunday 11, the window opens on Monday.
    const decision = measured(account({}, { creditMicroEuro: euro(4) }));
    expect(decision.nextSupplyChange).toEqual({ supply: 'limited', at: at('2026-10-12T10:00') });
  });

  it('is unknown while the use is', () => {
    expect(measured(account({ meanDailyChargeMicroEuro: euro(0) }, { creditMicroEuro: euro(4) }))).toMatchObject({ daysLeft: null, runsOutOn: null, nextSupplyChange: null });
  });

  it('names the amounts that keep supply on and bring it back', () => {
    expect(measured(account({}, { creditMicroEuro: euro(6) })).amountToStayOnMicroEuro).toBe(0);
    expect(measured(account({}, { creditMicroEuro: euro(5) })).amountToStayOnMicroEuro).toBe(euro(1));
    const off = measured(owing(60, { desiredSupply: 'limited', confirmedSupply: 'limited' }));
    expect(off.amountToGetBackOnMicroEuro).toBe(euro(3.08));
    expect(measured(account()).amountToGetBackOnMicroEuro).toBeNull();
  });
});
