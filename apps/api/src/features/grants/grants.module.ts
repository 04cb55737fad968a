import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { PaymentsModule } from '../payments/index.js';
import { GiveGrant } from './give-grant.js';
import { GrantsController } from './grants.controller.js';

/** Support credit of an OCMW or a supplier. */
@Module({ imports: [AccountsModule, PaymentsModule], controllers: [GrantsController], providers: [GiveGrant] })
export class GrantsModule {}
