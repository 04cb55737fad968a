import { Module } from '@nestjs/common';
import type { Env } from '../../env.schema.js';
import { ENV } from '../../platform.module.js';
import { AccountsModule } from '../accounts/index.js';
import { CustomerAccessModule } from '../customer-access/index.js';
import { CARD_PROVIDER, makeCardProvider } from './card-provider.js';
import { CheckoutController, OwnPaymentLinksController, PaymentLinksController } from './checkout.controller.js';
import { OpenCheckout } from './open-checkout.js';
import { PayerDoor } from './payer-door.js';
import { PaymentLinks } from './payment-links.js';
import { StripeWebhookController } from './stripe-webhook.controller.js';

/** Payments by card: checkouts, payment links and the provider's events. */
@Module({
  imports: [AccountsModule, CustomerAccessModule],
  controllers: [CheckoutController, PaymentLinksController, OwnPaymentLinksController, StripeWebhookController],
  providers: [{ provide: CARD_PROVIDER, useFactory: (env: Env) => makeCardProvider(env), inject: [ENV] }, OpenCheckout, PayerDoor, PaymentLinks],
  exports: [PaymentLinks],
})
export class CheckoutModule {}
