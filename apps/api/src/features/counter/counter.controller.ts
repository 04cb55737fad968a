import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, SUPPLIER_STAFF } from '../../http/access.js';
import { Keyed, type KeyedRequest } from '../../http/idempotency.js';
import { Context, tenantOf, type RequestContext } from '../../http/request-context.js';
import { idOfPath } from '../../http/validation.js';
import { CounterPaymentOrder, CounterReceipt, CounterReversal, CounterReversalOrder } from './counter.dto.js';
import { CounterPayments } from './counter-payments.js';

/** Cash at the counter of the supplier. Only people, never keys, take cash. */
@ApiTags('payments')
@ApiBearerAuth('bearer')
@Allow({ roles: SUPPLIER_STAFF })
@Controller('v1/counter-payments')
export class CounterController {
  constructor(@Inject(CounterPayments) private readonly payments: CounterPayments) {}

  @Post()
  @ApiOperation({ summary: 'Take cash from a customer', description: 'Gives the receipt to print.' })
  @ApiCreatedResponse({ type: CounterReceipt })
  take(@Context() context: RequestContext, @Body() order: CounterPaymentOrder, @Keyed() request: KeyedRequest): Promise<CounterReceipt> {
    return this.payments.take(context, order, request);
  }

  @Get(':id')
  @ApiOperation({ summary: 'The receipt once more' })
  @ApiOkResponse({ type: CounterReceipt })
  receipt(@Context() context: RequestContext, @Param('id') id: string): Promise<CounterReceipt> {
    return this.payments.receipt(tenantOf(context), idOfPath(id, 'counter payment'));
  }

  // Asking and agreeing have the payment as their natural key: said twice is said once.
  @Post(':id/reversal')
  @HttpCode(202)
  @ApiOperation({ summary: 'Ask to undo a payment', description: 'Nothing is booked until a second person agrees.' })
  @ApiOkResponse({ type: CounterReversal })
  ask(@Context() context: RequestContext, @Param('id') id: string, @Body() order: CounterReversalOrder): Promise<CounterReversal> {
    return this.payments.askReversal(context, idOfPath(id, 'counter payment'), order.reason);
  }

  @Post(':id/reversal/approve')
  @HttpCode(200)
  @ApiOperation({ summary: 'Agree, as a second person: the cash goes back' })
  @ApiOkResponse({ type: CounterReversal })
  approve(@Context() context: RequestContext, @Param('id') id: string): Promise<CounterReversal> {
    return this.payments.approveReversal(context, idOfPath(id, 'counter payment'));
  }
}
