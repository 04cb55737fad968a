// I6: whoever has paid has supply, or somebody named is working on it. Measures how long that takes.
import type { OutsideFact } from '../world/outside-journal.ts';
import type { Check, CheckedDay, CheckedWorld, PaperHome } from './checked-day.ts';
import type { PlayedAccount } from './played-account.ts';
import type { Violation } from './violation.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Longer than this without supply after a payment, with a meter that answers, is too long. Gas wakes once an hour. */
const LONGEST_DARK_MS = { electricity: 60 * MINUTE_MS, gas: 3 * HOUR_MS, exclusive_night: 60 * MINUTE_MS } as const;
const WITHOUT: ReadonlySet<string> = new Set(['limited', 'off']);
const GIVEN: ReadonlySet<string> = new Set(['on', 'ready']);

interface HistoryRow {
  readonly account_id: number;
  readonly confirmed_supply: string;
  readonly recorded_at: number;
}

/** Follows what meters really give, what is confirmed, and what is paid. */
export class SupplyCheck implements Check {
  /** Seconds of the world's clock from the booking of a payment to a confirmed "on" (or "press the button"), reachable meters. */
  readonly paidToOnSeconds: number[] = [];
  /** Payments after which the meter, or the AMM before it, could not be reached for a while. */
  paidWhileUnreachable = 0;
  private readonly world: CheckedWorld;
  private readonly played: ReadonlyMap<number, PlayedAccount>;
  private readonly real = new Map<string, string>();
  private readonly history = new Map<number, HistoryRow[]>();
  private readonly measuredUntil = new Map<number, number>();
  private readonly troubles = new Map<string, number[]>();
  private historyFromMs = 0;

  constructor(world: CheckedWorld, played: ReadonlyMap<number, PlayedAccount>) {
    this.world = world;
    this.played = played;
  }

  async check(day: CheckedDay): Promise<Violation[]> {
    for (const fact of day.facts) this.learn(fact);
    await this.readHistory(day);
    const open = await this.openCommands();
    for (const home of this.world.homes) this.measure(home);
    return this.world.homes.flatMap((home) => this.judge(home, day, open));
  }

  private learn(fact: OutsideFact): void {
    if (fact.kind === 'moved') this.real.set(fact.serial, fact.to);
    const serials = troubledSerials(fact);
    for (const serial of serials) this.troubles.set(serial, [...(this.troubles.get(serial) ?? []), fact.atMs]);
  }

  private async readHistory(day: CheckedDay): Promise<void> {
    const rows = await this.world.database.rows<HistoryRow>(
      'select account_id, confirmed_supply, recorded_at from supply_history where tenant_id = any($1) and recorded_at >= to_timestamp($2::float8 / 1000) order by recorded_at',
      [this.world.tenants.map(({ tenantId }) => tenantId), this.historyFromMs]);
    this.historyFromMs = day.atMs;
    for (const row of rows) this.history.set(row.account_id, [...(this.history.get(row.account_id) ?? []), row]);
  }

  private async openCommands(): Promise<ReadonlySet<number>> {
    const rows = await this.world.database.rows<{ account_id: number }>('select account_id from command where tenant_id = any($1) and is_open', [this.world.tenants.map(({ tenantId }) => tenantId)]);
    return new Set(rows.map(({ account_id }) => account_id));
  }

  /** Each payment that found the home confirmed limited or off, until the next confirmation that supply is back. */
  private measure(home: PaperHome): void {
    const history = this.history.get(home.accountId) ?? [];
    const from = this.measuredUntil.get(home.accountId) ?? 0;
    const entries = (this.played.get(home.accountId)?.positions ?? []).filter(({ entry, balances }) => entry.causeKind === 'payment' && entry.entryNo > from && balances.credit > 0);
    // One payment makes several entries; the first that leaves credit counts.
    const payments = entries.filter(({ entry }, index) => entries[index - 1]?.entry.causeId !== entry.causeId);
    for (const { entry } of payments) {
      const before = history.findLast(({ recorded_at }) => recorded_at <= entry.recordedAtMs);
      const after = history.find(({ recorded_at, confirmed_supply }) => recorded_at >= entry.recordedAtMs && GIVEN.has(confirmed_supply));
      const isDark = before !== undefined && WITHOUT.has(before.confirmed_supply);
      if (isDark && after === undefined) return;
      this.measuredUntil.set(home.accountId, entries.findLast((other) => other.entry.causeId === entry.causeId)?.entry.entryNo ?? entry.entryNo);
      if (!isDark || after === undefined) continue;
      if (this.wasTroubled(home, entry.recordedAtMs, after.recorded_at)) this.paidWhileUnreachable += 1;
      else this.paidToOnSeconds.push(Math.round((after.recorded_at - entry.recordedAtMs) / 1_000));
    }
  }

  private judge(home: PaperHome, day: CheckedDay, open: ReadonlySet<number>): Violation[] {
    const supply = this.real.get(home.serial) ?? 'on';
    const position = this.played.get(home.accountId)?.positions.at(-1);
    if (!WITHOUT.has(supply) || position === undefined || position.balances.credit === 0) return [];
    const payment = this.played.get(home.accountId)?.positions.findLast(({ entry }) => entry.causeKind === 'payment');
    const paidAtMs = payment?.entry.recordedAtMs ?? day.atMs;
    const darkMs = day.atMs - paidAtMs;
    if (darkMs < LONGEST_DARK_MS[home.utility] || this.wasTroubled(home, day.atMs - LONGEST_DARK_MS[home.utility], day.atMs)) return [];
    const worked = open.has(home.accountId) ? 'an order is open' : 'and nobody is working on it';
    return [{
      invariant: 'I6', home: home.publicId, atMs: day.atMs, what: `paid ${String(Math.round(darkMs / MINUTE_MS))} minutes ago, in credit, the meter answers, and the home is ${supply}: ${worked}`,
      facts: { serial: home.serial, utility: home.utility, credit: position.balances.credit, paidAt: new Date(paidAtMs).toISOString() },
    }];
  }

  private wasTroubled(home: PaperHome, fromMs: number, untilMs: number): boolean {
    return [home.serial, home.throughSerial].some((serial) => (this.troubles.get(serial ?? '') ?? []).some((atMs) => atMs >= fromMs - MINUTE_MS && atMs <= untilMs));
  }
}

function troubledSerials(fact: OutsideFact): string[] {
  if (fact.kind === 'unreachable') return [fact.serial];
  if (fact.kind === 'order' && fact.result !== 'OK') return [fact.serial];
  return fact.kind === 'fault' && fact.fault === 'amm_out' ? fact.about.split(' ') : [];
}
