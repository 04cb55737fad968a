import { type GateFacts, type GatePolicy, type GateValues, HOUR_MS, instant as commandInstant, MINUTE_MS, type Protection } from '@tegoed/meter-commands';
import {
  addDays,
  type CalendarData,
  dayNumber,
  type Instant,
  instantAt,
  isInCutWindow,
  isInExtension,
  isInYearlySeason,
  isProtectiveSeason,
  type Moratorium,
  moratoriumOn,
  nextCutMoment,
  openingOnOrAfter,
  type Policy,
  prepareControl,
  startOfDay,
  type SupplyDay,
  supplyDayOf,
  type Utility,
} from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import type { SupplyCase } from '../../adapters/postgres/supply-store.js';
import { freshnessAt } from '../consumption/index.js';

/** What the gates look at beside the account: its dated policy and the calendar of its region. */
export interface GateTerms {
  readonly policy: Policy;
  readonly calendar: CalendarData;
}

interface FactRow {
  readonly last_read_day: SupplyDay | null;
  readonly supplier_measured_until: SupplyDay | null;
  readonly stale_since: SupplyDay | null;
  readonly protected_until: SupplyDay | null;
  readonly payment_under_way_until: number | null;
  readonly payments_coming: number;
  readonly lac_decision: boolean;
  readonly contract_active: boolean;
  readonly cuts_paused_reason: string | null;
  readonly cut_lease_until: number | null;
  readonly sandbox: boolean;
  readonly channels_up: string[] | null;
  readonly area_outage: boolean;
  readonly delivered_at: number[] | null;
}

/**
 * Warnings count from the last top-up on: whoever paid since was warned about another shortage. A mail that was taken and
 * not returned counts as delivered. Coming payments are lines of an accepted bank file that are not in the books yet, and
 * money in suspense whose text names this account or connection.
 */
const SELECT_FACTS = `
select s.last_read_day, (select f.measured_until from reading_freshness f where f.tenant_id = s.tenant_id) as supplier_measured_until, s.stale_since, s.protected_until, s.payment_under_way_until, s.lac_decision,
  c.period @> $2::date as contract_active, t.cuts_paused_reason, t.cut_lease_until, t.mode = 'sandbox' as sandbox,
  (select count(*)::int from bank_line b where b.tenant_id = s.tenant_id and b.account_id = s.account_id and b.plan = 'top_up')
  + (select count(*)::int from payment p where p.tenant_id = s.tenant_id and p.state = 'suspense' and p.amount_micro_euro > 0
       and (regexp_replace(coalesce(p.reference_text, ''), '\\D', '', 'g') like '%' || a.reference || '%'
         or regexp_replace(coalesce(p.reference_text, ''), '\\D', '', 'g') like '%' || right(n.ean, 13) || '%')) as payments_coming,
  (select jsonb_agg(g.kind) from safety_signal g where g.tenant_id = s.tenant_id and g.value = 'up' and g.valid_until > $3) as channels_up,
  exists (select 1 from area_outage o where o.tenant_id = s.tenant_id and o.postcode = n.postcode and o.ended_at is null) as area_outage,
  (select jsonb_agg((extract(epoch from w.at) * 1000)::bigint order by w.at) from (
     select coalesce(w.delivered_at, case when w.channel = 'mail' and w.state = 'sent' then w.sent_at end) as at from notice w
     where w.account_id = s.account_id and w.is_warning
       and w.decided_at > coalesce((select max(p.recorded_at) from payment p where p.account_id = s.account_id and p.state = 'booked'), '-infinity')) w
   where w.at is not null) as delivered_at
from account_state s join account a using (account_id) join contract c using (account_id) join connection n using (connection_id)
join tenant t on t.tenant_id = s.tenant_id where s.account_id = $1`;

