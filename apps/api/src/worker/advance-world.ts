import type { Instant } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { isoOf } from '../adapters/clock/wall-clock.js';
import { nextDueAt, type ServedTenant } from '../adapters/postgres/due-store.js';
import { nextStop } from '../features/sandbox/clock-steps.js';
import { sweepTenant, timeOf, type WorkDeps, workTenant } from './tenant-work.js';

/** What moving a sandbox clock needs beside the work itself. */
export interface AdvanceDeps extends WorkDeps {
  readonly wallNowMs: () => number;
  /** Tells the outside world of the sandbox what time it is, and waits until it has done all that is due until then. */
  readonly tellWorld: (worldPublicId: string, now: Instant) => Promise<void>;
}

/** A moment at which work begets work without end would hang a clock; then it goes on and the sweeper catches up. */
const ROUNDS_PER_STOP = 50;

/**
 * Moves one world to its target, stop by stop: at each stop the outside acts first, then everything that is due for
 * the world's tenants is done, until nothing is left at that moment. Real time passes as well, so a stop that takes
 * long is simply left behind.
 */
export async function advanceWorld(deps: AdvanceDeps, dataSource: DataSource, tenants: readonly ServedTenant[], stopped: () => boolean): Promise<void> {
  const world = tenants[0]?.world;
  if (world == null || world.advancingTo === null) return;
  const target = world.advancingTo as Instant;
  const ids = tenants.map((tenant) => tenant.tenantId);
  let offsetMs = world.offsetMs;
  for (let now = timeOf(deps.wallNowMs(), offsetMs); now < target && !stopped(); ) {
    now = nextStop(now, target, await nextDueAt(dataSource, ids, now), world.automatic);
    offsetMs = Math.max(offsetMs, now - deps.wallNowMs());
    await dataSource.query('select move_world($1, $2, $3, true)', [world.worldId, offsetMs, isoOf(target)]);
    await deps.tellWorld(world.publicId, now);
    await settleStop(deps, ids, world.worldId, now);
    now = timeOf(deps.wallNowMs(), offsetMs);
  }
  if (!stopped()) await dataSource.query('select move_world($1, $2, null, true)', [world.worldId, offsetMs]);
}

async function settleStop(deps: AdvanceDeps, tenantIds: readonly number[], worldId: number, now: Instant): Promise<void> {
  let busy = tenantIds;
  for (let round = 0; round < ROUNDS_PER_STOP; round += 1) {
    const work = async (tenantId: number): Promise<number> => {
      const done = await workTenant(deps, tenantId, worldId, now);
      // What came from outside at this stop, such as a payment, rang a bell that is left to the clock: it is looked for here.
      return round === 0 ? done + (await sweepTenant(deps, tenantId, worldId, now)) : done;
    };
    const outcomes = await Promise.allSettled(busy.map(work));
    // Nobody is left working when a failure ends this stop, because its repetition must not meet the first one.
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    busy = busy.filter((_, index) => isBusy(outcomes[index]));
    if (busy.length === 0) return;
  }
}

// One tenant's work is nothing to another: only who had something to do is looked at again.
function isBusy(outcome: PromiseSettledResult<number> | undefined): boolean {
  return outcome?.status === 'fulfilled' && outcome.value > 0;
}
