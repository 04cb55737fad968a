import type { NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { AppModule } from './app.module.js';
import type { Env } from './env.schema.js';
import { ProblemFilter } from './http/problem-filter.js';
import { requestValidation } from './http/validation.js';
import { serveOpenApi } from './openapi.js';

const FILE_LIMIT = '64mb';
const JSON_LIMIT = '1mb';
/** Files that are read while they come in, with a limit of their own. */
const STREAMED = /^\/v1\/bank-statements(?:\?|$)/;

/** The HTTP application, complete but not listening yet. */
export async function makeHttpApplication(env: Env, options: NestApplicationOptions = {}): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(env), { rawBody: true, ...options });
  app.use(helmet({ contentSecurityPolicy: false }));
  app.disable('x-powered-by');
  // The address of the one who asks is told by the portal or a load balancer on the same network, and by nobody else.
  app.set('trust proxy', 'loopback, uniquelocal');
  app.useBodyParser('json', { limit: JSON_LIMIT });
  // Files and AMM messages are whatever is neither JSON nor a form: their exact bytes are what counts.
  app.useBodyParser('raw', { limit: FILE_LIMIT, type: (request) => !STREAMED.test(request.url ?? '') && !/json|x-www-form-urlencoded/.test(request.headers['content-type'] ?? '') });
  app.useGlobalPipes(requestValidation());
  app.useGlobalFilters(new ProblemFilter());
  app.enableShutdownHooks();
  serveOpenApi(app);
  return app;
}
