import { Module } from '@nestjs/common';
import { PaymentsModule } from '../payments/index.js';
import { TakeTerminalPayments } from './take-terminal-payments.js';
import { TerminalsController } from './terminals.controller.js';

/** Payments at terminals in shops. */
@Module({ imports: [PaymentsModule], controllers: [TerminalsController], providers: [TakeTerminalPayments] })
export class TerminalsModule {}
