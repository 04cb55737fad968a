import { Module } from '@nestjs/common';
import { PaymentsModule } from '../payments/index.js';
import { CounterController } from './counter.controller.js';
import { CounterPayments } from './counter-payments.js';

/** Cash at the counter. */
@Module({ imports: [PaymentsModule], controllers: [CounterController], providers: [CounterPayments] })
export class CounterModule {}