/** Gathers what the gates look at, in the transaction that is about to act. */
export async function gatherGateFacts(tx: TenantTransaction, supplyCase: SupplyCase, terms: GateTerms, now: Instant): Promise<GateFacts> {
  const today = supplyDayOf(now);
  const { utility } = supplyCase.meter;
  const row = await tx.one<FactRow>(SELECT_FACTS, [supplyCase.accountId, today, isoOf(now)]);
  const isHeld = row.payment_under_way_until !== null && row.payment_under_way_until > now;
  return {
    measuredUntil: row.last_read_day === null || row.stale_since !== null ? null : at(startOfDay(addDays(row.last_read_day, 1))),
    readingsStale: freshnessAt(row.supplier_measured_until, now).stale,
    paymentsUnderWay: row.payments_coming + (isHeld ? 1 : 0),
    warningsDeliveredAt: (row.delivered_at ?? []).map(at),
    window: windowAround(terms, now),
    closedSeasonUntil: closedSeasonUntil(terms, utility, today, now),
    weather: terms.calendar.coldSpell === 'mild' ? 'not_cold' : terms.calendar.coldSpell,
    protections: protectionsOf(row.protected_until, moratoriumOn(terms.calendar, utility, today)),
    lacDecision: row.lac_decision ? { decidedAt: at(0), validUntil: null } : null,
    paymentChannelsUp: isUp(row, 'payment_channels'),
    phoneUp: isUp(row, 'phone'),
    // In an outage of the area nobody is switched: a meter that answers now may be gone in a minute.
    meterSeenAt: row.area_outage ? null : supplyCase.meterSeenAt,
    contractActive: row.contract_active,
    cutsPaused: row.cuts_paused_reason !== null,
    runReleased: supplyCase.wish?.released === true,
    leaseUntil: row.cut_lease_until === null ? null : at(row.cut_lease_until),
  };
}

// A sandbox has no channels that could be down; of a live supplier's channel nothing is known without a signal that holds.
function isUp(row: FactRow, channel: string): boolean | null {
  if (row.channels_up?.includes(channel) === true) return true;
  return row.sandbox ? true : null;
}

/** The end of a closed season that is in force today, as the next opening; null when none is. */
function closedSeasonUntil(terms: GateTerms, utility: Utility, today: SupplyDay, now: Instant): ReturnType<typeof at> | null {
  const { policy, calendar } = terms;
  const facts = { policy, calendar, utility, tariff: null, now };
  const isLacBan = isInYearlySeason(today, policy.general.lacBan) || isInExtension(calendar, 'lac_ban', today);
  const isClosed = utility === 'electricity' ? policy.utilities.electricity.offNeedsLacDecision && isLacBan : isProtectiveSeason(facts, today);
  if (!isClosed) return null;
  const opening = openingOnOrAfter(prepareControl(facts), dayNumber(today) + 1);
  return at(Math.max(opening ?? 0, startOfDay(addDays(today, 1))));
}

/** The allowed window around now, or the next one; null when the calendar has none. */
export function windowAround(terms: GateTerms, now: Instant): GateFacts['window'] {
  const rules = terms.policy.general;
  const moment = nextCutMoment(terms.calendar, rules, now);
  if (moment === null) return null;
  const day = supplyDayOf(moment);
  const open = isInCutWindow(terms.calendar, rules, now);
  return { opensAt: at(open ? instantAt(day, rules.cutWindowFromMinute) : moment), endsAt: at(instantAt(day, rules.cutWindowUntilMinute)) };
}

/**
 * The values of the home's own dated policy. Only electricity may fall to 10 A in a closed season, because that leaves
 * light and the controls of the heating.
 */
export function gatePolicyOf(policy: Policy, utility: Utility): GatePolicy {
  const { general } = policy;
  const off: GateValues = {
    measuredAtMostMs: general.staleAfterHours * HOUR_MS,
    warningsAtLeast: general.warningsAtLeast,
    warningAgeAtLeastMs: general.warningAgeAtLeastHours * HOUR_MS,
    warningAgeAtMostMs: general.warningAgeAtMostHours * HOUR_MS,
    closedSeasonBlocks: true,
    allowedDespite: [],
    lacDecisionNeeded: policy.utilities[utility].offNeedsLacDecision,
    meterSeenAtMostMs: general.meterSeenAtMostMinutes * MINUTE_MS,
  };
  return { off, limited: { ...off, closedSeasonBlocks: utility !== 'electricity', lacDecisionNeeded: false } };
}

function protectionsOf(until: SupplyDay | null, moratorium: Moratorium | null): Protection[] {
  const protections: Protection[] = until === null ? [] : [{ kind: 'case', until: at(startOfDay(addDays(until, 1))) }];
  if (moratorium !== null) protections.push({ kind: 'moratorium', until: at(startOfDay(addDays(moratorium.until, 1))) });
  return protections;
}

function at(ms: number): ReturnType<typeof commandInstant> {
  return commandInstant(ms);
}
