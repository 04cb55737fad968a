import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { PaymentsModule } from '../payments/index.js';
import { EmergencyCreditController } from './emergency-credit.controller.js';
import { RequestEmergencyCredit } from './request-emergency-credit.js';

/** Emergency credit on request of the customer, over any channel. */
@Module({ imports: [AccountsModule, PaymentsModule], controllers: [EmergencyCreditController], providers: [RequestEmergencyCredit], exports: [RequestEmergencyCredit] })
export class EmergencyCreditModule {}
