import type { RangeCounts } from './settle-range.js';

/** Whether a run may be released: what it would do to the whole fleet, not to one home. */
export type FleetVerdict = { readonly kind: 'release' } | { readonly kind: 'quarantine'; readonly why: string };

/** A handful of homes may always be lowered: a share alone would forbid the very first one of a small tenant. */
const SMALL_FLEET_HOMES = 5;

/**
 * The run's own breaker. A bug that empties all balances, a wrong price or a wrong file shows as too many homes with
 * less supply on one day; then nothing of the run is released and a person looks. Totals must add up as well.
 */
export function checkFleet(counts: RangeCounts, accountsTotal: number, shareLimitBasisPoints: number): FleetVerdict {
  if (counts.accounts !== accountsTotal)
    return { kind: 'quarantine', why: `${counts.accounts} accounts were settled, ${accountsTotal} were expected` };
  const allowed = Math.max(SMALL_FLEET_HOMES, Math.floor((accountsTotal * shareLimitBasisPoints) / 10_000));
  if (counts.wishesLess > allowed)
    return { kind: 'quarantine', why: `${counts.wishesLess} homes would get less supply, at most ${allowed} of ${accountsTotal} may in one run` };
  return { kind: 'release' };
}
