import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { CheckoutModule } from '../checkout/index.js';
import { EmergencyCreditModule } from '../emergency-credit/index.js';
import { NoticesModule } from '../notices/index.js';
import { PaymentsModule } from '../payments/index.js';
import { CallBacksController } from './call-backs.controller.js';
import { CheckPin } from './check-pin.js';
import { PhoneAccessController } from './phone-access.controller.js';
import { PhoneContactsController } from './phone-contacts.controller.js';
import { PhoneContacts } from './phone-contact.js';
import { PhoneDeedsController } from './phone-deeds.controller.js';
import { PhoneDeeds } from './phone-deeds.js';
import { ReadSummary } from './read-summary.js';
import { SendPaymentLink } from './send-payment-link.js';

/** The phone line: who calls, the PIN, what may be told and done, and who waits to be called back. */
@Module({
  imports: [AccountsModule, CheckoutModule, EmergencyCreditModule, NoticesModule, PaymentsModule],
  controllers: [PhoneContactsController, PhoneDeedsController, PhoneAccessController, CallBacksController],
  providers: [PhoneContacts, CheckPin, ReadSummary, PhoneDeeds, SendPaymentLink],
})
export class PhoneModule {}
