// Everything the story knows of the system: two addresses and the sandbox key. It speaks HTTP like any outsider.
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';

/** Where the started system answers, and the key of its sandbox. */
export interface System {
  readonly apiUrl: string;
  readonly simulatorUrl: string;
  readonly sandboxKey: string;
}

/** The system that `npm start` runs on this machine; the key lies beside its data. */
export function startedSystem(): System {
  const secrets = JSON.parse(fs.readFileSync(process.env['TEGOED_SECRETS'] ?? '.data/secrets.json', 'utf8')) as Record<string, string>;
  return {
    apiUrl: process.env['API_URL'] ?? `http://127.0.0.1:${process.env['API_PORT'] ?? '3001'}`,
    simulatorUrl: process.env['SIMULATOR_URL'] ?? `http://127.0.0.1:${process.env['SIMULATOR_PORT'] ?? '3003'}`,
    sandboxKey: secrets['SANDBOX_KEY'] ?? '',
  };
}

/** Calls an address with JSON and gives the answer; anything but success ends the story with what was said. */
export async function call<Answer>(url: string, options: { key?: string; body?: unknown; text?: string; contentType?: string } = {}): Promise<Answer> {
  const posts = options.body !== undefined || options.text !== undefined;
  const answer = await fetch(url, {
    method: posts ? 'POST' : 'GET',
    headers: {
      ...(options.key === undefined ? {} : { authorization: `Bearer ${options.key}` }),
      ...(posts ? { 'content-type': options.contentType ?? 'application/json', 'idempotency-key': randomUUID() } : {}),
    },
    ...(posts ? { body: options.text ?? JSON.stringify(options.body) } : {}),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

/** Waits between two looks at something that is on its way. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
