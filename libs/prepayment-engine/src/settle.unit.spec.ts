import { describe, expect, it } from 'vitest';
import { addDays, belgianCalendar, startOfDay } from './calendar/index.js';
import type { CalendarData, Instant, SupplyDay } from './calendar/index.js';
import { shippedPolicy } from './credit-control/index.js';
import type { AccountState, Policy } from './credit-control/index.js';
import { shownBalance, trialBalance } from './ledger/index.js';
import type { CustomerBalances } from './ledger/index.js';
import { account, at, day, euro, flandersPolicy, gasMeter, meter, mild, plainTariff, readingAfter } from './made-accounts.spec.js';
import type { DayReading } from './metering/index.js';
import { reversePayment, reviewAccount, settleDay, settlePayment, withdrawCredit } from './index.js';
import type { DaySettlement, NoticeDue, PaymentInput } from './index.js';

const sixHours = 6 * 3_600_000;
const morningAfter = (supplyDay: SupplyDay) => (startOfDay(addDays(supplyDay, 1)) + sixHours) as Instant;
const kinds = (notices: readonly NoticeDue[]) => notices.map((notice) => notice.kind);
const shown = (state: AccountState) => shownBalance(state.balances, state.debtSupplyAtZeroMicroEuro);

interface World {
  readonly policy: Policy;
  readonly calendar: CalendarData;
}
const flanders: World = { policy: flandersPolicy, calendar: mild };

function outcomeOf(state: AccountState, reading: DayReading | null, supplyDay: SupplyDay, world: World = flanders) {
  return settleDay({
    ...world,
    state,
    reading,
    day: supplyDay,
    tariff: plainTariff(state.utility),
    now: morningAfter(supplyDay),
    meter: state.utility === 'gas' ? gasMeter : meter,
    householdRepaidInMonthMicroEuro: euro(0),
  });
}

/** Settles the day after the last one with this much use (Wh, or dm3 of gas); null is a silent meter. */
function next(state: AccountState, used: number | null, world: World = flanders): DaySettlement {
  const supplyDay = addDays(state.lastDay ?? day('2026-09-13'), 1);
  const outcome = outcomeOf(state, used === null ? null : readingAfter(state, used), supplyDay, world);
  if (outcome.kind !== 'settled') throw new Error(outcome.kind);
  return outcome;
}

function pay(state: AccountState, amount: number, changes: Partial<PaymentInput> = {}) {
  return settlePayment({
    ...flanders,
    state,
    amountMicroEuro: euro(amount),
    kind: 'top_up',
    fundedFrom: 'clearing_terminal',
    tariff: plainTariff(state.utility),
    now: at('2026-09-14T12:00'),
    householdRepaidInMonthMicroEuro: euro(0),
    ...changes,
  });
}

const owing = (debts: Partial<CustomerBalances>, changes: Partial<AccountState> = {}) => account(changes, debts);
const debt100 = owing({ debtSupplyMicroEuro: euro(100) });

