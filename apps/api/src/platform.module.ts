import { Global, Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WorldClock } from './adapters/clock/world-clock.js';
import { PersonalData } from './adapters/crypto/index.js';
import { AccountTermsReader } from './adapters/postgres/account-terms.js';
import { makeDataSource } from './adapters/postgres/data-source.js';
import type { Env } from './env.schema.js';

/** Token of the checked environment: `@Inject(ENV) env: Env`. */
export const ENV = Symbol('ENV');

/** What every feature of both entry points stands on: environment, database pool, clock and the keys of personal data. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  static forRoot(env: Env): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: ENV, useValue: env },
        { provide: DataSource, useFactory: () => makeDataSource(env.DATABASE_URL, env.DATABASE_POOL).initialize() },
        { provide: WorldClock, useFactory: (dataSource: DataSource) => new WorldClock(dataSource), inject: [DataSource] },
        { provide: AccountTermsReader, useFactory: (dataSource: DataSource) => new AccountTermsReader(dataSource), inject: [DataSource] },
        { provide: PersonalData, useFactory: () => new PersonalData(env.DATA_KEY, env.BLIND_INDEX_KEY) },
      ],
      exports: [ENV, DataSource, WorldClock, AccountTermsReader, PersonalData],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}
