import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { wallNowMs } from '../../adapters/clock/wall-clock.js';
import { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { AccountsModule } from '../accounts/index.js';
import { AnnouncePayment } from './announce-payment.js';
import { BankStatementsController } from './bank-statements/bank-statements.controller.js';
import type { PaymentDeps } from './book-payment.js';
import { MoveMoney } from './moves/move-money.js';
import { MovesController } from './moves/moves.controller.js';
import { PAYMENT_DEPS } from './payment-deps.js';
import { PaymentsController } from './payments.controller.js';
import { AssignSuspense } from './suspense/assign-suspense.js';
import { ReconciliationController } from './reconciliation/reconciliation.controller.js';
import { SuspenseController } from './suspense/suspense.controller.js';
import { TakePayment } from './take-payment.js';

/** Money in, over every channel, and money that waits. */
@Module({
  imports: [AccountsModule],
  controllers: [PaymentsController, SuspenseController, BankStatementsController, ReconciliationController, MovesController],
  providers: [
    {
      provide: PAYMENT_DEPS,
      useFactory: (dataSource: DataSource, terms: AccountTermsReader): PaymentDeps => ({ dataSource, terms, wallNowMs }),
      inject: [DataSource, AccountTermsReader],
    },
    TakePayment,
    AnnouncePayment,
    AssignSuspense,
    MoveMoney,
  ],
  exports: [PAYMENT_DEPS, TakePayment, AnnouncePayment],
})
export class PaymentsModule {}
