import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { instant, type SupplyDay } from '@tegoed/prepayment-engine';
import { DataSource } from 'typeorm';
import { WorldClock } from '../../../adapters/clock/world-clock.js';
import { inTenant } from '../../../adapters/postgres/tenant-transaction.js';
import { Allow, SUPPLIER_READERS } from '../../../http/access.js';
import { Context, tenantOf, type RequestContext } from '../../../http/request-context.js';
import { readReconciliation } from './read-reconciliation.js';
import { ReconciliationAnswer, ReconciliationQuery } from './reconciliation.dto.js';

/** The books against the channels and the bank. */
@ApiTags('payments')
@Controller('v1/reconciliation')
export class ReconciliationController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
  ) {}

  @Get()
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({
    summary: 'Is this day explained to the cent?',
    description: 'Per channel what was received, booked and parked; the clearing accounts; the bank in the books against its statements; and a list of what is open, with ages.',
  })
  @ApiOkResponse({ type: ReconciliationAnswer })
  async read(@Context() context: RequestContext, @Query() query: ReconciliationQuery): Promise<ReconciliationAnswer> {
    const tenantId = tenantOf(context);
    const now = instant(await this.clock.nowOf(tenantId));
    return inTenant(this.dataSource, tenantId, (tx) => readReconciliation(tx, query.day as SupplyDay, now));
  }
}
