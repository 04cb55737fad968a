import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant, instant, later } from '../instant.js';
import { allGatesPass, answerGates } from './answer-gates.js';
import { type Gate, type GateFacts, GATES } from './gate-facts.js';
import { type GatePolicy, type GateValues } from './gate-policy.js';

const cautious: GateValues = {
  measuredAtMostMs: 48 * HOUR_MS, warningsAtLeast: 2, warningAgeAtLeastMs: DAY_MS, warningAgeAtMostMs: 7 * DAY_MS, closedSeasonBlocks: true,
  allowedDespite: [], lacDecisionNeeded: true, meterSeenAtMostMs: HOUR_MS,
};
const electricityGatePolicy: GatePolicy = { limited: { ...cautious, closedSeasonBlocks: false, lacDecisionNeeded: false }, off: cautious };
const unlimitedUtilityGatePolicy: GatePolicy = { limited: cautious, off: { ...cautious, lacDecisionNeeded: false } };

/** Tuesday 6 October 2026, 11:00 in Brussels: inside the window, no closed season. */
const now = instant(Date.parse('2026-10-06T09:00:00Z'));
const ago = (durationMs: number): Instant => later(now, -durationMs);

const openFacts: GateFacts = {
  measuredUntil: ago(11 * HOUR_MS),
  readingsStale: false,
  paymentsUnderWay: 0,
  warningsDeliveredAt: [ago(5 * DAY_MS), ago(2 * DAY_MS)],
  window: { opensAt: ago(HOUR_MS), endsAt: later(now, 3 * HOUR_MS) },
  closedSeasonUntil: null,
  weather: 'not_cold',
  protections: [],
  lacDecision: { decidedAt: ago(DAY_MS), validUntil: null },
  paymentChannelsUp: true,
  phoneUp: true,
  meterSeenAt: ago(5 * MINUTE_MS),
  contractActive: true,
  cutsPaused: false,
  runReleased: true,
  leaseUntil: later(now, HOUR_MS),
};

function failing(change: Partial<GateFacts>, wanted: 'limited' | 'off' = 'off'): Gate[] {
  const answers = answerGates({ ...openFacts, ...change }, wanted, now, electricityGatePolicy);
  return answers.filter(({ passed }) => !passed).map(({ gate }) => gate);
}

