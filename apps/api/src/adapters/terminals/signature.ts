import { createHmac, timingSafeEqual } from 'node:crypto';

const TOLERANCE_MS = 300_000;

/**
 * Whether an acquirer signed these exact bytes: header `t=<seconds>,v1=<hex>`, HMAC-SHA256 over `time.body` under the
 * shared secret, at most five minutes old. Of several secrets any may fit, so that one can be rolled.
 */
export function isFromAcquirer(raw: Buffer, header: string | undefined, secrets: readonly string[], wallNowMs: number): boolean {
  const parts = /^t=(\d{9,11}),v1=([0-9a-f]{64})$/.exec(header ?? '');
  if (parts === null || raw.length === 0) return false;
  const [, time = '', given = ''] = parts;
  if (Math.abs(wallNowMs - Number(time) * 1_000) > TOLERANCE_MS) return false;
  return secrets.some((secret) => timingSafeEqual(createHmac('sha256', secret).update(`${time}.`).update(raw).digest(), Buffer.from(given, 'hex')));
}
