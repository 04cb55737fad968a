import { randomUUID } from 'node:crypto';

const TRIES = 60;
const BETWEEN_MS = 500;
const ANSWER_WITHIN_MS = 30_000;

/** Asks the API; while its process is being killed and started again, the same request (with the same key) is sent again. */
export async function ask<Answer>(url: string, key: string, body?: unknown): Promise<Answer> {
  const idempotencyKey = randomUUID();
  for (let tried = 1; ; tried += 1) {
    const answer = await askOnce(url, key, body, idempotencyKey);
    if (answer.status >= 200 && answer.status < 300) return JSON.parse(answer.text) as Answer;
    const isPassing = answer.status === 0 || answer.status === 409 || answer.status >= 500;
    if (!isPassing || tried === TRIES) throw new Error(`${url} answered ${String(answer.status)}: ${answer.text}`);
    await pause(BETWEEN_MS);
  }
}

/** The status of a GET, 0 when no answer came. */
export async function statusOf(url: string, key: string): Promise<number> {
  return (await askOnce(url, key, undefined, '')).status;
}

async function askOnce(url: string, key: string, body: unknown, idempotencyKey: string): Promise<{ status: number; text: string }> {
  const posts = body !== undefined;
  try {
    const answer = await fetch(url, {
      method: posts ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${key}`, ...(posts ? { 'content-type': 'application/json', 'idempotency-key': idempotencyKey } : {}) },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      ...(posts ? { body: JSON.stringify(body) } : {}),
    });
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    return { status: 0, text: error instanceof Error ? error.message : String(error) };
  }
}

/** Waits between two looks at something that is on its way. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
