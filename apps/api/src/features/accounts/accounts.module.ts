import { Module } from '@nestjs/common';
import { AccountDoor } from './account-door.js';
import { AccountsController } from './accounts.controller.js';
import { ExplainAccount } from './explain/explain-account.js';
import { ListAccounts } from './list-accounts.js';
import { OverviewController } from './overview.controller.js';
import { ReadAccount } from './read-account.js';
import { ReadOverview } from './read-overview.js';
import { AccountTimeline } from './timeline/account-timeline.js';

@Module({
  controllers: [AccountsController, OverviewController],
  providers: [AccountDoor, ListAccounts, ReadAccount, ExplainAccount, AccountTimeline, ReadOverview],
  exports: [AccountDoor, ReadAccount],
})
export class AccountsModule {}
