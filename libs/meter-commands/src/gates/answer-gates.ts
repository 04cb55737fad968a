import { type Instant } from '../instant.js';
import { type WantedSupply } from '../supply.js';
import { type Gate, type GateAnswer, type GateFacts, type Protection, GATES } from './gate-facts.js';
import { type GatePolicy, type GateValues } from './gate-policy.js';

type Judge = (facts: GateFacts, values: GateValues, now: Instant) => Omit<GateAnswer, 'gate'>;

/**
 * Asks every gate that must hold before supply becomes `limited` or `off`, with no short cut, so that all answers can
 * be stored and told. More supply has no gates: the answer is empty. Ask when deciding and again when sending.
 */
export function answerGates(
  facts: GateFacts,
  wantedSupply: WantedSupply,
  now: Instant,
  policy: GatePolicy,
): readonly GateAnswer[] {
  if (wantedSupply === 'on') return [];
  const values = policy[wantedSupply];
  return GATES.map((gate) => ({ gate, ...JUDGES[gate](facts, values, now) }));
}

/** Whether less supply may be sent on these answers: every known gate was asked exactly once and passed. */
export function allGatesPass(answers: readonly GateAnswer[]): boolean {
  return (
    answers.length === GATES.length &&
    GATES.every((gate) => answers.some((answer) => answer.gate === gate && answer.passed))
  );
}

const JUDGES: Readonly<Record<Gate, Judge>> = {
  measured_data_fresh: ({ measuredUntil, readingsStale }, { measuredAtMostMs }, now) => ({
    passed: !readingsStale && isFresh(measuredUntil, measuredAtMostMs, now),
    facts: { measuredUntil, measuredAtMostMs, readingsStale },
  }),
  no_payment_under_way: ({ paymentsUnderWay }) => ({ passed: paymentsUnderWay === 0, facts: { paymentsUnderWay } }),
  warnings_delivered: judgeWarnings,
  inside_window: ({ window }, _values, now) => ({
    passed: window !== null && window.opensAt <= now && now < window.endsAt,
    facts: { opensAt: window?.opensAt ?? null, endsAt: window?.endsAt ?? null },
  }),
  season_open: ({ closedSeasonUntil }, { closedSeasonBlocks }, now) => ({
    passed: !closedSeasonBlocks || closedSeasonUntil === null || closedSeasonUntil <= now,
    facts: { closedSeasonUntil, closedSeasonBlocks },
  }),
  no_cold_spell: ({ weather }) => ({ passed: weather === 'not_cold', facts: { weather } }),
  not_protected: judgeProtections,
  lac_decision: judgeLacDecision,
  channels_up: ({ paymentChannelsUp, phoneUp }) => ({
    passed: paymentChannelsUp === true && phoneUp === true,
    facts: { paymentChannelsUp, phoneUp },
  }),
  meter_reachable: ({ meterSeenAt }, { meterSeenAtMostMs }, now) => ({
    passed: isFresh(meterSeenAt, meterSeenAtMostMs, now),
    facts: { meterSeenAt, meterSeenAtMostMs },
  }),
  contract_active: ({ contractActive }) => ({ passed: contractActive, facts: { contractActive } }),
  cuts_not_paused: ({ cutsPaused }) => ({ passed: !cutsPaused, facts: { cutsPaused } }),
  run_released: ({ runReleased }) => ({ passed: runReleased, facts: { runReleased } }),
  lease_held: ({ leaseUntil }, _values, now) => ({
    passed: leaseUntil !== null && now < leaseUntil,
    facts: { leaseUntil },
  }),
};

/** A moment in the future is a wrong clock, not fresh data. */
function isFresh(at: Instant | null, atMostMs: number, now: Instant): boolean {
  return at !== null && at <= now && now - at <= atMostMs;
}

/**
 * Counts the warnings that left the person time to act: at least a day old, and not so old that it was about another
 * shortage. A reminder on the morning of the cut is welcome but is not one of them.
 */
function judgeWarnings(facts: GateFacts, values: GateValues, now: Instant): Omit<GateAnswer, 'gate'> {
  const delivered = facts.warningsDeliveredAt.filter((at) => at <= now);
  const inTime = delivered.filter((at) => now - at >= values.warningAgeAtLeastMs && now - at <= values.warningAgeAtMostMs);
  return {
    passed: inTime.length >= values.warningsAtLeast,
    facts: {
      delivered: delivered.length,
      inTime: inTime.length,
      lastDeliveredAt: delivered.length === 0 ? null : Math.max(...delivered),
      warningsAtLeast: values.warningsAtLeast,
      warningAgeAtLeastMs: values.warningAgeAtLeastMs,
      warningAgeAtMostMs: values.warningAgeAtMostMs,
    },
  };
}

/** The longest protection is told, because it says from when less supply could be possible at all. */
function judgeProtections(facts: GateFacts, values: GateValues, now: Instant): Omit<GateAnswer, 'gate'> {
  const blocking = facts.protections.filter(
    ({ kind, until }) => !values.allowedDespite.includes(kind) && (until === null || now < until),
  );
  const longest = blocking.reduce<Protection | null>((last, next) => (endsLater(next, last) ? next : last), null);
  return {
    passed: longest === null,
    facts: { protectedBy: longest?.kind ?? null, protectedUntil: longest?.until ?? null, openEnded: longest?.until === null },
  };
}

function endsLater(next: Protection, last: Protection | null): boolean {
  if (last === null) return true;
  return last.until !== null && (next.until === null || next.until > last.until);
}

function judgeLacDecision(facts: GateFacts, values: GateValues, now: Instant): Omit<GateAnswer, 'gate'> {
  const { lacDecision } = facts;
  const inForce =
    lacDecision !== null &&
    lacDecision.decidedAt <= now &&
    (lacDecision.validUntil === null || now < lacDecision.validUntil);
  return {
    passed: !values.lacDecisionNeeded || inForce,
    facts: {
      needed: values.lacDecisionNeeded,
      decidedAt: lacDecision?.decidedAt ?? null,
      validUntil: lacDecision?.validUntil ?? null,
    },
  };
}
