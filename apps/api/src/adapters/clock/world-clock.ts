import type { DataSource } from 'typeorm';
import { wallNowMs } from './wall-clock.js';

/**
 * Time as one tenant lives it: the wall's time for a live tenant, the world's time for a sandbox tenant.
 * Business rules take the instant that this gives as data; signatures, sessions and leases use wall time.
 */
export class WorldClock {
  constructor(private readonly dataSource: DataSource) {}

  /** Epoch milliseconds now in the tenant's world. */
  async nowOf(tenantId: number): Promise<number> {
    const rows = await this.dataSource.query<{ offset_ms: number }[]>('select offset_ms from world_of_tenant($1)', [tenantId]);
    return wallNowMs() + (rows[0]?.offset_ms ?? 0);
  }
}
