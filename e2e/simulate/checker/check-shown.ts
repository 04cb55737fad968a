// I11: what every channel shows is what the entries make.
import { drawOne } from '../draw.ts';
import { ask } from '../world/wire.ts';
import type { Check, CheckedDay, CheckedWorld } from './checked-day.ts';
import type { PlayedAccount } from './played-account.ts';
import type { Violation } from './violation.ts';

const CENT = 10_000;
const PAGE = 100;

interface ShownAccount {
  readonly id: string;
  readonly balanceEuro: string;
  readonly debtEuro: string;
}

/** Compares the list and one account's own page with the played balances. */
export class ShownCheck implements Check {
  private readonly world: CheckedWorld;
  private readonly played: ReadonlyMap<number, PlayedAccount>;

  constructor(world: CheckedWorld, played: ReadonlyMap<number, PlayedAccount>) {
    this.world = world;
    this.played = played;
  }

  async check(day: CheckedDay): Promise<Violation[]> {
    const violations: Violation[] = [];
    for (const tenant of this.world.tenants) {
      const shown = await this.listOf(tenant.apiKey);
      const own = this.world.homes.filter((home) => home.tenantId === tenant.tenantId);
      if (shown.length !== own.length) violations.push({ invariant: 'I9', home: null, atMs: day.atMs, what: `supplier ${tenant.id} is shown ${String(shown.length)} accounts and has ${String(own.length)}`, facts: {} });
      const looked = drawOne(own, day.day, tenant.id, 'looked at').publicId;
      const one = await ask<ShownAccount>(`${this.world.apiUrl}/v1/accounts/${looked}`, tenant.apiKey);
      for (const account of [...shown, one]) violations.push(...this.compare(account, day));
    }
    return violations;
  }

  private async listOf(apiKey: string): Promise<ShownAccount[]> {
    const all: ShownAccount[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: ShownAccount[]; nextCursor: string | null } = await ask(`${this.world.apiUrl}/v1/accounts?limit=${String(PAGE)}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`, apiKey);
      all.push(...page.items);
      cursor = page.nextCursor;
    }
    return all;
  }

  private compare(shown: ShownAccount, day: CheckedDay): Violation[] {
    const home = this.world.homes.find(({ publicId }) => publicId === shown.id);
    const played = home === undefined ? undefined : this.played.get(home.accountId);
    if (played === undefined) return [{ invariant: 'I9', home: shown.id, atMs: day.atMs, what: 'an account of another supplier is shown', facts: {} }];
    const { debt_supply, debt_protected, debt_old, debt_returned, debt_correction } = played.now;
    const debt = debt_supply + debt_protected + debt_old + debt_returned + debt_correction;
    const wrong = [];
    if (!isSame(shown.balanceEuro, played.shown)) wrong.push(`the balance is shown as ${shown.balanceEuro}, played it is ${String(played.shown)} micro-euro`);
    if (!isSame(shown.debtEuro, debt)) wrong.push(`the debt is shown as ${shown.debtEuro}, played it is ${String(debt)} micro-euro`);
    return wrong.map((what) => ({ invariant: 'I11', home: shown.id, atMs: day.atMs, what, facts: {} }));
  }
}

// Shown to the cent: less than one cent apart is the same figure.
function isSame(euro: string, microEuro: number): boolean {
  const [whole = '0', cents = ''] = euro.replace('-', '').split('.');
  const amount = Number(whole) * 1_000_000 + Number(cents.padEnd(6, '0'));
  return Math.abs((euro.startsWith('-') ? -amount : amount) - microEuro) < CENT;
}
