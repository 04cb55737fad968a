import type { DataSource } from 'typeorm';
import { markDue, readServedTenants, type ServedTenant } from '../adapters/postgres/due-store.js';
import { inTenant } from '../adapters/postgres/tenant-transaction.js';
import { forgetPhoneContacts } from '../features/phone/index.js';
import { renewLease } from '../features/safety/index.js';
import { type AdvanceDeps, advanceWorld } from './advance-world.js';
import { nextMorning, sweepTenant, timeOf, workKind, workTenant } from './tenant-work.js';

/** What the scheduler needs. */
export interface SchedulerDeps extends AdvanceDeps {
  readonly dataSource: DataSource;
  readonly onError: (what: string, error: unknown) => void;
  readonly pause: (ms: number) => Promise<void>;
}

const TICK_MS = 500;
/** Every so many ticks all tenants are looked at without any bell or due, so that a lost one costs seconds only. */
const SUPPLY_SWEEP_TICKS = 4;
const FULL_SWEEP_TICKS = 60;
/** An automatic world whose clock merely runs on is told the time now and then: its morning brings readings, too. */
const TELL_TICKS = 30;

/**
 * Asks, tick by tick and tenant by tenant, what is due at that tenant's own time, and moves the sandbox clocks that
 * were asked to move. Work of one tenant never runs twice at once in this process.
 */
export class Scheduler {
  private stopping = false;
  private ticks = 0;
  private readonly busy = new Map<string, Promise<void>>();
  private readonly advancing = new Set<number>();
  private readonly telling = new Set<number>();
  private readonly begun = new Set<number>();

  constructor(private readonly deps: SchedulerDeps) {}

  /** Runs until `stop`; errors are reported and never end it. */
  async run(): Promise<void> {
    while (!this.stopping) {
      await this.tick().catch((error: unknown) => this.deps.onError('scheduler', error));
      await this.deps.pause(TICK_MS);
    }
    await Promise.allSettled([...this.busy.values()]);
  }

  stop(): void {
    this.stopping = true;
  }

  /**
   * Work for one tenant, one at a time per lane: a second caller waits for the first. Those who have just paid have a lane
   * of their own, beside all other work.
   */
  async serialised(tenantId: number, work: () => Promise<void>, lane: 'restore' | 'work' = 'work'): Promise<void> {
    const key = `${lane} ${tenantId}`;
    const before = this.busy.get(key) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(work);
    this.busy.set(key, mine);
    await mine.finally(() => {
      if (this.busy.get(key) === mine) this.busy.delete(key);
    });
  }

  private async tick(): Promise<void> {
    this.ticks += 1;
    const tenants = await readServedTenants(this.deps.dataSource);
    for (const tenant of tenants) if (!this.begun.has(tenant.tenantId)) await this.begin(tenant);
    for (const [worldId, members] of byWorld(tenants)) {
      this.advance(worldId, members);
      if (this.ticks % TELL_TICKS === 0) this.tell(worldId, members);
    }
    for (const tenant of tenants) if (!this.isAdvancing(tenant)) await this.serve(tenant);
    if (this.ticks % FULL_SWEEP_TICKS === 0) await forgetPhoneContacts(this.deps.dataSource, this.deps.wallNowMs());
  }

  /** A tenant that is seen for the first time gets its morning look, whenever it came into being. */
  private async begin(tenant: ServedTenant): Promise<void> {
    this.begun.add(tenant.tenantId);
    await markDue(this.deps.dataSource, tenant.tenantId, 'morning', nextMorning(timeOf(this.deps.wallNowMs(), tenant.world?.offsetMs ?? 0)));
  }

  private isAdvancing(tenant: ServedTenant): boolean {
    return tenant.world !== null && this.advancing.has(tenant.world.worldId);
  }

  private advance(worldId: number, members: readonly ServedTenant[]): void {
    if (members[0]?.world?.advancingTo == null || this.advancing.has(worldId)) return;
    this.advancing.add(worldId);
    void advanceWorld(this.deps, this.deps.dataSource, members, () => this.stopping)
      .catch((error: unknown) => this.deps.onError(`clock of world ${worldId}`, error))
      .finally(() => this.advancing.delete(worldId));
  }

  private tell(worldId: number, members: readonly ServedTenant[]): void {
    const world = members[0]?.world;
    if (world == null || !world.automatic || this.advancing.has(worldId) || this.telling.has(worldId)) return;
    this.telling.add(worldId);
    void this.deps
      .tellWorld(world.publicId, timeOf(this.deps.wallNowMs(), world.offsetMs))
      .catch((error: unknown) => this.deps.onError(`time of world ${worldId}`, error))
      .finally(() => this.telling.delete(worldId));
  }

  private async serve(tenant: ServedTenant): Promise<void> {
    if (this.busy.has(`work ${tenant.tenantId}`)) return;
    const now = timeOf(this.deps.wallNowMs(), tenant.world?.offsetMs ?? 0);
    const worldId = tenant.world?.worldId ?? null;
    await this.serialised(tenant.tenantId, async () => {
      await workTenant(this.deps, tenant.tenantId, worldId, now);
      if (this.ticks % SUPPLY_SWEEP_TICKS === 0) await sweepTenant(this.deps, tenant.tenantId, worldId, now);
      if (this.ticks % FULL_SWEEP_TICKS === 0) {
        await workKind(this.deps, tenant.tenantId, worldId, 'supply', now);
        await workKind(this.deps, tenant.tenantId, worldId, 'notices', now);
        if (worldId === null) await inTenant(this.deps.dataSource, tenant.tenantId, (tx) => renewLease(tx, now));
        await workKind(this.deps, tenant.tenantId, worldId, 'card_payments', now);
        await markDue(this.deps.dataSource, tenant.tenantId, 'morning', nextMorning(now));
      }
    }).catch((error: unknown) => this.deps.onError(`tenant ${tenant.tenantId}`, error));
  }
}

function byWorld(tenants: readonly ServedTenant[]): Map<number, ServedTenant[]> {
  const worlds = new Map<number, ServedTenant[]>();
  for (const tenant of tenants) {
    if (tenant.world === null) continue;
    worlds.set(tenant.world.worldId, [...(worlds.get(tenant.world.worldId) ?? []), tenant]);
  }
  return worlds;
}
