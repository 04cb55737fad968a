import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, SUPPLIER_STAFF } from '../../../http/access.js';
import { Keyed, type KeyedRequest } from '../../../http/idempotency.js';
import { Context, type RequestContext } from '../../../http/request-context.js';
import { idOfPath } from '../../../http/validation.js';
import { MoveMoney } from './move-money.js';
import { CreditMoveOrder, Move, PaymentMoveOrder } from './moves.dto.js';

/** Money that stands on the wrong account. Only people, never keys. */
@ApiTags('payments')
@ApiBearerAuth('bearer')
@Allow({ roles: SUPPLIER_STAFF })
@Controller('v1')
export class MovesController {
  constructor(@Inject(MoveMoney) private readonly moves: MoveMoney) {}

  @Post('payments/:id/move')
  @ApiOperation({ summary: 'Move a payment to the home that it was meant for', description: 'On the wrong home it is undone as it was booked; what was used up there becomes a debt of its own. Both keep their history.' })
  @ApiCreatedResponse({ type: Move })
  payment(@Context() context: RequestContext, @Param('id') id: string, @Body() order: PaymentMoveOrder, @Keyed() request: KeyedRequest): Promise<Move> {
    return this.moves.payment(context, idOfPath(id, 'payment'), order, request);
  }

  @Post('credit-moves')
  @ApiOperation({ summary: 'Move credit between electricity and gas of one household', description: 'It goes to the balance whole.' })
  @ApiCreatedResponse({ type: Move })
  credit(@Context() context: RequestContext, @Body() order: CreditMoveOrder, @Keyed() request: KeyedRequest): Promise<Move> {
    return this.moves.credit(context, order, request);
  }
}
