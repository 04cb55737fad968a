import type { Answer } from '../api/api.js';
import { press as pressButton, trip } from '../amm/moves.js';
import { counterDelivery, receive, statementDelivery, transferOf, usualFormat, type StatementFormat } from '../bank/bank.js';
import { dayOf } from '../calendar/supply-day.js';
import type { Home } from '../homes/home.js';
import type { Mistake, PayChannel } from '../homes/habit.js';
import { LIMITED_WH_PER_HOUR } from '../homes/use.js';
import { CallerError } from '../http/router.js';
import { readingsByHand } from '../mdm/mdm.js';
import { bringUpToDate, useNow } from '../meters/house.js';
import type { Meter, MeterFaults } from '../meters/meter.js';
import type { Delivery, State, World } from '../store/state.js';
import { learnWorld } from '../world/learn.js';
import { deliver } from '../world/outbox.js';
import type { OutsideWorld } from '../world/outside-world.js';

/** What a person does by hand in the outside world, from the page or from a story. */
export interface Payment {
  readonly home: Home;
  readonly amountCents: number;
  readonly mistake: Mistake | null;
}

export interface Sent {
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
  readonly answer: Answer;
}

/** The world with that id, learnt from the API when it is new. Throws a CallerError when nobody knows it. */
export async function worldNamed(outside: OutsideWorld, worldId: string): Promise<World> {
  const world = outside.state.worlds[worldId] ?? await learnWorld(outside, worldId);
  if (world === null) throw new CallerError(404, 'unknown_world', `There is no world ${worldId}.`);
  return world;
}

/** The home of an account id, reference or EAN; asks the API once more when it is not known yet. */
export async function homeNamed(outside: OutsideWorld, key: string): Promise<{ readonly world: World; readonly home: Home }> {
  const known = searchHome(outside.state, key);
  if (known !== null) return known;
  for (const worldId of Object.keys(outside.state.worlds)) await learnWorld(outside, worldId);
  const found = searchHome(outside.state, key);
  if (found === null) throw new CallerError(404, 'unknown_home', `No home has the account, reference or EAN ${key}.`);
  return found;
}

/** Pays at once: transfers go on one statement that is sent immediately; a counter tells the API itself. */
export async function pay(
  outside: OutsideWorld, world: World, payments: readonly Payment[], channel: PayChannel, format: StatementFormat | null,
): Promise<readonly Sent[]> {
  if (channel !== 'transfer') {
    const counter = channel === 'cash' ? 'cash_desk' : 'terminal';
    return sent(outside, world, payments.map(({ home, amountCents }) => counterDelivery(world, home, amountCents, counter, world.nowMs)));
  }
  const tenantIds = new Set(payments.map(({ home }) => home.tenantId));
  for (const { home, amountCents, mistake } of payments) receive(world, home.tenantId, transferOf(home, amountCents, mistake));
  const statements = world.tenants.filter(({ id }) => tenantIds.has(id))
    .map((tenant) => statementDelivery(world, tenant, format ?? usualFormat(world, tenant.id)));
  return sent(outside, world, statements.filter((statement) => statement !== null));
}

/** Uses Wh or dm3 now. More power than a limited home may draw trips its breaker, and nothing flows. */
export async function consume(
  outside: OutsideWorld, world: World, meter: Meter, amount: number, powerW: number | null,
): Promise<{ readonly used: number; readonly tripped: boolean }> {
  const tooMuch = meter.utility === 'electricity' && powerW !== null && powerW > LIMITED_WH_PER_HOUR;
  if (tooMuch && await trip(outside, world, meter.serial)) return kept(outside, { used: 0, tripped: true });
  return kept(outside, { used: useNow(outside.seed, world, meter.serial, amount), tripped: false });
}

/** Pushes the button; false when nothing was waiting for it. */
export async function press(outside: OutsideWorld, world: World, serial: string): Promise<boolean> {
  return kept(outside, await pressButton(outside, world, serial));
}

/** Pulls the communication module out of a meter, or puts it back. Supply itself does not change. */
export function setPlugged(outside: OutsideWorld, world: World, meter: Meter, plugged: boolean): void {
  kept(outside, (world.meters[meter.serial] = { ...bringUpToDate(outside.seed, world, meter), plugged }));
}

/** Sets some faults of one meter; the others stay. */
export function setFaults(outside: OutsideWorld, world: World, meter: Meter, faults: Partial<MeterFaults>): void {
  kept(outside, (world.meters[meter.serial] = { ...meter, faults: { ...meter.faults, ...faults } }));
}

/** Sends the registers of one finished supply day of all tenants, and (unless told not to) asks for its run. */
export async function deliverReadings(outside: OutsideWorld, world: World, day: string, run: boolean): Promise<readonly Sent[]> {
  if (day >= dayOf(world.nowMs)) throw new CallerError(409, 'day_not_over', `Supply day ${day} is not over in this world yet.`);
  return sent(outside, world, world.tenants.flatMap((tenant) => [
    ...readingsByHand(world, tenant.id, day),
    ...(run ? [{
      id: `run by hand ${world.id} ${tenant.id} ${day}`, tenantId: tenant.id, path: '/v1/daily-runs', contentType: 'application/json',
      body: JSON.stringify({ day }), idempotencyKey: `daily-run-${world.id}-${tenant.id}-${day}`,
    }] : []),
  ]));
}

async function sent(outside: OutsideWorld, world: World, deliveries: readonly Delivery[]): Promise<readonly Sent[]> {
  const answers = kept(outside, await deliver(outside, world, deliveries));
  return deliveries.map(({ path, contentType, body }, index) => ({ path, contentType, body, answer: answers[index] ?? { status: 0, body: '' } }));
}

function kept<T>(outside: OutsideWorld, result: T): T {
  outside.save();
  return result;
}

function searchHome(state: State, key: string): { readonly world: World; readonly home: Home } | null {
  const digits = key.replace(/[+/*\s.]/g, '');
  for (const world of Object.values(state.worlds).reverse()) {
    const home = world.homes.find((candidate) => candidate.accountId === key || candidate.reference === digits || candidate.ean === digits);
    if (home !== undefined) return { world, home };
  }
  return null;
}
