import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { Env } from './env.schema.js';
import { AccountsModule } from './features/accounts/index.js';
import { HealthModule } from './features/health/health.module.js';
import { CasesModule } from './features/cases/cases.module.js';
import { ContractsModule } from './features/contracts/contracts.module.js';
import { PoliciesModule } from './features/policies/policies.module.js';
import { SuspenseModule } from './features/suspense/suspense.module.js';
import { TariffsModule } from './features/tariffs/tariffs.module.js';
import { AuthGuard } from './http/auth-guard.js';
import { PeopleModule } from './features/people/people.module.js';
import { PlatformModule } from './platform.module.js';

/** Everything that the HTTP entry point serves; one line per feature. */
@Module({})
export class AppModule {
  static forRoot(env: Env): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot(env),
        HealthModule,
        AccountsModule,
        PeopleModule,
        CasesModule,
        ContractsModule,
        PoliciesModule,
        SuspenseModule,
        TariffsModule,
      ],
      providers: [{ provide: APP_GUARD, useClass: AuthGuard }],
    };
  }
}