describe('the gates before less supply', () => {
  it('asks none for more supply', () => {
    expect(answerGates(openFacts, 'on', now, electricityGatePolicy)).toEqual([]);
  });

  it('asks all of them, in a fixed order, even when the first one fails', () => {
    const answers = answerGates({ ...openFacts, measuredUntil: null }, 'off', now, electricityGatePolicy);
    expect(answers.map(({ gate }) => gate)).toEqual([...GATES]);
    expect(allGatesPass(answers)).toBe(false);
  });

  it('lets less supply through when every one holds', () => {
    expect(failing({})).toEqual([]);
    expect(failing({}, 'limited')).toEqual([]);
    expect(allGatesPass(answerGates(openFacts, 'off', now, electricityGatePolicy))).toBe(true);
  });

  it.each<[string, Partial<GateFacts>, Gate]>([
    ['no measured reading', { measuredUntil: null }, 'measured_data_fresh'],
    ['a measured reading of more than 48 hours ago', { measuredUntil: ago(48 * HOUR_MS + 1) }, 'measured_data_fresh'],
    ['fresh readings of this home among late ones of the supplier', { readingsStale: true }, 'measured_data_fresh'],
    ['a reading stamped in the future', { measuredUntil: later(now, 1) }, 'measured_data_fresh'],
    ['a payment under way', { paymentsUnderWay: 1 }, 'no_payment_under_way'],
    ['payments that cannot be looked up', { paymentsUnderWay: null }, 'no_payment_under_way'],
    ['no delivered warning', { warningsDeliveredAt: [] }, 'warnings_delivered'],
    ['one delivered warning', { warningsDeliveredAt: [ago(2 * DAY_MS)] }, 'warnings_delivered'],
    ['only one of two warnings at least a day old', { warningsDeliveredAt: [ago(3 * DAY_MS), ago(DAY_MS - 1)] }, 'warnings_delivered'],
    ['one of two warnings of more than 7 days ago', { warningsDeliveredAt: [ago(7 * DAY_MS + 1), ago(2 * DAY_MS)] }, 'warnings_delivered'],
    ['no window', { window: null }, 'inside_window'],
    ['a window that opens later', { window: { opensAt: later(now, 1), endsAt: later(now, HOUR_MS) } }, 'inside_window'],
    ['a window that just ended', { window: { opensAt: ago(HOUR_MS), endsAt: now } }, 'inside_window'],
    ['a closed season', { closedSeasonUntil: later(now, DAY_MS) }, 'season_open'],
    ['cold weather', { weather: 'cold' }, 'no_cold_spell'],
    ['unknown weather, which counts as cold', { weather: 'unknown' }, 'no_cold_spell'],
    ['medical equipment', { protections: [{ kind: 'medical', until: later(now, DAY_MS) }] }, 'not_protected'],
    ['a moratorium', { protections: [{ kind: 'moratorium', until: later(now, DAY_MS) }] }, 'not_protected'],
    ['an open-ended case', { protections: [{ kind: 'case', until: null }] }, 'not_protected'],
    ['no decision of the committee', { lacDecision: null }, 'lac_decision'],
    ['a decision that has run out', { lacDecision: { decidedAt: ago(DAY_MS), validUntil: now } }, 'lac_decision'],
    ['a payment channel down', { paymentChannelsUp: false }, 'channels_up'],
    ['a phone of unknown health', { phoneUp: null }, 'channels_up'],
    ['a meter not seen for an hour', { meterSeenAt: ago(HOUR_MS + 1) }, 'meter_reachable'],
    ['a meter never seen', { meterSeenAt: null }, 'meter_reachable'],
    ['a contract that ended', { contractActive: false }, 'contract_active'],
    ['cuts paused', { cutsPaused: true }, 'cuts_not_paused'],
    ['a run that was not released', { runReleased: false }, 'run_released'],
    ['no lease', { leaseUntil: null }, 'lease_held'],
    ['a lease that ends now', { leaseUntil: now }, 'lease_held'],
  ])('stops it on %s', (_situation, change, gate) => {
    expect(failing(change)).toEqual([gate]);
  });

  it('judges the fall to 10 A by its own values: also in winter, without the committee, never with medical needs', () => {
    expect(failing({ closedSeasonUntil: later(now, DAY_MS), lacDecision: null }, 'limited')).toEqual([]);
    expect(failing({ protections: [{ kind: 'medical', until: null }] }, 'limited')).toEqual(['not_protected']);
  });

  it('closes gas on balance without the committee, but not in the closed season', () => {
    const gas = { ...openFacts, lacDecision: null, closedSeasonUntil: later(now, DAY_MS) };
    const failed = answerGates(gas, 'off', now, unlimitedUtilityGatePolicy).filter(({ passed }) => !passed);
    expect(failed.map(({ gate }) => gate)).toEqual(['season_open']);
  });

  it('lets a kind of protection that the policy names not stop this supply', () => {
    const despite = { ...electricityGatePolicy, limited: { ...electricityGatePolicy.limited, allowedDespite: ['dispute'] } } as const;
    const disputed = { ...openFacts, protections: [{ kind: 'dispute', until: null }] } as const;
    expect(allGatesPass(answerGates(disputed, 'limited', now, despite))).toBe(true);
    expect(allGatesPass(answerGates(disputed, 'off', now, despite))).toBe(false);
  });

  it('tells the longest protection, an open-ended one before any date', () => {
    const protections = [
      { kind: 'child', until: later(now, DAY_MS) },
      { kind: 'dispute', until: null },
      { kind: 'medical', until: later(now, 2 * DAY_MS) },
    ] as const;
    const answer = answerGates({ ...openFacts, protections }, 'off', now, electricityGatePolicy)[6];
    expect(answer).toEqual({
      gate: 'not_protected',
      passed: false,
      facts: { protectedBy: 'dispute', protectedUntil: null, openEnded: true },
    });
  });

  it('does not let a repeated, a missing or a failed answer pass', () => {
    const answers = answerGates(openFacts, 'off', now, electricityGatePolicy);
    expect(allGatesPass(answers.slice(1))).toBe(false);
    expect(allGatesPass([...answers.slice(1), ...answers.slice(1, 2)])).toBe(false);
    expect(allGatesPass([])).toBe(false);
  });
});
