import { Inject, Injectable } from '@nestjs/common';
import { addDays, type Instant, supplyDayOf } from '@tegoed/prepayment-engine';
import { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { BellRinger } from '../../adapters/queue/bells.js';
import { MONEY_BELLS, ringBells } from '../../adapters/queue/ring-bells.js';
import type { RequestContext } from '../../http/request-context.js';
import { writeAudit } from '../audit/index.js';
import { reviewAccounts, SUPPLY_RUNTIME, type SupplyRuntime } from '../supply/index.js';

/** Homes that lost supply in a stretch of time, all or under one policy version, and how long they are held afterwards. */
export interface HomesToRestore {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly policyId: string | null;
  readonly days: number;
  readonly reason: string;
}

/** Gives many homes their supply back at once, after a mistake: they are held for some days, so that it is not taken again. */
@Injectable()
export class RestoreHomes {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(SUPPLY_RUNTIME) private readonly supplyFor: SupplyRuntime,
    @Inject(BellRinger) private readonly bells: BellRinger,
  ) {}

  /** Returns how many homes. Nothing is ordered here: the hold makes the wish, and the wish the order. */
  async restore(context: RequestContext, tenantId: number, which: HomesToRestore, now: Instant): Promise<number> {
    const accountIds = await inTenant(this.dataSource, tenantId, async (tx) => {
      const rows = await tx.query<{ account_id: number }>(
        `update account_state s set protected_until = greatest(s.protected_until, $4::date), version = version + 1
         where s.account_id in (select k.account_id from command k where k.tenant_id = $1 and k.action in ('limit', 'disconnect') and k.sent_at between $2 and $3)
           and ($5::uuid is null or s.policy_id = (select policy_id from policy where public_id = $5)) returning s.account_id`,
        [tenantId, isoOf(which.fromMs), isoOf(which.untilMs), addDays(supplyDayOf(now), which.days), which.policyId],
      );
      const facts = { homes: rows.length, from: isoOf(which.fromMs), until: isoOf(which.untilMs), policyId: which.policyId, days: which.days, reason: which.reason };
      await writeAudit(tx, context, { action: 'supply.restored', subject: `tenant:${tenantId}`, facts, atMs: now });
      return rows.map((row) => row.account_id);
    });
    await reviewAccounts(this.supplyFor(null), tenantId, accountIds, now);
    ringBells(this.bells, tenantId, MONEY_BELLS);
    return accountIds.length;
  }
}