describe('a payment', () => {
  it.each([
    ['20 with a debt of 100', 20, 'top_up', 13, 93],
    ['80 with a debt of 100', 80, 'top_up', 32.5, 52.5],
    ['a grant of 46.66 with a debt of 100', 46.66, 'grant', 46.66, 100],
    ['support credit', 10, 'support_credit', 10, 100],
    ['a compensation', 10, 'compensation', 10, 100],
    ['a move from the other meter', 10, 'move', 10, 100],
    ['a correction in favour', 10, 'correction', 10, 100],
  ] as const)('%s', (_name, amount, kind, credit, debt) => {
    const { state, decision } = pay(debt100, amount, { kind });
    expect(state.balances).toMatchObject({ creditMicroEuro: euro(credit), debtSupplyMicroEuro: euro(debt) });
    expect(decision.desiredSupply).toBe('on');
  });

  it('books each part on its own account', () => {
    expect(pay(debt100, 20).entries).toEqual([
      { debit: 'clearing_terminal', credit: 'credit', amountMicroEuro: euro(13), kind: 'top_up' },
      { debit: 'clearing_terminal', credit: 'debt_supply', amountMicroEuro: euro(7), kind: 'debt_repayment' },
    ]);
  });

  it('of a cent brings an off home back on and ends the payment hold', () => {
    const off = owing({ debtSupplyMicroEuro: euro(900) }, { desiredSupply: 'off', confirmedSupply: 'off', lacDecision: true, paymentUnderWayUntil: at('2026-09-20T00:00') });
    const { state, decision } = pay(off, 0.01);
    expect(decision).toMatchObject({ desiredSupply: 'on', creditState: 'low', amountToGetBackOnMicroEuro: 0 });
    expect(state.paymentUnderWayUntil).toBeNull();
  });

  it('stays below the ceiling of the household over both accounts and both ways of repaying', () => {
    const first = pay(owing({ debtSupplyMicroEuro: euro(200) }), 80, { householdRepaidInMonthMicroEuro: euro(20) });
    expect(first.state).toMatchObject({ repaidMonth: '2026-09', repaidInMonthMicroEuro: euro(47.5) });
    const second = pay(first.state, 20, { householdRepaidInMonthMicroEuro: euro(20) });
    expect(second.state.repaidInMonthMicroEuro).toBe(euro(54.5));
    const third = pay(second.state, 20, { householdRepaidInMonthMicroEuro: euro(20) });
    expect(third.state.repaidInMonthMicroEuro).toBe(euro(55));
    const october = pay(third.state, 20, { now: at('2026-10-01T00:00') });
    expect(october.state).toMatchObject({ repaidMonth: '2026-10', repaidInMonthMicroEuro: euro(7) });
  });

  it('uses a lowered share for the whole top-up', () => {
    expect(pay({ ...debt100, repaymentShareBasisPoints: 1000 }, 80).state.balances.debtSupplyMicroEuro).toBe(euro(92));
  });

  it('in Wallonia makes the emergency credit available again once it is repaid', () => {
    const wallonia = { policy: shippedPolicy('wallonia') };
    const taken = owing({ debtSupplyMicroEuro: euro(2) }, { emergencyTakenMicroEuro: euro(12) });
    expect(pay(taken, 20, wallonia).state).toMatchObject({ emergencyTakenMicroEuro: 0, balances: { creditMicroEuro: euro(18) } });
    expect(pay(taken, 2, wallonia).state.emergencyTakenMicroEuro).toBe(euro(12));
  });

  it('of nothing is a bug of the caller', () => {
    expect(() => pay(debt100, 0)).toThrow(RangeError);
  });
});

describe('credit that is taken out', () => {
  const ask = (state: AccountState, amount: number) =>
    withdrawCredit({ ...flanders, state, amountMicroEuro: euro(amount), purpose: 'move', tariff: plainTariff(state.utility), now: at('2026-09-14T12:00') });

  it('moves from electricity to gas without a cent lost and without repaying debt', () => {
    const out = ask(account({}, { creditMicroEuro: euro(20) }), 12);
    const gas = owing({ debtSupplyMicroEuro: euro(40) }, { utility: 'gas' });
    const into = pay(gas, 12, { kind: 'move', fundedFrom: 'suspense' });
    expect([out?.state.balances.creditMicroEuro, into.state.balances.creditMicroEuro]).toEqual([euro(8), euro(12)]);
    expect(trialBalance([...(out?.entries ?? []), ...into.entries]).debitMinusCredit.get('suspense')).toBe(0);
  });

  it('is never more than there is, and a home at zero stays on', () => {
    expect(ask(account({}, { creditMicroEuro: euro(20) }), 50)).toMatchObject({ state: { balances: { creditMicroEuro: 0 } }, decision: { desiredSupply: 'on', creditState: 'low' } });
    expect(ask(account(), 50)).toBeNull();
  });
});

