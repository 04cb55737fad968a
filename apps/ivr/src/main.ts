import 'reflect-metadata';
import { makeApplication } from './application.js';
import { readEnv } from './env.schema.js';

/** Entry point: the phone line. */
const env = readEnv();
const app = await makeApplication(env);
await app.listen(env.IVR_PORT, env.IVR_HOST);
