import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { PersonalData } from '../../adapters/crypto/index.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { Allow, SUPPLIER_STAFF } from '../../http/access.js';
import { Keyed, type KeyedRequest } from '../../http/idempotency.js';
import { Context, type RequestContext, tenantOf } from '../../http/request-context.js';
import { idOfPath } from '../../http/validation.js';
import { AskRefund } from './ask-refund.js';
import { DecideRefund } from './decide-refund.js';
import { RefundFiles } from './refund-files.js';
import { refundOf, type RefundRow } from './refund-row.js';
import { BalanceRefundOrder, PaymentRefundOrder, Refund, RefundDecision, RefundFile, RefundList } from './refunds.dto.js';

/** Money that goes back over the bank: one person asks, another one decides. Only people, never keys. */
@ApiTags('payments')
@ApiBearerAuth('bearer')
@Allow({ roles: SUPPLIER_STAFF })
@Controller('v1')
export class RefundsController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(PersonalData) private readonly people: PersonalData,
    @Inject(AskRefund) private readonly asking: AskRefund,
    @Inject(DecideRefund) private readonly deciding: DecideRefund,
    @Inject(RefundFiles) private readonly files: RefundFiles,
  ) {}

  @Get('refunds')
  @ApiOperation({ summary: 'Refunds, the newest first' })
  @ApiOkResponse({ type: RefundList })
  async list(@Context() context: RequestContext): Promise<RefundList> {
    const tenantId = tenantOf(context);
    const rows = await inTenant(this.dataSource, tenantId, (tx) => tx.query<RefundRow>('select * from refund where tenant_id = $1 order by asked_at desc, refund_id desc limit 200', [tenantId]));
    return { items: rows.map((row) => refundOf(row, this.people)) };
  }

  @Post('refunds')
  @ApiOperation({ summary: 'Ask to give back what is left at the end of a contract', description: 'All credit of the account, once the contract has ended.' })
  @ApiCreatedResponse({ type: Refund })
  ofBalance(@Context() context: RequestContext, @Body() order: BalanceRefundOrder, @Keyed() request: KeyedRequest): Promise<Refund> {
    return this.asking.ofBalance(context, order, request);
  }

  @Post('payments/:id/refund')
  @ApiOperation({
    summary: 'Ask to give a payment back to its payer',
    description: 'Money in suspense at any time; a payment on an account within 24 hours of its booking, when it was a mistake. It goes back to the bank account it came from.',
  })
  @ApiCreatedResponse({ type: Refund })
  ofPayment(@Context() context: RequestContext, @Param('id') id: string, @Body() order: PaymentRefundOrder, @Keyed() request: KeyedRequest): Promise<Refund> {
    return this.asking.ofPayment(context, idOfPath(id, 'payment'), order.reason, request);
  }

  // A decision has the refund as its natural key: it is made once.
  @Post('refunds/:id/decision')
  @HttpCode(200)
  @ApiOperation({ summary: 'Agree or not, as a second person', description: 'What goes back leaves suspense or the account in the same moment.' })
  @ApiOkResponse({ type: Refund })
  decide(@Context() context: RequestContext, @Param('id') id: string, @Body() body: RefundDecision): Promise<Refund> {
    return this.deciding.decide(context, idOfPath(id, 'refund'), body);
  }

  @Post('refund-files')
  @ApiOperation({ summary: 'Put all approved refunds into one file for the bank' })
  @ApiCreatedResponse({ type: RefundFile })
  makeFile(@Context() context: RequestContext, @Keyed() request: KeyedRequest): Promise<RefundFile> {
    return this.files.make(context, request);
  }

  @Get('refund-files/:id')
  @Header('Content-Type', 'application/xml')
  @ApiProduces('application/xml')
  @ApiOperation({ summary: 'The file as the bank takes it', description: 'ISO 20022 pain.001.001.09. The debit on the statement closes each refund by its end-to-end id.' })
  @ApiOkResponse({ schema: { type: 'string' } })
  readFile(@Context() context: RequestContext, @Param('id') id: string): Promise<string> {
    return this.files.read(context, idOfPath(id, 'refund file'));
  }
}
