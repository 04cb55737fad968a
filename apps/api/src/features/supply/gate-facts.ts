import { electricityGatePolicy, type GateFacts, type GatePolicy, instant as commandInstant, type Protection, unlimitedUtilityGatePolicy, type Utility } from '@tegoed/meter-commands';
import {
  addDays,
  type CalendarData,
  type Instant,
  instantAt,
  isInCutWindow,
  nextCutMoment,
  type Policy,
  startOfDay,
  type SupplyDay,
  supplyDayOf,
} from '@tegoed/prepayment-engine';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import type { SupplyCase } from '../../adapters/postgres/supply-store.js';

interface FactRow {
  readonly last_read_day: SupplyDay | null;
  readonly stale_since: SupplyDay | null;
  readonly protected_until: SupplyDay | null;
  readonly payment_under_way_until: number | null;
  readonly lac_decision: boolean;
  readonly contract_active: boolean;
  readonly cuts_paused_reason: string | null;
  readonly cut_lease_until: number | null;
  readonly sandbox: boolean;
  readonly delivered_at: number[] | null;
}

/**
 * Gathers what the gates look at, in the transaction that is about to act. Warnings count from the last top-up on:
 * whoever paid since was warned about another shortage. A mail that was taken and not returned counts as delivered.
 */
export async function gatherGateFacts(tx: TenantTransaction, supplyCase: SupplyCase, terms: { policy: Policy; calendar: CalendarData }, now: Instant): Promise<GateFacts> {
  const row = await tx.one<FactRow>(
    `select s.last_read_day, s.stale_since, s.protected_until, s.payment_under_way_until, s.lac_decision,
       c.period @> $2::date as contract_active, t.cuts_paused_reason, t.cut_lease_until, t.mode = 'sandbox' as sandbox,
       (select jsonb_agg((extract(epoch from n.at) * 1000)::bigint order by n.at) from (
          select coalesce(w.delivered_at, case when w.channel = 'mail' and w.state = 'sent' then w.sent_at end) as at from notice w
          where w.account_id = s.account_id and w.is_warning
            and w.decided_at > coalesce((select max(p.recorded_at) from payment p where p.account_id = s.account_id and p.state = 'booked'), '-infinity')) n
        where n.at is not null) as delivered_at
     from account_state s join contract c using (account_id) join tenant t on t.tenant_id = s.tenant_id where s.account_id = $1`,
    [supplyCase.accountId, supplyDayOf(now)],
  );
  const channelsUp = row.sandbox ? true : null;
  return {
    measuredUntil: row.last_read_day === null || row.stale_since !== null ? null : at(startOfDay(addDays(row.last_read_day, 1))),
    paymentsUnderWay: row.payment_under_way_until !== null && row.payment_under_way_until > now ? 1 : 0,
    warningsDeliveredAt: (row.delivered_at ?? []).map(at),
    window: windowAround(terms, now),
    // Seasons are part of the decision itself; a wish for less supply is not made in a closed season.
    closedSeasonUntil: null,
    weather: terms.calendar.coldSpell === 'mild' ? 'not_cold' : terms.calendar.coldSpell,
    protections: protectionsOf(row.protected_until),
    lacDecision: row.lac_decision ? { decidedAt: at(0), validUntil: null } : null,
    paymentChannelsUp: channelsUp,
    phoneUp: channelsUp,
    meterSeenAt: supplyCase.meterSeenAt,
    contractActive: row.contract_active,
    cutsPaused: row.cuts_paused_reason !== null,
    runReleased: supplyCase.wish?.released === true,
    leaseUntil: row.cut_lease_until === null ? null : at(row.cut_lease_until),
  };
}

/** The allowed window around now, or the next one; null when the calendar has none. */
export function windowAround(terms: { policy: Policy; calendar: CalendarData }, now: Instant): GateFacts['window'] {
  const rules = terms.policy.general;
  const moment = nextCutMoment(terms.calendar, rules, now);
  if (moment === null) return null;
  const day = supplyDayOf(moment);
  const open = isInCutWindow(terms.calendar, rules, now);
  return { opensAt: at(open ? instantAt(day, rules.cutWindowFromMinute) : moment), endsAt: at(instantAt(day, rules.cutWindowUntilMinute)) };
}

/** Electricity may fall to 10 A on balance; what cannot be limited has its own values. */
export function gatePolicyOf(utility: Utility): GatePolicy {
  return utility === 'electricity' ? electricityGatePolicy : unlimitedUtilityGatePolicy;
}

function protectionsOf(until: SupplyDay | null): Protection[] {
  return until === null ? [] : [{ kind: 'case', until: at(startOfDay(addDays(until, 1))) }];
}

function at(ms: number): ReturnType<typeof commandInstant> {
  return commandInstant(ms);
}
