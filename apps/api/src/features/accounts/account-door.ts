import { instant, supplyDayOf, type Instant, type SupplyDay } from '@tegoed/prepayment-engine';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { notFound } from '../../http/problem.js';
import type { RequestContext } from '../../http/request-context.js';
import { isUuid } from '../../http/validation.js';
import { hasMandate } from '../people/index.js';

/** An account that the one who asks may see, with the time at which its tenant lives. */
export interface LocatedAccount {
  readonly tenantId: number;
  readonly accountId: number;
  readonly publicId: string;
  readonly now: Instant;
}

/** Finds the accounts that a context may see; what it may not see does not exist for it. */
@Injectable()
export class AccountDoor {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
  ) {}

  /** The tenants whose accounts the context may look into, in key order: its own, or those that share cases with its OCMW. */
  async tenantsOf(context: RequestContext): Promise<number[]> {
    if (context.tenantId !== null) return [context.tenantId];
    if (context.ocmwId === null) return [];
    const rows = await this.dataSource.query<{ tenant_id: number }[]>('select tenant_id from tenants_of_ocmw($1) order by 1', [context.ocmwId]);
    return rows.map((row) => row.tenant_id);
  }

  /** The time and the supply day at a tenant now. */
  async today(tenantId: number): Promise<{ now: Instant; day: SupplyDay }> {
    const now = instant(await this.clock.nowOf(tenantId));
    return { now, day: supplyDayOf(now) };
  }

  /** The account with this id. Throws a 404 when there is none that the context may see. */
  async locate(context: RequestContext, publicId: string): Promise<LocatedAccount> {
    if (!isUuid(publicId)) throw notFound('account');
    for (const tenantId of await this.tenantsOf(context)) {
      const { now, day } = await this.today(tenantId);
      const accountId = await this.accountAt(tenantId, context.ocmwId, publicId, day);
      if (accountId !== null) return { tenantId, accountId, publicId, now };
    }
    throw notFound('account');
  }

  private async accountAt(tenantId: number, ocmwId: number | null, publicId: string, day: SupplyDay): Promise<number | null> {
    const rows = await inTenant(this.dataSource, tenantId, (tx) =>
      tx.query<{ account_id: number }>(
        `select a.account_id from account a join contract c using (account_id)
         where a.public_id = $1 and ($2::int is null or ${hasMandate('$2', '$3')})`,
        [publicId, ocmwId, day],
      ));
    return rows[0]?.account_id ?? null;
  }
}
