import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, instantAt } from './calendar/index.js';
import type { AccountState } from './credit-control/index.js';
import { postEntries, trialBalance } from './ledger/index.js';
import type { JournalEntry } from './ledger/index.js';
import { account, day, flandersPolicy, meter, mild, plainTariff, readingAfter } from './made-accounts.spec.js';
import { microEuro } from './money/index.js';
import { chargeEntries } from './rating/index.js';
import { replay } from './reference-model.spec.js';
import type { ReferenceEvent } from './reference-model.spec.js';
import { settleDay, settlePayment } from './index.js';

const firstDay = day('2026-08-17');
const prices = { pricePerKwh: 25_317, fixedPerDay: 7_333, vatBasisPoints: 600 };
const tariff = {
  ...plainTariff('electricity'),
  energy: { kind: 'single', pricePerKwh: prices.pricePerKwh } as const,
  fixedPricePerDay: prices.fixedPerDay,
  vatBasisPoints: prices.vatBasisPoints,
};
const none = microEuro(0);
const world = { policy: flandersPolicy, calendar: mild, tariff, householdRepaidInMonthMicroEuro: none };

interface Step {
  readonly state: AccountState;
  readonly entries: readonly JournalEntry[];
}

/** One event of the reference model done by the engine, with the entries it would write. */
function step(state: AccountState, event: ReferenceEvent): Step {
  const last = state.lastDay ?? addDays(firstDay, -1);
  if (event.kind === 'meter_follows') return { state: { ...state, confirmedSupply: state.desiredSupply }, entries: [] };
  if (event.kind === 'day') {
    const reading = event.quality === 'missing' ? null : readingAfter(state, event.wh, event.quality);
    const outcome = settleDay({ ...world, state, reading, meter, day: addDays(last, 1), now: instantAt(addDays(last, 2), 360) });
    if (outcome.kind !== 'settled') throw new Error(outcome.kind);
    const { charge, split, instalmentMicroEuro } = outcome;
    const entries = chargeEntries(charge, split);
    if (instalmentMicroEuro > 0) entries.push({ debit: 'credit', credit: 'debt_old', amountMicroEuro: instalmentMicroEuro, kind: 'instalment' });
    return { state: outcome.state, entries };
  }
  const { state: paid, entries } = settlePayment({
    ...world,
    state,
    amountMicroEuro: microEuro(event.microEuro),
    kind: event.kind,
    fundedFrom: event.kind === 'grant' ? 'grant_receivable_ocmw' : 'bank',
    now: instantAt(addDays(last, 1), 720),
  });
  return { state: paid, entries };
}

function start(credit: number, debtOld: number): AccountState {
  return account(
    { lastDay: addDays(firstDay, -1), lastReadDay: addDays(firstDay, -1), instalmentMicroEuro: microEuro(5_000_000) },
    { creditMicroEuro: microEuro(credit), debtOldMicroEuro: microEuro(debtOld) },
  );
}

const anyDay = fc.record({ kind: fc.constant('day' as const), wh: fc.oneof(fc.nat(12_000), fc.integer({ min: 30_000, max: 120_000 })), quality: fc.constantFrom('measured', 'measured', 'measured', 'measured', 'estimated') });
const silentDay = fc.record({ kind: fc.constant('day' as const), wh: fc.constant(0), quality: fc.constant('missing' as const) });
const anyMoney = fc.record({ kind: fc.constantFrom('top_up', 'top_up', 'grant'), microEuro: fc.oneof(fc.integer({ min: 1, max: 90_000_000 }), fc.integer({ min: 1, max: 9_000 }).map((cents) => cents * 10_000)) });
const anyEvent = fc.oneof(
  { weight: 12, arbitrary: anyDay },
  { weight: 3, arbitrary: anyMoney },
  { weight: 4, arbitrary: fc.constant({ kind: 'meter_follows' as const }) },
  { weight: 1, arbitrary: silentDay },
) as fc.Arbitrary<ReferenceEvent>;
// At most 60 days, so that the story stays in the months without holidays.
const story = fc.array(anyEvent, { minLength: 1, maxLength: 60 });
const opening = fc.record({ credit: fc.nat(40_000_000), debtOld: fc.nat(60_000_000) });

describe('any story of an account', () => {
  it('gives the same balances and the same supply as the reference model, after every event', () => {
    fc.assert(
      fc.property(story, opening, (events, { credit, debtOld }) => {
        const expected = replay(events, prices, { credit, debtOld });
        let state = start(credit, debtOld);
        events.forEach((event, index) => {
          state = step(state, event).state;
          const { creditMicroEuro, debtSupplyMicroEuro, debtProtectedMicroEuro, debtOldMicroEuro } = state.balances;
          expect({ credit: BigInt(creditMicroEuro), debtSupply: BigInt(debtSupplyMicroEuro), debtProtected: BigInt(debtProtectedMicroEuro), debtOld: BigInt(debtOldMicroEuro), desired: state.desiredSupply }).toEqual(expected[index]);
        });
      }),
      { numRuns: 400 },
    );
  });

  it('writes entries that sum to zero and lead to the very balances of the state', () => {
    fc.assert(
      fc.property(story, opening, (events, { credit, debtOld }) => {
        let state = start(credit, debtOld);
        let position = { balances: state.balances, debtSupplyAtZeroMicroEuro: state.debtSupplyAtZeroMicroEuro };
        const all: JournalEntry[] = [];
        for (const event of events) {
          const { state: after, entries } = step(state, event);
          position = postEntries(position, entries);
          expect(position.balances).toEqual(after.balances);
          expect(position.debtSupplyAtZeroMicroEuro).toBe(after.debtSupplyAtZeroMicroEuro);
          all.push(...entries);
          state = after;
        }
        expect(trialBalance(all).sumMicroEuro).toBe(0);
      }),
      { numRuns: 150 },
    );
  });

  it('never has negative credit or debt, and never changes what it was given', () => {
    fc.assert(
      fc.property(story, opening, (events, { credit, debtOld }) => {
        let state = start(credit, debtOld);
        for (const event of events) {
          Object.freeze(state);
          Object.freeze(state.balances);
          state = step(state, event).state;
          for (const amount of Object.values(state.balances)) expect(amount).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('payments of one day', () => {
  const amounts = fc.array(anyMoney, { minLength: 2, maxLength: 6 });
  const net = (state: AccountState) =>
    state.balances.creditMicroEuro - state.balances.debtSupplyMicroEuro - state.balances.debtProtectedMicroEuro - state.balances.debtOldMicroEuro;

  it('in any order leave the same money, and supply on', () => {
    fc.assert(
      fc.property(amounts, fc.nat(120_000_000), fc.nat(120_000_000), (payments, supply, guarded) => {
        const owing = account({}, { debtSupplyMicroEuro: microEuro(supply), debtProtectedMicroEuro: microEuro(guarded) });
        const inOrder = payments.reduce((state, event) => step(state, event as ReferenceEvent).state, owing);
        const reversed = payments.toReversed().reduce((state, event) => step(state, event as ReferenceEvent).state, owing);
        expect(net(inOrder)).toBe(net(reversed));
        expect(net(inOrder)).toBe(net(owing) + payments.reduce((sum, payment) => sum + payment.microEuro, 0));
        expect([inOrder.desiredSupply, reversed.desiredSupply]).toEqual(['on', 'on']);
      }),
    );
  });
});
