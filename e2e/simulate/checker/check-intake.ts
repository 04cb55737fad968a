// I3, I8: every cent and every line that came in from outside is booked, parked or refused, and has one effect.
import type { FactOf } from '../world/outside-journal.ts';
import type { Check, CheckedDay, CheckedWorld } from './checked-day.ts';
import type { Violation } from './violation.ts';

interface PaymentSums {
  readonly count: number;
  readonly cents: number;
}

interface StatementAnswer {
  readonly booked: { readonly count: number };
  readonly suspense: { readonly count: number };
  readonly reversed: { readonly count: number };
  readonly pending: number;
  readonly duplicates: number;
}

const MICRO_PER_CENT = 10_000;

/** Adds up what the outside world handed over and compares with what the books hold. */
export class IntakeCheck implements Check {
  private readonly world: CheckedWorld;
  private readonly waiting = new Map<string, { readonly tenant: string; readonly amountsCents: readonly number[] }>();
  private readonly taken = new Map<string, PaymentSums>();

  constructor(world: CheckedWorld) {
    this.world = world;
  }

  async check(day: CheckedDay): Promise<Violation[]> {
    const violations: Violation[] = [];
    for (const fact of day.facts) {
      if (fact.kind === 'statement') this.waiting.set(fact.deliveryId, { tenant: fact.tenantId, amountsCents: fact.amountsCents });
      if (fact.kind === 'paid' && fact.deliveryId !== null) this.waiting.set(fact.deliveryId, { tenant: this.tenantOf(fact.accountId), amountsCents: [fact.amountCents] });
      if (fact.kind === 'delivered') violations.push(...this.delivered(fact));
    }
    return [...violations, ...(await this.compareMoney(day)), ...(await this.effects(day))];
  }

  private tenantOf(accountId: string): string {
    return this.world.homes.find(({ publicId }) => publicId === accountId)?.tenantPublicId ?? '';
  }

  private delivered(fact: FactOf<'delivered'>): Violation[] {
    if (fact.status < 200 || fact.status >= 300) return [];
    const violations = [...this.countsOfReadings(fact), ...this.countsOfStatement(fact)];
    const money = this.waiting.get(fact.deliveryId);
    if (money === undefined) return violations;
    this.waiting.delete(fact.deliveryId);
    const sums = this.taken.get(money.tenant) ?? { count: 0, cents: 0 };
    this.taken.set(money.tenant, { count: sums.count + money.amountsCents.length, cents: sums.cents + money.amountsCents.reduce((sum, cents) => sum + cents, 0) });
    return violations;
  }

  private countsOfReadings(fact: FactOf<'delivered'>): Violation[] {
    if (fact.path !== '/v1/meter-readings') return [];
    const answer = JSON.parse(fact.answer) as { readings: number; accepted: number; rejected: readonly unknown[]; verdict: string };
    if (answer.readings === answer.accepted + answer.rejected.length) return [];
    return [{ invariant: 'I8', home: null, atMs: fact.atMs, what: 'the readings of a file do not add up', facts: { file: fact.deliveryId, readings: answer.readings, accepted: answer.accepted, rejected: answer.rejected.length } }];
  }

  private countsOfStatement(fact: FactOf<'delivered'>): Violation[] {
    const money = this.waiting.get(fact.deliveryId);
    if (fact.path !== '/v1/bank-statements' || money === undefined) return [];
    const { booked, suspense, reversed, pending, duplicates } = JSON.parse(fact.answer) as StatementAnswer;
    const told = booked.count + suspense.count + reversed.count + pending + duplicates;
    if (told === money.amountsCents.length) return [];
    return [{ invariant: 'I8', home: null, atMs: fact.atMs, what: `a statement of ${String(money.amountsCents.length)} lines is answered with ${String(told)}`, facts: { file: fact.deliveryId, answer: fact.answer } }];
  }

  private async compareMoney(day: CheckedDay): Promise<Violation[]> {
    const violations: Violation[] = [];
    for (const { id, tenantId } of this.world.tenants) {
      const [row] = await this.world.database.rows<{ count: number; sum: number; clearing: number }>(
        `select (select count(*) from payment where tenant_id = $1) as count, (select coalesce(sum(amount_micro_euro), 0)::bigint from payment where tenant_id = $1) as sum,
           (select coalesce(sum(debit_micro_euro - credit_micro_euro), 0)::bigint from general_ledger_line where tenant_id = $1
            and account in ('bank', 'clearing_terminal', 'clearing_cash', 'clearing_stripe') and batch_kind <> 'opening') as clearing`, [tenantId]);
      const taken = this.taken.get(id) ?? { count: 0, cents: 0 };
      const waiting = [...this.waiting.values()].filter(({ tenant }) => tenant === id);
      const possibleCents = waiting.flatMap(({ amountsCents }) => amountsCents).reduce((sum, cents) => sum + cents, 0);
      const [booked, clearing] = [(row?.sum ?? 0) / MICRO_PER_CENT, (row?.clearing ?? 0) / MICRO_PER_CENT];
      // What got no answer may have been booked all the same: then it is between the two sums.
      if (booked < taken.cents || booked > taken.cents + possibleCents) violations.push(this.moneyLost(day, id, `people paid ${String(taken.cents)} cents, the payments hold ${String(booked)}`, taken, row?.count));
      if (booked !== clearing) violations.push(this.moneyLost(day, id, `the payments hold ${String(booked)} cents, the clearing accounts ${String(clearing)}`, taken, row?.count));
    }
    return violations;
  }

  private moneyLost(day: CheckedDay, tenant: string, what: string, taken: PaymentSums, rows: number | undefined): Violation {
    return { invariant: 'I8', home: null, atMs: day.atMs, what, facts: { tenant, handedOver: taken.count, rows, unanswered: this.waiting.size } };
  }

  private async effects(day: CheckedDay): Promise<Violation[]> {
    const rows = await this.world.database.rows<{ channel: string; external_id: string; times: number }>(
      `select channel, external_id, count(*) as times from payment where tenant_id = any($1) and state <> 'refused' group by tenant_id, channel, external_id having count(*) > 1 limit 20`,
      [this.world.tenants.map(({ tenantId }) => tenantId)]);
    return rows.map((row) => ({ invariant: 'I3', home: null, atMs: day.atMs, what: `one payment has ${String(row.times)} effects`, facts: { channel: row.channel, externalId: row.external_id } }));
  }
}
