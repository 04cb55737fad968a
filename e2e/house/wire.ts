import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { House } from './start-house.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** An answer as it came over the wire. */
export interface Answer<Body> {
  readonly status: number;
  readonly contentType: string;
  readonly body: Body;
}

/** A problem as every refusal is told (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

/** A question to the API with a key; a text is sent as a file, anything else as JSON. */
export async function ask<Body>(house: House, key: string, address: string, body?: unknown): Promise<Answer<Body>> {
  const isFile = typeof body === 'string';
  const response = await fetch(`${house.apiUrl}${address}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': isFile ? 'application/octet-stream' : 'application/json', 'idempotency-key': randomUUID() },
    ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, contentType: response.headers.get('content-type') ?? '', body: (text === '' ? undefined : JSON.parse(text)) as Body };
}

/** A supplier of the pilot. */
export interface Supplier {
  readonly id: string;
  readonly name: string;
  readonly apiKey: string;
}

/** The supplier of the pilot that collects on the account of the sample files. */
export async function pilotSupplier(house: House): Promise<Supplier> {
  const worlds = await ask<{ items: { name: string; tenants: (Supplier & { iban: string })[] }[] }>(house, house.secrets['SANDBOX_KEY'] ?? '', '/v1/sandbox/worlds');
  const tenants = worlds.body.items.flatMap((world) => world.tenants);
  const supplier = tenants.find(({ iban }) => iban === 'BE83363012345615');
  if (supplier === undefined) throw new Error(`no supplier collects on BE83363012345615: ${JSON.stringify(worlds.body)}`);
  return supplier;
}

/** What a command of the command line left. */
export interface Run {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `tegoed` against the house, or against another address. */
export function tegoed(house: House, words: readonly string[], apiUrl: string = house.apiUrl): Promise<Run> {
  const child = spawn(process.execPath, [path.join(root, 'apps/api/bin/tegoed.mjs'), ...words], {
    env: { ...process.env, API_URL: apiUrl, SANDBOX_KEY: house.secrets['SANDBOX_KEY'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, out, err })));
}