describe('a returned payment', () => {
  it('is a debt of its own and cuts nobody on the same day', () => {
    const inEmergency = owing({ debtSupplyMicroEuro: euro(60) });
    const { state, decision, entries, notices } = reversePayment({ ...flanders, state: inEmergency, amountMicroEuro: euro(25), fundedFrom: 'sdd_receivable', tariff: plainTariff('electricity'), now: at('2026-09-14T11:00') });
    expect(state.balances).toMatchObject({ debtReturnedMicroEuro: euro(25), debtSupplyMicroEuro: euro(60) });
    expect(decision.desiredSupply).toBe('on');
    expect(entries).toHaveLength(1);
    expect(kinds(notices)).toEqual(['payment_returned']);
  });
});

describe('a day', () => {
  it('takes its charge from the credit', () => {
    const { verdict, charge, split, state, notices, review } = next(account({}, { creditMicroEuro: euro(40) }), 8000);
    expect([verdict.kind, charge.totalMicroEuro, split.fromCreditMicroEuro]).toEqual(['measured', euro(2), euro(2)]);
    expect(state).toMatchObject({ lastDay: '2026-09-14', lastReadDay: '2026-09-14', balances: { creditMicroEuro: euro(38) } });
    expect([notices, review]).toEqual([[], null]);
  });

  it('is settled once, and in order', () => {
    const settled = next(account({}, { creditMicroEuro: euro(40) }), 8000).state;
    expect(outcomeOf(settled, readingAfter(settled, 1000), day('2026-09-14')).kind).toBe('already_settled');
    expect(outcomeOf(settled, readingAfter(settled, 1000), day('2026-09-16'))).toEqual({ kind: 'earlier_day_open', lastDay: '2026-09-14' });
  });

  it('is not rated without a price of its own', () => {
    const state = account();
    const base = { ...flanders, state, meter, reading: null, now: at('2026-09-15T06:00'), day: day('2026-09-14'), householdRepaidInMonthMicroEuro: euro(0) };
    const expired = { ...plainTariff('electricity'), validUntil: day('2026-09-13') };
    expect(settleDay({ ...base, tariff: expired })).toEqual({ kind: 'no_tariff' });
    expect(settleDay({ ...base, tariff: null })).toEqual({ kind: 'no_tariff' });
    expect(() => settleDay({ ...base, tariff: plainTariff('gas') })).toThrow('tariff of gas');
  });

  it('without a reading still accrues, is reviewed and never lowers supply', () => {
    const state = owing({ debtSupplyMicroEuro: euro(50) }, { creditState: 'exhausted' });
    const settled = next(state, null);
    expect(settled).toMatchObject({ review: 'missing', consumption: null, verdict: { kind: 'missing' } });
    expect(settled.decision.desiredSupply).toBe('on');
    expect(settled.state).toMatchObject({ staleSince: '2026-09-14', lastReadDay: '2026-09-13', lastDay: '2026-09-14' });
  });

  it('after a silent day leaves the stream and waits for its gap to be spread', () => {
    const silent = next(account({}, { creditMicroEuro: euro(40) }), null).state;
    const settled = next(silent, 16_000);
    expect(settled).toMatchObject({ review: 'gap', verdict: { kind: 'held', why: 'gap' }, charge: { totalMicroEuro: 0 } });
    expect(settled.state.registers).toEqual(silent.registers);
  });

  it('on an estimate is charged, is marked and never lowers supply', () => {
    const state = owing({ debtSupplyMicroEuro: euro(60) }, { creditState: 'exhausted' });
    const outcome = outcomeOf(state, readingAfter(state, 8000, 'estimated'), day('2026-09-14'));
    expect(outcome).toMatchObject({ verdict: { kind: 'estimated' }, decision: { desiredSupply: 'on' }, state: { staleSince: '2026-09-14', lastReadDay: '2026-09-14' } });
  });
});

