import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { PaymentsModule } from '../payments/index.js';
import { AskRefund } from './ask-refund.js';
import { DecideRefund } from './decide-refund.js';
import { RefundFiles } from './refund-files.js';
import { RefundsController } from './refunds.controller.js';

/** Money that goes back over the bank. */
@Module({ imports: [AccountsModule, PaymentsModule], controllers: [RefundsController], providers: [AskRefund, DecideRefund, RefundFiles] })
export class RefundsModule {}
