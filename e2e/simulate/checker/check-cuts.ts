// I4, I5, I7, I13: each cut as the meter itself carried it out, against everything that must have been true.
import type { FactOf, OutsideFact } from '../world/outside-journal.ts';
import type { Check, CheckedDay, CheckedWorld, PaperHome } from './checked-day.ts';
import { closedBecause, isGasSeason } from './law.ts';
import type { PlayedAccount, Position } from './played-account.ts';
import type { Violation } from './violation.ts';
import type { DeliveredWarnings, SentWarning } from './delivered-warnings.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const EURO = 1_000_000;
const SAME_STOP_MS = 2_000;
/** Emergency credit is at least this much; a home that has not used it up is not cut. */
const LEAST_EMERGENCY = 50 * EURO;
const GATES = 14;
const RANK: Readonly<Record<string, number>> = { off: 0, ready: 0, tripped: 0, limited: 1, on: 2 };

type Move = FactOf<'moved'>;
type Order = FactOf<'order'>;

interface CommandRow {
  readonly command_id: string;
  readonly wish_version: number;
  readonly sent_at: number | null;
  readonly sent_wall_at: number | null;
  readonly gates: readonly { readonly gate: string; readonly passed: boolean }[] | null;
  readonly reasons: readonly unknown[] | null;
  readonly released: boolean | null;
  readonly wanted_supply: string | null;
}

/** True for a move that left the home with less supply because of an order. */
export function isCut({ by, from, to }: Move): boolean {
  return by === 'order' && (to === 'limited' || to === 'off') && (RANK[to] ?? 0) < (RANK[from] ?? 0) + (from === 'ready' || from === 'tripped' ? 1 : 0) && to !== from;
}

/** True for a move by order that gave supply back, or left it for a person to press. */
export function isRestore({ by, from, to }: Move): boolean {
  return by === 'order' && (from === 'off' || from === 'limited' || from === 'tripped') && (to === 'on' || to === 'ready');
}

/** Looks at every cut of the day. */
export class CutsCheck implements Check {
  cuts = 0;
  restores = 0;
  private readonly world: CheckedWorld;
  private readonly played: ReadonlyMap<number, PlayedAccount>;
  private readonly warnings: DeliveredWarnings;
  private readonly orders = new Map<string, Order>();
  private readonly lessOrders: { readonly atMs: number; readonly serial: string }[] = [];
  private readonly lastReading = new Map<string, string>();
  private readonly answeredWallMs = new Map<string, number>();

  constructor(world: CheckedWorld, played: ReadonlyMap<number, PlayedAccount>, warnings: DeliveredWarnings) {
    this.world = world;
    this.played = played;
    this.warnings = warnings;
  }

  async check(day: CheckedDay): Promise<Violation[]> {
    const violations: Violation[] = [];
    for (const fact of day.facts) {
      this.learn(fact);
      if (fact.kind !== 'moved') continue;
      if (isRestore(fact)) this.restores += 1;
      if (!isCut(fact)) continue;
      this.cuts += 1;
      const home = this.world.homes.find(({ serial }) => serial === fact.serial);
      if (home !== undefined) violations.push(...(await this.judge(home, fact)));
    }
    return [...violations, ...this.judgeHours()];
  }

  private learn(fact: OutsideFact): void {
    if (fact.kind === 'reading' && fact.quality !== 'estimated') this.lastReading.set(fact.ean, [this.lastReading.get(fact.ean) ?? '', fact.day].toSorted().at(-1) ?? fact.day);
    if (fact.kind === 'delivered' && fact.status >= 200 && fact.status < 300 && !this.answeredWallMs.has(fact.deliveryId)) this.answeredWallMs.set(fact.deliveryId, fact.wallMs);
    if (fact.kind !== 'order') return;
    this.orders.set(fact.orderId, fact);
    if (isLess(fact)) this.lessOrders.push({ atMs: fact.atMs, serial: fact.serial });
  }

  private async judge(home: PaperHome, move: Move): Promise<Violation[]> {
    const order = this.orders.get(move.orderId ?? '');
    const facts = { serial: home.serial, utility: home.utility, from: move.from, to: move.to, movedAt: iso(move.atMs), orderedAt: order === undefined ? null : iso(order.atMs) };
    const tell = (invariant: Violation['invariant'], what: string, more: object = {}): Violation => ({ invariant, home: home.publicId, atMs: move.atMs, what, facts: { ...facts, ...more } });
    if (order === undefined) return [tell('I5', 'the meter was cut by an order that nobody gave')];
    const command = await this.commandOf(home, order);
    if (command === undefined) return [tell('I5', 'the meter was cut and there is no command for it')];
    return [
      ...hours(home, move).map((what) => tell('I4', what)),
      ...this.staleness(home, order).map((what) => tell('I4', what)),
      ...decision(command).map((what) => tell('I5', what, { command: command.command_id })),
      ...this.money(home, order, command).map((what) => tell('I4', what, { command: command.command_id })),
      ...(await this.warned(home, order)).map(({ what, warnings }) => tell('I13', what, { warnings })),
    ];
  }

