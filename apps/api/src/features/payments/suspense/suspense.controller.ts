import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { WorldClock } from '../../../adapters/clock/world-clock.js';
import { PersonalData } from '../../../adapters/crypto/index.js';
import { inTenant } from '../../../adapters/postgres/tenant-transaction.js';
import { Allow, SUPPLIER_READERS, SUPPLIER_STAFF } from '../../../http/access.js';
import { Keyed, type KeyedRequest } from '../../../http/idempotency.js';
import { PAGE_SIZE, PageQuery } from '../../../http/page-query.js';
import { Context, tenantOf, type RequestContext } from '../../../http/request-context.js';
import { idOfPath } from '../../../http/validation.js';
import { writeAudit } from '../../audit/index.js';
import { PaymentAnswer } from '../payment-answer.js';
import { AssignSuspense } from './assign-suspense.js';
import { listSuspense } from './list-suspense.js';
import { SuspenseAssignment, SuspenseList } from './suspense.dto.js';

/** Money that nobody has yet: the work list and its one action. */
@ApiTags('payments')
@Controller('v1/suspense')
export class SuspenseController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(PersonalData) private readonly people: PersonalData,
    @Inject(AssignSuspense) private readonly suspense: AssignSuspense,
  ) {}

  @Get()
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'Money that waits for a person', description: 'Each amount with the reason and with the accounts it may be meant for. Nothing is ever booked on a guess.' })
  @ApiOkResponse({ type: SuspenseList })
  async list(@Context() context: RequestContext, @Query() query: PageQuery): Promise<SuspenseList> {
    const tenantId = tenantOf(context);
    const nowMs = await this.clock.nowOf(tenantId);
    return inTenant(this.dataSource, tenantId, async (tx) => {
      await writeAudit(tx, context, { action: 'suspense.read', subject: 'suspense', atMs: nowMs });
      return listSuspense(tx, this.people, { cursor: query.cursor ?? null, limit: query.limit ?? PAGE_SIZE });
    });
  }

  @Post(':paymentId/assign')
  @Allow({ roles: SUPPLIER_STAFF, scope: 'payments' })
  @ApiOperation({ summary: 'Move the money to the account it was meant for', description: 'It is split over debts and balance as any top-up.' })
  @ApiCreatedResponse({ type: PaymentAnswer })
  assign(@Context() context: RequestContext, @Param('paymentId') paymentId: string, @Body() body: SuspenseAssignment, @Keyed() request: KeyedRequest): Promise<PaymentAnswer> {
    return this.suspense.assign(context, idOfPath(paymentId, 'payment'), body.accountId, request);
  }
}
