import { Checker, type Figures } from './checker/checker.ts';
import { type CheckedWorld, readHomes } from './checker/checked-day.ts';
import { ReadOnlyDatabase } from './checker/database.ts';
import type { Violation } from './checker/violation.ts';
import { CUTS_PER_HOUR, type SimulatedHouse } from './house/simulated-house.ts';
import { dayAfter } from './world/calendar.ts';
import { firstDay, killOn } from './world/fault-plan.ts';
import { OutsideJournal } from './world/outside-journal.ts';
import { checkedAtMs, liveUntil, makeWorld, type SimulatedWorld } from './world/simulated-world.ts';

/** What to simulate. */
export interface Simulation {
  readonly seed: number;
  readonly homes: number;
  readonly days: number;
  /** Whether processes of the house are killed; two simulations in one house share its processes. */
  readonly kills: boolean;
}

/** What came of it. */
export interface SimulationResult extends Figures {
  readonly seed: number;
  readonly firstDay: string;
  readonly accounts: number;
  readonly violations: readonly Violation[];
  readonly killed: number;
}

/** Told after each day. */
export type TellDay = (told: { readonly day: string; readonly seconds: number; readonly cuts: number; readonly restores: number; readonly violations: readonly Violation[] }) => void;

/** Lives through the days of a seed in a house that runs, and checks every invariant after each of them. */
export async function runSimulation(simulated: SimulatedHouse, simulation: Simulation, tellDay: TellDay): Promise<SimulationResult> {
  const { seed, homes, days } = simulation;
  const first = firstDay(seed, days);
  const world = await makeWorld(simulated, seed, homes, first);
  const database = await new ReadOnlyDatabase(simulated.house.adminDatabaseUrl).open();
  const application = await new ReadOnlyDatabase(simulated.applicationDatabaseUrl).open();
  try {
    const killedAt: number[] = [];
    const checker = new Checker(await checkedWorld(simulated, world, database, application), () => killedAt);
    const violations = await liveDays({ simulated, simulation, world, first, checker, killedAt }, tellDay);
    return { seed, firstDay: first, accounts: world.accounts.length, violations, killed: killedAt.length, ...checker.figures() };
  } finally {
    await database.close();
    await application.close();
  }
}

async function checkedWorld({ house }: SimulatedHouse, world: SimulatedWorld, database: ReadOnlyDatabase, application: ReadOnlyDatabase): Promise<CheckedWorld> {
  const ids = await database.rows<{ tenant_id: number; public_id: string }>('select tenant_id, public_id from tenant where public_id = any($1)', [world.tenants.map(({ id }) => id)]);
  const tenants = world.tenants.map((tenant) => ({ ...tenant, tenantId: ids.find(({ public_id }) => public_id === tenant.id)?.tenant_id ?? 0 }));
  return { database, application, apiUrl: house.apiUrl, tenants, homes: await readHomes(database, world.tenants), cutsPerHour: CUTS_PER_HOUR };
}

interface Life {
  readonly simulated: SimulatedHouse;
  readonly simulation: Simulation;
  readonly world: SimulatedWorld;
  readonly first: string;
  readonly checker: Checker;
  readonly killedAt: number[];
}

async function liveDays({ simulated, simulation, world, first, checker, killedAt }: Life, tellDay: TellDay): Promise<Violation[]> {
  const journal = new OutsideJournal(simulated.journalFile(world.worldId));
  const all: Violation[] = [];
  for (let number = 1; number <= simulation.days; number += 1) {
    const day = dayAfter(first, number - 1);
    const startedAt = performance.now();
    const kill = simulation.kills ? killOn(simulation.seed, day) : null;
    if (kill !== null) simulated.arm(kill, `${String(simulation.seed)} ${day}`);
    const diedBefore = simulated.killed();
    const atMs = checkedAtMs(dayAfter(day, 1));
    await liveUntil(simulated, world.worldId, atMs);
    if (simulated.killed() > diedBefore) killedAt.push(atMs);
    const violations = await checker.check({ day, atMs, number, isLast: number === simulation.days, facts: journal.news() });
    all.push(...violations);
    const { cuts, restores } = checker.figures();
    tellDay({ day, seconds: (performance.now() - startedAt) / 1_000, cuts, restores, violations });
  }
  return all;
}
