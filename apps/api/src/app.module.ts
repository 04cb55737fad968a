import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { QueueModule } from './adapters/queue/queue.module.js';
import type { Env } from './env.schema.js';
import { AccountsModule } from './features/accounts/index.js';
import { ApprovalsModule } from './features/approvals/index.js';
import { CasesModule } from './features/cases/cases.module.js';
import { CheckoutModule } from './features/checkout/index.js';
import { ConsumptionModule } from './features/consumption/index.js';
import { ContractsModule } from './features/contracts/contracts.module.js';
import { CounterModule } from './features/counter/index.js';
import { CustomerAccessModule } from './features/customer-access/index.js';
import { EmergencyCreditModule } from './features/emergency-credit/index.js';
import { GrantsModule } from './features/grants/index.js';
import { HealthModule } from './features/health/health.module.js';
import { LedgerModule } from './features/ledger/index.js';
import { NoticesModule } from './features/notices/index.js';
import { PaymentsModule } from './features/payments/index.js';
import { PeopleModule } from './features/people/people.module.js';
import { PhoneModule } from './features/phone/phone.module.js';
import { PoliciesModule } from './features/policies/policies.module.js';
import { RefundsModule } from './features/refunds/index.js';
import { SafetyModule } from './features/safety/index.js';
import { SandboxModule } from './features/sandbox/index.js';
import { SupplyModule } from './features/supply/index.js';
import { TariffsModule } from './features/tariffs/tariffs.module.js';
import { TerminalsModule } from './features/terminals/index.js';
import { AuthGuard } from './http/auth-guard.js';
import { PlatformModule } from './platform.module.js';

/** Everything that the HTTP entry point serves; one line per feature. */
@Module({})
export class AppModule {
  static forRoot(env: Env): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot(env),
        QueueModule,
        AccountsModule,
        ApprovalsModule,
        CasesModule,
        CheckoutModule,
        ConsumptionModule,
        ContractsModule,
        CounterModule,
        CustomerAccessModule,
        EmergencyCreditModule,
        GrantsModule,
        HealthModule,
        LedgerModule,
        NoticesModule,
        PaymentsModule,
        PeopleModule,
        PhoneModule,
        PoliciesModule,
        RefundsModule,
        SafetyModule,
        SandboxModule,
        SupplyModule,
        TariffsModule,
        TerminalsModule,
      ],
      providers: [{ provide: APP_GUARD, useClass: AuthGuard }],
    };
  }
}
