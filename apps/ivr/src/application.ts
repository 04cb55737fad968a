import { Controller, Get, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { apiPhoneLine, type PhoneLine } from './api/phone-line.js';
import { ENV, type Env } from './env.schema.js';
import { PHONE_LINE, TextsController } from './texts/texts.controller.js';
import { CONVERSING, type Conversing } from './voice/hold-conversation.js';
import { LastKnownFigures } from './voice/last-known.js';
import { MessageController } from './voice/message.controller.js';
import { VoiceController } from './voice/voice.controller.js';

@Controller('health')
class HealthController {
  /** The line answers also while the API is away, so it asks nobody. */
  @Get('live')
  live(): { status: string } {
    return { status: 'ok' };
  }
}

@Module({})
class PhoneLineModule {
  static forRoot(env: Env, line: PhoneLine): DynamicModule {
    const conversing: Conversing = { line, figures: new LastKnownFigures() };
    return {
      module: PhoneLineModule,
      controllers: [VoiceController, MessageController, TextsController, HealthController],
      providers: [{ provide: ENV, useValue: env }, { provide: CONVERSING, useValue: conversing }, { provide: PHONE_LINE, useValue: line }],
    };
  }
}

/** The phone line, complete but not listening yet. `line` is the API unless a test puts another in its place. */
export async function makeApplication(env: Env, line?: PhoneLine): Promise<NestExpressApplication> {
  const api = line ?? apiPhoneLine(env.API_URL, env.PHONE_KEY, env.IVR_API_TIMEOUT_MS);
  const app = await NestFactory.create<NestExpressApplication>(PhoneLineModule.forRoot(env, api), { rawBody: true, logger: ['fatal', 'error', 'warn'] });
  app.use(helmet({ contentSecurityPolicy: false }));
  app.disable('x-powered-by');
  app.enableShutdownHooks();
  return app;
}
