import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { envSchema } from './env.schema.js';
import { makeHttpApplication } from './http-application.js';
import { openApiDocument } from './openapi.js';

/** Entry point: writes the committed OpenAPI document. Nothing is started and no database is asked. */
const env = envSchema.parse({ DATABASE_URL: 'postgres://nobody@127.0.0.1/none', DATA_KEY: '0'.repeat(64), BLIND_INDEX_KEY: '0'.repeat(64) });
const app = await makeHttpApplication(env, { preview: true, logger: false });
await writeFile(new URL('../openapi.json', import.meta.url), `${JSON.stringify(openApiDocument(app), null, 2)}\n`);
await app.close();
