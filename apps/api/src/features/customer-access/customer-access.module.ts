import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { NoticesModule } from '../notices/index.js';
import { PaymentsModule } from '../payments/index.js';
import { CustomerController, CustomerSignInController } from './customer.controller.js';
import { CustomerDoor } from './customer-door.js';
import { CustomerGuard } from './customer-guard.js';
import { ReadHome } from './read-home.js';
import { SignInCodes } from './sign-in-codes.js';

/** The customer's own door. */
@Module({
  imports: [AccountsModule, NoticesModule, PaymentsModule],
  controllers: [CustomerSignInController, CustomerController],
  providers: [SignInCodes, CustomerDoor, CustomerGuard, ReadHome],
  exports: [CustomerDoor, CustomerGuard],
})
export class CustomerAccessModule {}
