import { AuditCheck, ClosingCheck } from './check-history.ts';
import { BooksCheck } from './check-books.ts';
import { CutsCheck } from './check-cuts.ts';
import { IntakeCheck } from './check-intake.ts';
import { MessagesCheck } from './check-messages.ts';
import { ShownCheck } from './check-shown.ts';
import { SupplyCheck } from './check-supply.ts';
import { WaitingCheck } from './check-waiting.ts';
import { WallsCheck } from './check-walls.ts';
import type { Check, CheckedDay, CheckedWorld } from './checked-day.ts';
import type { FactOf } from '../world/outside-journal.ts';
import { DeliveredWarnings } from './delivered-warnings.ts';
import type { Violation } from './violation.ts';

/** The simulator lets a provider be out for three hours at a time. */
const OUTAGE_MS = 3 * 3_600_000;

/** What a simulation came to, beside what was wrong. */
export interface Figures {
  readonly cuts: number;
  readonly restores: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly paidToOnSeconds: readonly number[];
  readonly paidWhileUnreachable: number;
  readonly messages: { readonly sms: number; readonly mails: number; readonly milliEuro: number; readonly saidAgainAfterKill: number };
}

/**
 * Checks a simulated world against the invariants, day by day. It is written apart from the engine and shares no code with
 * it: it knows what the outside world saw, reads the API and the database, and adds up for itself.
 */
export class Checker {
  private readonly books: BooksCheck;
  private readonly cuts: CutsCheck;
  private readonly supply: SupplyCheck;
  private readonly messages: MessagesCheck;
  private readonly warnings: DeliveredWarnings;
  private readonly checks: readonly Check[];
  private readonly faults = new Map<string, number>();
  private readonly outages = new Set<string>();

  constructor(world: CheckedWorld, killedAt: () => readonly number[]) {
    this.books = new BooksCheck(world);
    this.warnings = new DeliveredWarnings(world);
    this.cuts = new CutsCheck(world, this.books.played, this.warnings);
    this.supply = new SupplyCheck(world, this.books.played);
    this.messages = new MessagesCheck(world, killedAt);
    // The books first: the others look at what was played.
    this.checks = [this.books, new IntakeCheck(world), this.cuts, this.supply, new ShownCheck(world, this.books.played), new WallsCheck(world), new AuditCheck(world), new ClosingCheck(world), this.messages, new WaitingCheck(world)];
  }

  async check(day: CheckedDay): Promise<Violation[]> {
    this.warnings.learn(day.facts);
    for (const fact of day.facts) if (fact.kind === 'fault') this.countFault(fact);
    const violations: Violation[] = [];
    for (const check of this.checks) violations.push(...(await check.check(day)));
    return violations;
  }

  // An outage is one fault, however often somebody knocks while it lasts.
  private countFault({ fault, atMs }: FactOf<'fault'>): void {
    const outage = fault.endsWith('_out') ? `${fault} ${String(Math.floor(atMs / OUTAGE_MS))}` : null;
    if (outage !== null && this.outages.has(outage)) return;
    if (outage !== null) this.outages.add(outage);
    this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1);
  }

  figures(): Figures {
    const { sms, mails, milliEuro, saidAgainAfterKill } = this.messages;
    return {
      cuts: this.cuts.cuts, restores: this.cuts.restores, faults: Object.fromEntries(this.faults),
      paidToOnSeconds: this.supply.paidToOnSeconds, paidWhileUnreachable: this.supply.paidWhileUnreachable,
      messages: { sms, mails, milliEuro, saidAgainAfterKill },
    };
  }
}
