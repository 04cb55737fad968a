import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Env } from '../../env.schema.js';
import { ENV } from '../../platform.module.js';
import { BellRinger } from './bells.js';

/** Gives every feature the bells. */
@Global()
@Module({
  providers: [{ provide: BellRinger, useFactory: (env: Env) => BellRinger.open({ databaseUrl: env.DATABASE_URL, redisUrl: env.REDIS_URL }), inject: [ENV] }],
  exports: [BellRinger],
})
export class QueueModule implements OnApplicationShutdown {
  constructor(@Inject(BellRinger) private readonly bells: BellRinger) {}

  async onApplicationShutdown(): Promise<void> {
    await this.bells.close();
  }
}