describe('electricity in Flanders, day by day', () => {
  it('goes from credit to low, emergency credit, 10 A, and back on with any top-up', () => {
    let state = account({}, { creditMicroEuro: euro(20) });
    const seen: string[] = [];
    for (let count = 0; count < 40; count += 1) {
      const settled = next(state, 8000);
      seen.push(`${settled.decision.creditState}/${settled.decision.desiredSupply}`);
      state = settled.state;
      if (settled.decision.desiredSupply === 'limited') break;
    }
    expect([...new Set(seen)]).toEqual(['in_credit/on', 'low/on', 'emergency/on', 'exhausted/limited']);
    expect(seen).toHaveLength(35);
    expect(shown(state)).toBe(euro(-50));
    const limited = { ...state, confirmedSupply: 'limited' } as const;
    const day2 = next(limited, 4000);
    expect(day2.split).toMatchObject({ toDebtSupplyMicroEuro: euro(1), toDebtProtectedMicroEuro: 0 });
    const paid = pay(day2.state, 20, { now: at('2026-10-20T12:00') });
    expect(paid.decision).toMatchObject({ desiredSupply: 'on', creditState: 'low' });
    expect(paid.state.balances).toMatchObject({ creditMicroEuro: euro(13), debtSupplyMicroEuro: euro(44) });
  });

  it('gives back as emergency credit what was repaid of it', () => {
    const paid = pay(owing({ debtSupplyMicroEuro: euro(50) }), 20).state;
    const used = next({ ...paid, lastDay: day('2026-09-13') }, 60_000).state;
    expect(used).toMatchObject({ creditState: 'emergency', balances: { debtSupplyMicroEuro: euro(45) } });
    expect(shown(used)).toBe(euro(-2));
  });

  it('books use that could not be stopped as protected debt, which never blocks the way back', () => {
    const pending = owing({ debtSupplyMicroEuro: euro(50) }, { creditState: 'exhausted', desiredSupply: 'limited' });
    const settled = next(pending, 8000);
    expect(settled.split).toEqual({ fromCreditMicroEuro: 0, toDebtSupplyMicroEuro: 0, toDebtProtectedMicroEuro: euro(2) });
    expect(pay(settled.state, 1).decision.desiredSupply).toBe('on');
  });

  it('books a Friday on which money and emergency credit end as supply debt, so that Monday can limit', () => {
    const debts = { creditMicroEuro: euro(1), debtSupplyMicroEuro: euro(60) };
    const thursday = owing(debts, { debtSupplyAtZeroMicroEuro: euro(60), lastDay: day('2026-09-10'), lastReadDay: day('2026-09-10') });
    const friday = next(thursday, 16_000);
    expect(friday.split).toMatchObject({ fromCreditMicroEuro: euro(1), toDebtSupplyMicroEuro: euro(3), toDebtProtectedMicroEuro: 0 });
    expect(friday.decision).toMatchObject({ creditState: 'exhausted', desiredSupply: 'limited', notBefore: at('2026-09-14T10:00') });
  });

  it('books use on a hold within the emergency credit as supply debt and beyond it as protected debt', () => {
    const held = owing({ debtSupplyMicroEuro: euro(49) }, { protectedUntil: day('2026-12-31') });
    expect(next(held, 8000).split).toEqual({ fromCreditMicroEuro: 0, toDebtSupplyMicroEuro: euro(1), toDebtProtectedMicroEuro: euro(1) });
  });
});

