import { Body, Controller, Delete, Get, HttpCode, Inject, Ip, Post, UseGuards } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { OpenToAll } from '../../http/access.js';
import { Keyed, type KeyedRequest } from '../../http/idempotency.js';
import { AnnouncePayment, PaymentClaimAnswer } from '../payments/index.js';
import { CodeAnswer, CodeOrder, CustomerHome, CustomerSession, CustomerSignIn, OwnPaymentClaim } from './customer-answer.js';
import { contextOfCustomer, type Customer, CustomerDoor } from './customer-door.js';
import { CustomerGuard, SignedInCustomer } from './customer-guard.js';
import { ReadHome } from './read-home.js';
import { SignInCodes } from './sign-in-codes.js';

/** Signing in, without a password and without telling who is a customer. */
@ApiTags('customer')
@OpenToAll()
@Controller('v1/customer')
export class CustomerSignInController {
  constructor(@Inject(SignInCodes) private readonly codes: SignInCodes) {}

  @Post('codes')
  @HttpCode(202)
  @ApiOperation({ summary: 'Send a sign-in code by SMS or mail', description: 'Six digits, ten minutes, once. The answer is the same for a number that nobody has.', security: [] })
  @ApiAcceptedResponse({ type: CodeAnswer })
  async send(@Body() order: CodeOrder, @Ip() address: string): Promise<CodeAnswer> {
    const { expiresAtMs } = await this.codes.send(order.contact, address);
    return { expiresAt: isoOf(expiresAtMs) };
  }

  @Post('sessions')
  @ApiOperation({ summary: 'Sign in with the code; the session lasts 12 hours', security: [] })
  @ApiCreatedResponse({ type: CustomerSession })
  async signIn(@Body() { contact, code }: CustomerSignIn, @Ip() address: string): Promise<CustomerSession> {
    const { token, expiresAtMs, language } = await this.codes.open(contact, code, address);
    return { token, expiresAt: isoOf(expiresAtMs), language };
  }
}

/** What a signed-in customer sees and does. */
@ApiTags('customer')
@OpenToAll()
@UseGuards(CustomerGuard)
@Controller('v1/customer')
export class CustomerController {
  constructor(
    @Inject(SignInCodes) private readonly codes: SignInCodes,
    @Inject(CustomerDoor) private readonly door: CustomerDoor,
    @Inject(ReadHome) private readonly homes: ReadHome,
    @Inject(AnnouncePayment) private readonly announcements: AnnouncePayment,
  ) {}

  @Delete('sessions/current')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out' })
  @ApiNoContentResponse()
  async signOut(@SignedInCustomer() customer: Customer): Promise<void> {
    await this.codes.close(customer.token);
  }

  @Get('home')
  @ApiOperation({ summary: 'On or off, days left, balance, and how to pay' })
  @ApiOkResponse({ type: CustomerHome })
  home(@SignedInCustomer() customer: Customer): Promise<CustomerHome> {
    return this.homes.of(customer);
  }

  @Post('payment-claims')
  @ApiOperation({ summary: '"I have paid"', description: 'A transfer or deposit is under way: supply is kept or brought back for three working days, once until a payment is booked.' })
  @ApiCreatedResponse({ type: PaymentClaimAnswer })
  async announce(@SignedInCustomer() customer: Customer, @Body() order: OwnPaymentClaim, @Keyed() request: KeyedRequest): Promise<PaymentClaimAnswer> {
    const own = await this.door.ownAccount(customer, order.accountId);
    return this.announcements.announce(contextOfCustomer(own), order, request);
  }
}
