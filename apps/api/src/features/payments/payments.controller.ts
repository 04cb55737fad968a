import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { Allow, HOME_READERS, SUPPLIER_STAFF } from '../../http/access.js';
import { Keyed, type KeyedRequest } from '../../http/idempotency.js';
import { PAGE_SIZE } from '../../http/page-query.js';
import { Context, tenantOf, type RequestContext } from '../../http/request-context.js';
import { AccountDoor } from '../accounts/index.js';
import { AnnouncePayment, PaymentClaimAnswer } from './announce-payment.js';
import { listPayments } from './list-payments.js';
import { PaymentAnswer, PaymentList } from './payment-answer.js';
import { PaymentClaimOrder, PaymentListQuery, PaymentOrder } from './payments.dto.js';
import { TakePayment } from './take-payment.js';

/** Payments of every channel. */
@ApiTags('payments')
@Controller('v1')
export class PaymentsController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(AccountDoor) private readonly door: AccountDoor,
    @Inject(TakePayment) private readonly payments: TakePayment,
    @Inject(AnnouncePayment) private readonly announcements: AnnouncePayment,
  ) {}

  @Post('payments')
  @Allow({ roles: SUPPLIER_STAFF, scope: 'payments' })
  @ApiOperation({
    summary: 'A payment that a terminal, a desk or a partner took',
    description: 'Booked at once on the contract that the reference means on the day of payment; a reference that is unknown or doubtful is parked in suspense with the reason, which is a success too. The same channel and externalId is one payment, however often it is sent.',
  })
  @ApiCreatedResponse({ type: PaymentAnswer })
  take(@Context() context: RequestContext, @Body() order: PaymentOrder, @Keyed() request: KeyedRequest): Promise<PaymentAnswer> {
    return this.payments.take(tenantOf(context), order, request);
  }

  @Get('payments')
  @Allow({ roles: HOME_READERS, scope: 'read' })
  @ApiOperation({ summary: 'Payments, the newest first', description: 'Of one account, or of the whole supplier.' })
  @ApiOkResponse({ type: PaymentList })
  async list(@Context() context: RequestContext, @Query() query: PaymentListQuery): Promise<PaymentList> {
    const page = { cursor: query.cursor ?? null, limit: query.limit ?? PAGE_SIZE };
    if (query.accountId === undefined) return inTenant(this.dataSource, tenantOf(context), (tx) => listPayments(tx, { accountId: null, ...page }));
    const { tenantId, accountId } = await this.door.locate(context, query.accountId);
    return inTenant(this.dataSource, tenantId, (tx) => listPayments(tx, { accountId, ...page }));
  }

  @Post('payment-claims')
  @Allow({ roles: [...SUPPLIER_STAFF, 'case_worker'] })
  @ApiOperation({ summary: '"I have paid"', description: 'A transfer or deposit is under way: supply is kept or brought back for three working days, once until a payment is booked.' })
  @ApiCreatedResponse({ type: PaymentClaimAnswer })
  announce(@Context() context: RequestContext, @Body() order: PaymentClaimOrder, @Keyed() request: KeyedRequest): Promise<PaymentClaimAnswer> {
    return this.announcements.announce(context, order, request);
  }
}