describe('gas', () => {
  it('in winter stays on beyond the emergency credit, on protected debt', () => {
    const winter = account({ utility: 'gas', lastDay: day('2026-12-06'), lastReadDay: day('2026-12-06') }, { debtSupplyMicroEuro: euro(249) });
    const settled = next(winter, 2000);
    expect(settled.charge.totalMicroEuro).toBe(euro(5));
    expect(settled.split).toMatchObject({ toDebtSupplyMicroEuro: euro(1), toDebtProtectedMicroEuro: euro(4) });
    expect(settled.decision).toMatchObject({ creditState: 'exhausted', desiredSupply: 'on' });
  });

  it('in summer is off after its emergency credit, in a window', () => {
    const settled = next(account({ utility: 'gas' }, { debtSupplyMicroEuro: euro(249) }), 2000);
    expect(settled.decision).toMatchObject({ desiredSupply: 'off', notBefore: at('2026-09-15T10:00') });
    expect(kinds(settled.notices)).toEqual(['planned_off']);
  });
});

describe('the weekly instalment', () => {
  const inDebt = account({ instalmentMicroEuro: euro(5) }, { creditMicroEuro: euro(40), debtOldMicroEuro: euro(12) });

  it('is taken once a week from credit', () => {
    const monday = next(inDebt, 8000);
    expect(monday.instalmentMicroEuro).toBe(euro(5));
    expect(monday.state).toMatchObject({ instalmentWeek: '2026-W38', repaidInMonthMicroEuro: euro(5), balances: { creditMicroEuro: euro(33), debtOldMicroEuro: euro(7) } });
    expect(next(monday.state, 8000).instalmentMicroEuro).toBe(0);
  });

  it('ends with what is left of the debt', () => {
    let state: AccountState = inDebt;
    const taken: number[] = [];
    for (let count = 0; count < 28; count += 1) {
      const settled = next(state, 1000);
      if (settled.instalmentMicroEuro > 0) taken.push(settled.instalmentMicroEuro);
      state = settled.state;
    }
    expect(taken).toEqual([euro(5), euro(5), euro(2)]);
  });

  it.each<[string, AccountState]>([
    ['when nothing would be left', { ...inDebt, balances: { ...inDebt.balances, creditMicroEuro: euro(7) } }],
    ['in emergency credit', { ...inDebt, balances: { ...inDebt.balances, creditMicroEuro: euro(0) } }],
    ['when limited', { ...inDebt, confirmedSupply: 'limited' }],
    ['when supply is not confirmed on', { ...inDebt, confirmedSupply: 'ready' }],
    ['on a hold', { ...inDebt, protectedUntil: day('2026-09-14') }],
    ['with a payment under way', { ...inDebt, paymentUnderWayUntil: at('2026-09-16T00:00') }],
    ['above the ceiling of the month', { ...inDebt, repaidMonth: '2026-09', repaidInMonthMicroEuro: euro(75) }],
  ])('is skipped %s', (_name, state) => expect(next(state, 8000).instalmentMicroEuro).toBe(0));

  it('is never caught up', () => {
    const skipped = next({ ...inDebt, lastDay: day('2026-09-19'), lastReadDay: day('2026-09-19'), confirmedSupply: 'limited' }, 0);
    const monday = next({ ...skipped.state, confirmedSupply: 'on' }, 0);
    expect(monday.instalmentMicroEuro).toBe(euro(5));
  });
});