  private async commandOf(home: PaperHome, order: Order): Promise<CommandRow | undefined> {
    const [row] = await this.world.database.rows<CommandRow>(
      `select k.command_id, k.wish_version, k.sent_at, k.sent_wall_at, k.gates, w.reasons, w.released, w.wanted_supply
       from command k left join supply_wish w on w.account_id = k.account_id and w.version = k.wish_version
       where k.account_id = $1 and k.action = $2 and k.requested_at <= to_timestamp($3::float8 / 1000)
       order by k.requested_at desc limit 1`, [home.accountId, order.action, order.atMs + SAME_STOP_MS]);
    return row;
  }

  // The newest measured day that the MDM ever handed over is an upper bound of what the platform can know.
  private staleness(home: PaperHome, order: Order): string[] {
    const day = this.lastReading.get(home.ean);
    const measuredUntil = day === undefined ? 0 : Date.parse(`${day}T22:00:00Z`);
    return order.atMs - measuredUntil > 2 * DAY_MS + 2 * HOUR_MS ? [`the last measured day is ${day ?? 'none'}`] : [];
  }

  private money(home: PaperHome, order: Order, command: CommandRow): string[] {
    const known = this.played.get(home.accountId)?.positions.filter((position) => this.isKnown(position, order, command)).at(-1);
    if (known === undefined) return ['nothing was booked on this account when it was cut'];
    const { credit, debt_supply } = known.balances;
    if (credit > 0) return [`there were ${String(credit)} micro-euro of credit after entry ${String(known.entry.entryNo)} (${known.entry.kind}) when the order was sent`];
    return debt_supply < LEAST_EMERGENCY ? [`only ${String(debt_supply)} micro-euro of emergency credit were used`] : [];
  }

  // Surely known to the sender: booked at an earlier stop of the clock, or answered to the payer before the sending began.
  private isKnown({ entry }: Position, order: Order, command: CommandRow): boolean {
    if (entry.recordedAtMs < order.atMs - SAME_STOP_MS) return true;
    const answered = this.answeredWallMs.get(`payment ${entry.causeId}`);
    const isThisSending = command.sent_at !== null && Math.abs(command.sent_at - order.atMs) < SAME_STOP_MS;
    return answered !== undefined && isThisSending && command.sent_wall_at !== null && answered < command.sent_wall_at;
  }

  private async warned(home: PaperHome, order: Order): Promise<{ readonly what: string; readonly warnings: readonly SentWarning[] }[]> {
    const warnings = await this.warnings.of(home, this.lastPaymentBefore(home, order), order.atMs);
    // What arrived more than a week ago was about another shortage; a letter that came today may have been written before that.
    const arrived = warnings.flatMap(({ arrivedAtMs }) => (arrivedAtMs === null || order.atMs - arrivedAtMs > 7 * DAY_MS ? [] : [arrivedAtMs]));
    const old = arrived.filter((atMs) => order.atMs - atMs >= DAY_MS);
    if (arrived.length === 0) return [{ what: 'no warning had reached the customer', warnings }];
    return old.length < 2 ? [{ what: `only ${String(old.length)} warnings had been there for a day`, warnings }] : [];
  }

  private lastPaymentBefore(home: PaperHome, order: Order): number {
    const positions = this.played.get(home.accountId)?.positions ?? [];
    return positions.findLast(({ entry }) => entry.causeKind === 'payment' && entry.recordedAtMs < order.atMs - SAME_STOP_MS)?.entry.recordedAtMs ?? 0;
  }

  private judgeHours(): Violation[] {
    const violations: Violation[] = [];
    for (const [index, { atMs, serial }] of this.lessOrders.entries()) {
      const first = this.lessOrders[index - this.world.cutsPerHour];
      if (first === undefined || atMs - first.atMs >= HOUR_MS) continue;
      violations.push({ invariant: 'I7', home: this.world.homes.find((home) => home.serial === serial)?.publicId ?? null, atMs, what: `more than ${String(this.world.cutsPerHour)} orders for less supply within an hour`, facts: { first: iso(first.atMs), last: iso(atMs) } });
    }
    this.lessOrders.splice(0, Math.max(0, this.lessOrders.length - this.world.cutsPerHour));
    return violations;
  }
}

function isLess({ action, result }: Order): boolean {
  return (action === 'limit' || action === 'disconnect') && result === 'OK';
}

function hours(home: PaperHome, move: Move): string[] {
  const closed = closedBecause(move.atMs);
  return [
    ...(closed === null ? [] : [closed]),
    ...(home.utility === 'gas' && isGasSeason(move.atMs) ? ['gas was closed in the season'] : []),
    ...(home.utility === 'electricity' && move.to === 'off' ? ['electricity was switched off without a decision of the committee'] : []),
    ...(home.utility !== 'electricity' && move.to === 'limited' ? ['what has no limiter was limited'] : []),
  ];
}

function decision({ gates, reasons, released, wanted_supply }: CommandRow): string[] {
  const failed = (gates ?? []).filter(({ passed }) => !passed).map(({ gate }) => gate);
  return [
    ...((gates ?? []).length < GATES ? [`only ${String((gates ?? []).length)} gates were answered`] : []),
    ...(failed.length > 0 ? [`gates that were closed: ${failed.join(', ')}`] : []),
    ...((reasons ?? []).length === 0 ? ['the decision has no reasons'] : []),
    ...(released === true ? [] : ['the run that decided it was not released']),
    ...(wanted_supply === 'on' ? ['the decision behind it wanted the home on'] : []),
  ];
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString();
}
