import { Body, Controller, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../../http/access.js';
import { Keyed, type KeyedRequest } from '../../http/idempotency.js';
import { EmergencyCreditAnswer } from '../emergency-credit/index.js';
import { CallBackAnswer, PaymentLinkAnswer, PhoneClaimAnswer } from './phone-answer.js';
import { PhoneDeeds } from './phone-deeds.js';
import { OwnAccountOrder, PhoneClaimOrder, PhonePreferences } from './phone.dto.js';
import { SendPaymentLink } from './send-payment-link.js';

/** What a contact that proved who it is may have done. The Idempotency-Key is the call and its step. */
@ApiTags('phone')
@ApiBearerAuth('bearer')
@Allow({ roles: [], phoneKey: true })
@Controller('v1/phone/contacts/:sid')
export class PhoneDeedsController {
  constructor(
    @Inject(PhoneDeeds) private readonly deeds: PhoneDeeds,
    @Inject(SendPaymentLink) private readonly links: SendPaymentLink,
  ) {}

  @Post('emergency-credit')
  @ApiOperation({ summary: 'Take the emergency credit, or hear what is left of it' })
  @ApiCreatedResponse({ type: EmergencyCreditAnswer })
  emergencyCredit(@Param('sid') sid: string, @Body() { accountId }: OwnAccountOrder, @Keyed() request: KeyedRequest): Promise<EmergencyCreditAnswer> {
    return this.deeds.requestEmergencyCredit(sid, accountId, request);
  }

  @Post('payment-claims')
  @ApiOperation({ summary: '"I have paid"' })
  @ApiCreatedResponse({ type: PhoneClaimAnswer })
  claimPayment(@Param('sid') sid: string, @Body() order: PhoneClaimOrder, @Keyed() request: KeyedRequest): Promise<PhoneClaimAnswer> {
    return this.deeds.claimPayment(sid, order, request);
  }

  @Post('payment-links')
  @ApiOperation({ summary: 'Send a link to pay with to the number of the contact' })
  @ApiCreatedResponse({ type: PaymentLinkAnswer })
  sendLink(@Param('sid') sid: string, @Body() { accountId }: OwnAccountOrder, @Keyed() request: KeyedRequest): Promise<PaymentLinkAnswer> {
    return this.links.send(sid, accountId, request);
  }

  @Post('call-backs')
  @ApiOperation({ summary: 'Ask to be called back', description: 'Needs no PIN: nothing is told.' })
  @ApiCreatedResponse({ type: CallBackAnswer })
  askCallBack(@Param('sid') sid: string, @Keyed() request: KeyedRequest): Promise<CallBackAnswer> {
    return this.deeds.askCallBack(sid, request);
  }

  @Put('preferences')
  @HttpCode(204)
  @ApiOperation({ summary: 'STOP, START, and the language of all messages' })
  @ApiNoContentResponse()
  prefer(@Param('sid') sid: string, @Body() preferences: PhonePreferences): Promise<void> {
    return this.deeds.prefer(sid, preferences);
  }
}
