import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OpenToAll } from '../../http/access.js';
import { microEuroOfField } from '../../http/euro.js';
import { Keyed, type KeyedRequest } from '../../http/idempotency.js';
import { idOfPath } from '../../http/validation.js';
import { type Customer, CustomerDoor, CustomerGuard, SignedInCustomer } from '../customer-access/index.js';
import { CheckoutSession, CheckoutSessionOrder, PaymentLink, PaymentLinkOrder, PaymentLinkView } from './checkout.dto.js';
import { OpenCheckout } from './open-checkout.js';
import { PayerDoor } from './payer-door.js';
import { PaymentLinks } from './payment-links.js';

/** Payments by card and Bancontact. A payer proves itself by a session, a key, or the secret of a link. */
@ApiTags('payments')
@OpenToAll()
@Controller('v1/checkout-sessions')
export class CheckoutController {
  constructor(
    @Inject(OpenCheckout) private readonly checkouts: OpenCheckout,
    @Inject(PayerDoor) private readonly payers: PayerDoor,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Begin a payment by card or Bancontact', description: 'Gives the page of the provider on which to pay. The money is booked when the provider says that it is certain.' })
  @ApiCreatedResponse({ type: CheckoutSession })
  async open(@Headers('authorization') authorization: string | undefined, @Body() order: CheckoutSessionOrder, @Keyed() request: KeyedRequest): Promise<CheckoutSession> {
    const payer = await this.payers.payerOf(order, authorization);
    return this.checkouts.open(payer, { amountEuro: order.amountEuro, language: order.language ?? 'nl' }, request);
  }

  @Get(':id')
  @ApiOperation({ summary: 'How a checkout stands', description: 'For whoever has its id: amount, reference and time, nothing of the account.', security: [] })
  @ApiOkResponse({ type: CheckoutSession })
  read(@Param('id') id: string): Promise<CheckoutSession> {
    return this.checkouts.read(id);
  }
}

/** Links with which somebody else pays. */
@ApiTags('payments')
@OpenToAll()
@Controller('v1/payment-links')
export class PaymentLinksController {
  constructor(@Inject(PaymentLinks) private readonly links: PaymentLinks) {}

  @Get(':secret')
  @ApiOperation({ summary: 'What a helper sees of a payment link: amount, reference and time', security: [] })
  @ApiOkResponse({ type: PaymentLinkView })
  view(@Param('secret') secret: string): Promise<PaymentLinkView> {
    return this.links.view(secret);
  }
}

/** The customer's own payment links. */
@ApiTags('customer')
@OpenToAll()
@UseGuards(CustomerGuard)
@Controller('v1/customer/payment-links')
export class OwnPaymentLinksController {
  constructor(
    @Inject(PaymentLinks) private readonly links: PaymentLinks,
    @Inject(CustomerDoor) private readonly door: CustomerDoor,
  ) {}

  // A second link does no harm and its secret must not be stored, so a repeated request makes another one.
  @Post()
  @ApiOperation({ summary: 'Make a link with which somebody else can pay' })
  @ApiCreatedResponse({ type: PaymentLink })
  async make(@SignedInCustomer() customer: Customer, @Body() order: PaymentLinkOrder): Promise<PaymentLink> {
    const own = await this.door.ownAccount(customer, order.accountId);
    return this.links.make(own, order.amountEuro === undefined ? null : microEuroOfField('amountEuro', order.amountEuro));
  }

  @Post(':id/revoke')
  @HttpCode(204)
  @ApiOperation({ summary: 'Withdraw a link' })
  @ApiNoContentResponse()
  async revoke(@SignedInCustomer() customer: Customer, @Param('id') id: string): Promise<void> {
    await this.links.revoke(await this.door.accountsOf(customer), idOfPath(id, 'payment link'));
  }
}
