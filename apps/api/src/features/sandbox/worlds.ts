import { instant, type Instant } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';

/** What runs a statement: the pool, or a transaction that is open already. */
export interface Statements {
  query<Rows>(sql: string, values?: unknown[]): Promise<Rows>;
}

/** A world: tenants that share one clock, which runs with the wall's and can be moved forward. */
export interface World {
  readonly worldId: number;
  readonly publicId: string;
  readonly name: string;
  readonly offsetMs: number;
  /** True where people, the MDM and the bank act by themselves; false where a story makes everything happen. */
  readonly automatic: boolean;
  readonly advancingTo: Instant | null;
  readonly stepsDone: number;
}

/** Makes a world whose clock stands at an instant, which may lie before or after the wall's. */
export async function makeWorld(db: Statements, name: string, nowMs: number, automatic: boolean, wallNowMs: number): Promise<World> {
  const [made] = await db.query<[{ world_id: number; public_id: string }]>('select * from make_world($1, $2, $3)', [name, nowMs - wallNowMs, automatic]);
  return { worldId: made.world_id, publicId: made.public_id, name, offsetMs: nowMs - wallNowMs, automatic, advancingTo: null, stepsDone: 0 };
}

/** All worlds, the oldest first. */
export async function readWorlds(db: Statements): Promise<World[]> {
  const rows = await db.query<
    { world_id: number; public_id: string; name: string; offset_ms: number; automatic: boolean; advancing_to: number | null; steps_done: number }[]
  >('select * from sandbox_worlds()');
  return rows.map((row) => ({
    worldId: row.world_id,
    publicId: row.public_id,
    name: row.name,
    offsetMs: row.offset_ms,
    automatic: row.automatic,
    advancingTo: row.advancing_to === null ? null : instant(row.advancing_to),
    stepsDone: row.steps_done,
  }));
}

/** The time in a world. */
export function worldNow(world: World, wallNowMs: number): Instant {
  return instant(wallNowMs + world.offsetMs);
}

/** A world's clock as it is told to people and programs. */
export interface ClockFace {
  readonly worldId: string;
  readonly name: string;
  readonly now: string;
  readonly advancing: boolean;
  readonly target: string | null;
  readonly stepsDone: number;
}

export function clockFaceOf(world: World, wallNowMs: number): ClockFace {
  return {
    worldId: world.publicId,
    name: world.name,
    now: isoOf(worldNow(world, wallNowMs)),
    advancing: world.advancingTo !== null,
    target: world.advancingTo === null ? null : isoOf(world.advancingTo),
    stepsDone: world.stepsDone,
  };
}

/** Asks the worker to move a clock; false when it is moving already. */
export async function askToAdvance(dataSource: DataSource, world: World, target: Instant): Promise<boolean> {
  const [asked] = await dataSource.query<[{ asked: boolean }]>('select ask_world_to_advance($1, $2) as asked', [world.worldId, isoOf(target)]);
  return asked.asked;
}
