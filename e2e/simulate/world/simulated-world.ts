import { localInstantMs } from './calendar.ts';
import { faultShares } from './fault-plan.ts';
import { type PlannedHome, plannedHomes } from './population.ts';
import type { SimulatedHouse } from '../house/simulated-house.ts';
import { ask, pause } from './wire.ts';

/** A supplier of a simulated world with the key of its outside systems. */
export interface SimulatedTenant {
  readonly id: string;
  readonly apiKey: string;
}

/** An account as it was opened. */
export interface SimulatedAccount {
  readonly accountId: string;
  readonly tenantId: string;
  readonly utility: string;
  readonly ean: string;
  readonly reference: string;
  readonly meterSerial: string;
}

/** A world of its own in a house: suppliers, homes, and a clock that only its simulation moves. */
export interface SimulatedWorld {
  readonly worldId: string;
  readonly tenants: readonly SimulatedTenant[];
  readonly accounts: readonly SimulatedAccount[];
}

const SUPPLIERS = ['Netbeheer Noord', 'Netbeheer Zuid'] as const;
const OPENED_AT_ONCE = 4;
/** Half an hour into the first day: it has begun, and nothing of it is due yet. */
const START_MINUTE = 30;
/** A day is over for the checker when the night's first quarter has passed. */
const CHECK_MINUTE = 45;
const LONGEST_DAY_MS = 600_000;
const LOOK_EVERY_MS = 100;

/** Makes the world of a seed: two suppliers that share its homes, with everything that can fail set to the seed's shares. */
export async function makeWorld({ house }: SimulatedHouse, seed: number, homes: number, firstDay: string): Promise<SimulatedWorld> {
  const sandboxKey = house.secrets['SANDBOX_KEY'] ?? '';
  const now = new Date(localInstantMs(firstDay, START_MINUTE)).toISOString();
  const { worldId } = await ask<{ worldId: string }>(`${house.apiUrl}/v1/sandbox/worlds`, sandboxKey, { name: `simulation ${String(seed)}`, now, automatic: true });
  const tenants: SimulatedTenant[] = [];
  for (const name of SUPPLIERS) {
    const made = await ask<{ tenantId: string; apiKey: string }>(`${house.apiUrl}/v1/sandbox/tenants`, sandboxKey, { world: worldId, name, kind: 'social_supplier', region: 'flanders' });
    tenants.push({ id: made.tenantId, apiKey: made.apiKey });
  }
  await ask(`${house.simulatorUrl}/control/faults`, '', faultShares(seed));
  const accounts = await openHomes(house.apiUrl, sandboxKey, tenants, plannedHomes(seed, homes, firstDay));
  return { worldId, tenants, accounts };
}

async function openHomes(apiUrl: string, sandboxKey: string, tenants: readonly SimulatedTenant[], homes: readonly PlannedHome[]): Promise<SimulatedAccount[]> {
  const accounts: SimulatedAccount[][] = [];
  const waiting = homes.entries();
  const lane = async (): Promise<void> => {
    for (const [index, home] of waiting) {
      const tenant = (tenants[index % tenants.length] as SimulatedTenant).id;
      const made = await ask<{ accounts: Omit<SimulatedAccount, 'tenantId'>[] }>(`${apiUrl}/v1/sandbox/households`, sandboxKey, { tenant, ...home });
      accounts[index] = made.accounts.map((account) => ({ ...account, tenantId: tenant }));
    }
  };
  await Promise.all(Array.from({ length: OPENED_AT_ONCE }, lane));
  return accounts.flat();
}

/** The moment at which a day is checked: shortly after its midnight. */
export function checkedAtMs(dayAfter: string): number {
  return localInstantMs(dayAfter, CHECK_MINUTE);
}

/** Moves the world's clock to a moment and waits until everything on the way is done. */
export async function liveUntil({ house }: SimulatedHouse, worldId: string, untilMs: number): Promise<void> {
  const sandboxKey = house.secrets['SANDBOX_KEY'] ?? '';
  const clock = `${house.apiUrl}/v1/sandbox/clock`;
  const until = new Date(untilMs).toISOString();
  await ask(`${clock}/advance`, sandboxKey, { world: worldId, until });
  const deadline = performance.now() + LONGEST_DAY_MS;
  for (;;) {
    const face = await ask<{ advancing: boolean; now: string }>(`${clock}?world=${worldId}`, sandboxKey);
    if (!face.advancing && face.now >= until) return;
    if (performance.now() > deadline) throw new Error(`the clock of the world stands at ${face.now} and does not reach ${until}`);
    await pause(LOOK_EVERY_MS);
  }
}
