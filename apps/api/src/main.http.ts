import 'reflect-metadata';
import { readEnv } from './env.schema.js';
import { makeHttpApplication } from './http-application.js';

/** Entry point: the HTTP API. */
const env = readEnv();
const app = await makeHttpApplication(env, { logger: ['fatal', 'error', 'warn'] });
await app.listen(env.API_PORT, env.API_HOST);
