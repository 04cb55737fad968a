import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { Allow, SUPPLIER_READERS, SUPPLIER_STAFF } from '../../http/access.js';
import { Context, type RequestContext, tenantOf } from '../../http/request-context.js';
import { writeAudit } from '../audit/index.js';
import { PauseReason, Safety } from './supply.dto.js';

/** The big red button: orders for less supply stop at once, orders that give supply go on. */
@ApiTags('safety')
@Controller('v1/safety')
export class SafetyController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
  ) {}

  @Get()
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'What stands between the homes and a cut' })
  @ApiOkResponse({ type: Safety })
  read(@Context() context: RequestContext): Promise<Safety> {
    return inTenant(this.dataSource, tenantOf(context), safetyOf);
  }

  @Post('pause-cuts')
  @HttpCode(200)
  @Allow({ roles: SUPPLIER_STAFF, scope: 'supply' })
  @ApiOperation({ summary: 'Stop all cuts and limits of this supplier', description: 'Read in the sending transaction: an order that has not left does not leave any more.' })
  @ApiOkResponse({ type: Safety })
  pause(@Context() context: RequestContext, @Body() body: PauseReason): Promise<Safety> {
    return this.change(context, 'cuts.paused', body.reason);
  }

  @Post('resume-cuts')
  @HttpCode(200)
  @Allow({ roles: ['supplier_admin', 'operator'] })
  @ApiOperation({ summary: 'Let cuts and limits go on' })
  @ApiOkResponse({ type: Safety })
  resume(@Context() context: RequestContext, @Body() body: PauseReason): Promise<Safety> {
    return this.change(context, 'cuts.resumed', body.reason);
  }

  private async change(context: RequestContext, action: 'cuts.paused' | 'cuts.resumed', reason: string): Promise<Safety> {
    const tenantId = tenantOf(context);
    const atMs = await this.clock.nowOf(tenantId);
    return inTenant(this.dataSource, tenantId, async (tx) => {
      await tx.query('update tenant set cuts_paused_reason = $2 where tenant_id = $1', [tenantId, action === 'cuts.paused' ? reason : null]);
      await writeAudit(tx, context, { action, subject: `tenant:${tenantId}`, facts: { reason }, atMs });
      return safetyOf(tx);
    });
  }
}

async function safetyOf(tx: TenantTransaction): Promise<Safety> {
  const row = await tx.one<{ cuts_paused_reason: string | null; cut_lease_until: number | null; quarantined: number }>(
    `select cuts_paused_reason, cut_lease_until, (select count(*)::int from daily_run where state = 'quarantined') as quarantined from tenant where tenant_id = $1`,
    [tx.tenantId],
  );
  return {
    cutsPaused: row.cuts_paused_reason !== null,
    pausedBecause: row.cuts_paused_reason,
    leaseUntil: row.cut_lease_until === null ? null : isoOf(row.cut_lease_until),
    quarantinedRuns: row.quarantined,
  };
}