describe('notices', () => {
  const walk = (credit: number, days: number, world: World = flanders) => {
    let state = account({}, { creditMicroEuro: euro(credit) });
    const sent: string[] = [];
    for (let count = 0; count < days; count += 1) {
      const settled = next(state, 8000, world);
      for (const notice of settled.notices) sent.push(`${settled.state.lastDay} ${notice.kind}`);
      state = settled.state;
    }
    return sent;
  };

  it('climb down the ladder once: 7, 3, 1, the day itself, emergency credit, half of it, the plan', () => {
    expect(walk(20, 35)).toEqual([
      '2026-09-15 days_left_7',
      '2026-09-19 days_left_3',
      '2026-09-21 days_left_1',
      '2026-09-22 risk_today',
      '2026-09-24 emergency_started',
      '2026-10-06 emergency_half_used',
      '2026-10-18 planned_limit',
    ]);
  });

  it('wait until the morning, and never come at night', () => {
    const settled = next(account({}, { creditMicroEuro: euro(9) }), 8000);
    expect(settled.notices[0]).toMatchObject({ kind: 'days_left_3', sendAfter: at('2026-09-15T08:00'), isWarning: true });
    expect(pay(account(), 20, { now: at('2026-09-14T21:00') }).notices[0]?.sendAfter).toBe(at('2026-09-15T08:00'));
    expect(pay(account(), 20, { now: at('2026-09-14T20:59') }).notices[0]?.sendAfter).toBe(at('2026-09-14T20:59'));
  });

  it('do not warn again about what a top-up still leaves', () => {
    const warned = next(account({}, { creditMicroEuro: euro(4) }), 8000).state;
    const paid = pay(warned, 3, { now: at('2026-09-15T12:00') }).state;
    expect(paid.warnedDaysLeft).toBe(3);
    expect(kinds(next(paid, 0).notices)).toEqual([]);
    expect(pay(warned, 100, { now: at('2026-09-15T12:00') }).state.warnedDaysLeft).toBeNull();
  });

  it('tell again on the morning of the day a plan is carried out', () => {
    const thursday = owing({ debtSupplyMicroEuro: euro(49) }, { lastDay: day('2026-09-16'), lastReadDay: day('2026-09-16') });
    const planned = next(thursday, 8000);
    expect(planned.decision.notBefore).toBe(at('2026-09-21T10:00'));
    expect(planned.notices[0]).toMatchObject({ kind: 'planned_limit', facts: { nextSupply: 'limited', nextSupplyAt: at('2026-09-21T10:00') } });
    const friday = next(planned.state, 8000);
    const saturday = next(friday.state, 8000);
    const sunday = next(saturday.state, 8000);
    expect([kinds(friday.notices), kinds(saturday.notices), kinds(sunday.notices)]).toEqual([[], [], ['risk_today']]);
  });
});

describe('a review', () => {
  const review = (state: AccountState, now: Instant, changes = {}) => reviewAccount({ ...flanders, state, now, tariff: plainTariff(state.utility), ...changes });

  it('at the end of a hold plans what was held', () => {
    const held = owing({ debtSupplyMicroEuro: euro(60) }, { creditState: 'exhausted', protectedUntil: day('2026-09-14') });
    expect(review(held, at('2026-09-14T11:00')).decision.desiredSupply).toBe('on');
    expect(review(held, at('2026-09-15T00:00'))).toMatchObject({ decision: { desiredSupply: 'limited', notBefore: at('2026-09-15T10:00') } });
  });

  it('tells what the meter has confirmed, and that the button can be pressed at any hour', () => {
    const night = at('2026-09-14T23:30');
    const ready = review(account({ confirmedSupply: 'ready' }, { creditMicroEuro: euro(50) }), night, { confirmedSupplyBefore: 'off' });
    expect(ready.notices).toMatchObject([{ kind: 'ready', sendAfter: night, isWarning: false }]);
    const on = review(account({}, { creditMicroEuro: euro(50) }), night, { confirmedSupplyBefore: 'ready' });
    expect(on.notices).toMatchObject([{ kind: 'on', sendAfter: at('2026-09-15T08:00') }]);
  });

  it('twice changes nothing more', () => {
    const once = review(owing({ debtSupplyMicroEuro: euro(60) }), at('2026-09-14T11:00'));
    const twice = review(once.state, at('2026-09-14T11:00'));
    expect(twice.state).toEqual(once.state);
    expect(twice.notices).toEqual([]);
  });

  it('withdraws a plan when the weather turns', () => {
    const planned = owing({ debtSupplyMicroEuro: euro(60) }, { creditState: 'exhausted', desiredSupply: 'limited' });
    const calendar = belgianCalendar('flanders', 2026, 2027);
    expect(review(planned, at('2026-09-14T10:00'), { calendar }).state.desiredSupply).toBe('on');
  });
});
