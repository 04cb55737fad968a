// Homes of callers: a tenant in Flanders and one in Wallonia, a home of each scene for every language.
import { randomInt } from 'node:crypto';
import { call, pause, type System } from '../story/wire.ts';

export const LANGUAGES = ['nl', 'fr', 'de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How a home stands when the story begins. */
export const SCENES = ['on_emergency_credit', 'used_up', 'may_ask', 'used_up_walloon', 'landline'] as const;
export type Scene = (typeof SCENES)[number];

/** A person with a telephone that can only call and text. */
export interface Home {
  readonly language: Language;
  readonly scene: Scene;
  readonly number: string;
  readonly pin: string;
  readonly accountId: string;
  readonly ean: string;
  readonly reference: string;
  readonly meterSerial: string;
  readonly apiKey: string;
}

/** The world of the callers. */
export interface World {
  readonly system: System;
  readonly worldId: string;
  readonly homes: readonly Home[];
}

/** What the story looks at of an account. */
export interface Account {
  readonly balanceEuro: string;
  readonly confirmedSupply: string;
  readonly desiredSupply: string;
  readonly creditState: string;
}

const PIN = '4711';
const OPENING: Record<Scene, object> = {
  // 18 of the 50 euro of emergency credit are used; the emergency credit started by itself.
  on_emergency_credit: { openingCreditEuro: '0.00', debts: { supplyEuro: '18.00' } },
  // In Flanders the emergency credit is used up too: electricity falls to 10 A when every gate is open.
  used_up: { openingCreditEuro: '0.00', debts: { supplyEuro: '80.00' } },
  // In Wallonia the emergency credit has to be asked for.
  may_ask: { openingCreditEuro: '0.00', debts: { supplyEuro: '0.50' } },
  // There nothing is left to ask for either: electricity goes off.
  used_up_walloon: { openingCreditEuro: '0.00', debts: { supplyEuro: '80.00' } },
  // A telephone on the wall takes no SMS: its owner is called.
  landline: { openingCreditEuro: '0.00', debts: { supplyEuro: '80.00' } },
};
const IN_WALLONIA: ReadonlySet<Scene> = new Set<Scene>(['may_ask', 'used_up_walloon']);

/** Makes the world on a Tuesday night, with every home known to the outside world and with a PIN that came by letter. */
export async function openWorld(system: System, languages: readonly Language[], scenes: readonly Scene[]): Promise<World> {
  const { worldId } = await call<{ worldId: string }>(`${system.apiUrl}/v1/sandbox/worlds`, { key: system.sandboxKey, body: { name: 'story by phone', now: '2026-10-12T22:30:00Z', automatic: false } });
  const homes: Home[] = [];
  for (const region of ['flanders', 'wallonia'] as const) {
    const tenant = await call<{ tenantId: string; apiKey: string }>(`${system.apiUrl}/v1/sandbox/tenants`, {
      key: system.sandboxKey, body: { world: worldId, name: `Net van ${region}`, kind: 'social_supplier', region },
    });
    const here = scenes.filter((scene) => IN_WALLONIA.has(scene) === (region === 'wallonia'));
    for (const scene of here) for (const language of languages) homes.push(await openHome(system, tenant, scene, language));
  }
  await call(`${system.simulatorUrl}/control/worlds/${worldId}/learn`, { body: {} });
  for (const home of homes) await call(`${system.simulatorUrl}/control/homes/${home.accountId}/pin`, { body: { pin: PIN } });
  return { system, worldId, homes };
}

async function openHome(system: System, tenant: { tenantId: string; apiKey: string }, scene: Scene, language: Language): Promise<Home> {
  const number = scene === 'landline' ? `+3252${randomInt(200_000, 999_999)}` : `+3246${String(randomInt(1_000_000, 9_999_999)).replace(/0000$/, '0001')}`;
  const made = await call<{ accounts: { accountId: string; ean: string; reference: string; meterSerial: string }[] }>(`${system.apiUrl}/v1/sandbox/households`, {
    key: system.sandboxKey,
    body: {
      tenant: tenant.tenantId,
      customer: { name: `An ${language.toUpperCase()}`, phone: number, language },
      address: { street: 'Kouter', houseNumber: '7', postcode: '9240', town: 'Zele' },
      electricity: { registers: { offtake1: 1_000_000 }, ...OPENING[scene] },
      contractFrom: '2026-10-13',
    },
  });
  const [account] = made.accounts;
  if (account === undefined) throw new Error('no account was opened');
  return { ...account, language, scene, number, pin: PIN, apiKey: tenant.apiKey };
}

export function accountOf({ system }: World, home: Home): Promise<Account> {
  return call<Account>(`${system.apiUrl}/v1/accounts/${home.accountId}`, { key: home.apiKey });
}

/** Moves the world's clock and waits until it has arrived with everything done on the way. */
export async function moveClock({ system, worldId }: World, move: { readonly until: string } | { readonly duration: string }): Promise<void> {
  const clock = `${system.apiUrl}/v1/sandbox/clock`;
  await call(`${clock}/advance`, { key: system.sandboxKey, body: { world: worldId, ...move } });
  for (let waited = 0; waited < 1_200; waited += 1) {
    const { advancing } = await call<{ advancing: boolean }>(`${clock}?world=${worldId}`, { key: system.sandboxKey });
    if (!advancing) return;
    await pause(100);
  }
  throw new Error(`the clock did not arrive: ${JSON.stringify(move)}`);
}

/** One day of use, delivered and settled in the night after it; the clock stands at the next afternoon then. */
export async function liveOneDay(world: World, day: string, nextDay: string): Promise<void> {
  for (const home of world.homes) await call(`${world.system.simulatorUrl}/control/meters/${home.meterSerial}/use`, { body: { amount: 1_000 } });
  await moveClock(world, { until: `${nextDay}T00:30:00Z` });
  await call(`${world.system.simulatorUrl}/control/worlds/${world.worldId}/readings`, { body: { day, run: true } });
  await moveClock(world, { until: `${nextDay}T12:30:00Z` });
}

/** Pays with the link of an SMS as whoever holds it does: no login, the page of the card provider, Bancontact. */
export async function payWithLink(world: World, home: Home, link: string, amountEuro: string): Promise<Account> {
  const { system } = world;
  const before = await accountOf(world, home);
  const checkout = await call<{ id: string }>(`${system.apiUrl}/v1/checkout-sessions`, { body: { paymentLink: link.split('/pay/')[1] ?? '', amountEuro } });
  await call(`${system.simulatorUrl}/control/stripe/pay`, { body: { checkoutId: checkout.id, method: 'bancontact' } });
  for (let waited = 0; waited < 300; waited += 1) {
    const now = await accountOf(world, home);
    if (now.balanceEuro !== before.balanceEuro) return now;
    await pause(200);
  }
  throw new Error(`the payment of ${home.language} was not booked`);
}

/** Lets world time pass, ten minutes at a time, until the meter itself says that supply is so. */
export async function waitForSupply(world: World, home: Home, supply: string): Promise<void> {
  for (let waited = 0; waited < 12; waited += 1) {
    if ((await accountOf(world, home)).confirmedSupply === supply) return;
    await moveClock(world, { duration: 'PT10M' });
  }
  throw new Error(`supply of ${home.language} did not become ${supply}: ${JSON.stringify(await accountOf(world, home))}`);
}

/** The texts on a home's telephone, the newest first. */
export async function textsOf({ system, worldId }: World, home: Home): Promise<readonly string[]> {
  const inbox = await call<{ items: { channel: string; text: string }[] }>(`${system.simulatorUrl}/control/messages?to=${encodeURIComponent(home.number)}&world=${worldId}`);
  return inbox.items.filter(({ channel }) => channel === 'sms').map(({ text }) => text);
}
