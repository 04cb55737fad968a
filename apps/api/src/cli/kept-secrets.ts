import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The checkout: this file lies in apps/api/src/cli or apps/api/dist/cli of it. */
const CHECKOUT = path.resolve(import.meta.dirname, '../../../..');
const DEFAULT_PG_PORT = '54329';

/**
 * The secrets that `npm start` made and keeps in this checkout, by the name of their variable, with the address of the
 * embedded database; nothing when there are none or they may not be read.
 */
export function keptSecrets(checkout: string = CHECKOUT): Record<string, string> {
  const kept = read(path.join(checkout, '.data/secrets.json'));
  const password = kept['APP_PASSWORD'];
  return password === undefined ? kept : { DATABASE_URL: `postgres://tegoed_app:${password}@127.0.0.1:${DEFAULT_PG_PORT}/tegoed`, ...kept };
}

function read(file: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}
