import { Body, Controller, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, SUPPLIER_STAFF } from '../../http/access.js';
import { invalidField } from '../../http/problem.js';
import { Context, type RequestContext } from '../../http/request-context.js';
import { CheckPin } from './check-pin.js';
import { PhoneAccess } from './phone.dto.js';

@ApiTags('phone')
@ApiBearerAuth('bearer')
@Controller('v1/accounts/:id/phone-access')
export class PhoneAccessController {
  constructor(@Inject(CheckPin) private readonly pins: CheckPin) {}

  @Put()
  @HttpCode(204)
  @Allow({ roles: SUPPLIER_STAFF, scope: 'contracts' })
  @ApiOperation({ summary: 'Give the holder of an account a PIN for the phone', description: 'In place of an earlier one. Only its slow hash is kept.' })
  @ApiNoContentResponse()
  async set(@Context() context: RequestContext, @Param('id') id: string, @Body() { pin, balanceWithoutPin }: PhoneAccess): Promise<void> {
    if (isSimpleRow(pin)) throw invalidField('pin', 'must not be one digit repeated or digits in a row');
    await this.pins.setAccess(context, id, pin, balanceWithoutPin ?? false);
  }
}

/** "1111", "1234", "9876": the first that anybody would try. */
export function isSimpleRow(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, index) => digit.charCodeAt(0) - pin.charCodeAt(index));
  return steps.every((step) => step === steps[0]) && [-1, 0, 1].includes(steps[0] ?? 0);
}
