import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, SUPPLIER_STAFF } from '../../http/access.js';
import { Keyed, type KeyedRequest } from '../../http/idempotency.js';
import { Context, type RequestContext } from '../../http/request-context.js';
import { EmergencyCreditAnswer, EmergencyCreditOrder } from './emergency-credit.dto.js';
import { RequestEmergencyCredit } from './request-emergency-credit.js';

/** Emergency credit: in Wallonia by the customer's own action, in Flanders by itself. */
@ApiTags('emergency credit')
@Controller('v1/emergency-credit')
export class EmergencyCreditController {
  constructor(@Inject(RequestEmergencyCredit) private readonly requests: RequestEmergencyCredit) {}

  @Post()
  @Allow({ roles: [...SUPPLIER_STAFF, 'case_worker'], scope: 'supply' })
  @ApiOperation({
    summary: 'Ask for the emergency credit of an account',
    description: 'It is taken once, however often it is asked for, and supply comes back. Where it starts by itself the answer says what is left.',
  })
  @ApiCreatedResponse({ type: EmergencyCreditAnswer })
  request(@Context() context: RequestContext, @Body() order: EmergencyCreditOrder, @Keyed() request: KeyedRequest): Promise<EmergencyCreditAnswer> {
    return this.requests.request(context, order, request);
  }
}
