import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { Env } from './env.schema.js';
import { AccountsModule } from './features/accounts/index.js';
import { HealthModule } from './features/health/health.module.js';
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
      ],
      providers: [{ provide: APP_GUARD, useClass: AuthGuard }],
    };
  }
}
