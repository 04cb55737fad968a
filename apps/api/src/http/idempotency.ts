import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { isoOf, wallNowMs } from '../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../adapters/postgres/tenant-transaction.js';
import { conflict, HttpProblem } from './problem.js';
import type { KnownRequest } from './request-context.js';

/** What makes a repeated POST the same POST. */
export interface KeyedRequest {
  readonly key: string;
  /** SHA-256 in hex over method, address and the exact body. */
  readonly contentHash: string;
  readonly receivedAtMs: number;
}

/** A stored answer. It is kept as it is, so it holds ids and amounts but no names or numbers of people. */
export interface KeyedAnswer<Body> {
  readonly status: number;
  readonly body: Body;
}

const KEY_LENGTH_MAX = 255;

/** Gives a controller method the request's key: `@Keyed() keyed: KeyedRequest`. Throws a 400 without the header. */
export const Keyed = createParamDecorator(
  (_: unknown, host: ExecutionContext): KeyedRequest => keyedRequest(host.switchToHttp().getRequest<KnownRequest>()),
  [documentHeader],
);

function documentHeader(target: object, method: string | symbol | undefined): void {
  const descriptor = method === undefined ? undefined : Object.getOwnPropertyDescriptor(target, method);
  if (method === undefined || descriptor === undefined) return;
  const description = 'A fresh value per request (a UUID); the same request sent again with the same key has no second effect.';
  ApiHeader({ name: 'Idempotency-Key', required: true, description, schema: { type: 'string', maxLength: KEY_LENGTH_MAX } })(target, method, descriptor);
}

/** The key of a request. Throws a 400 when the header Idempotency-Key is missing or too long. */
export function keyedRequest(request: Pick<KnownRequest, 'headers' | 'method' | 'originalUrl' | 'rawBody'>): KeyedRequest {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key.length === 0 || key.length > KEY_LENGTH_MAX) {
    throw new HttpProblem(400, 'idempotency_key_missing', 'Idempotency-Key is missing',
      'Send the header Idempotency-Key with a fresh value (a UUID, at most 255 characters) and keep it when you repeat the request.');
  }
  const hash = createHash('sha256').update(`${request.method} ${request.originalUrl}\n`).update(request.rawBody ?? '');
  return { key, contentHash: hash.digest('hex'), receivedAtMs: wallNowMs() };
}

/**
 * Does the work once per key: the answer is claimed in the transaction of the effect, so both are there or neither.
 * The same key with the same content gives the stored answer without doing the work; with other content it throws a
 * 409. A second request that comes while the first is under way waits for it.
 */
export async function onceByKey<Body>(
  tx: TenantTransaction,
  request: KeyedRequest,
  work: () => Promise<KeyedAnswer<Body>>,
): Promise<KeyedAnswer<Body>> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`${tx.tenantId} http ${request.key}`]);
  const earlier = await tx.query<{ content_hash: Buffer; result: KeyedAnswer<Body> }>(
    `select content_hash, result from claim where tenant_id = $1 and channel = 'http' and external_id = $2`,
    [tx.tenantId, request.key],
  );
  if (earlier[0]) return storedAnswer(earlier[0], request);
  const answer = await work();
  await tx.query(
    `insert into claim (tenant_id, channel, external_id, content_hash, result, claimed_at) values ($1, 'http', $2, $3, $4, $5)`,
    [tx.tenantId, request.key, Buffer.from(request.contentHash, 'hex'), JSON.stringify(answer), isoOf(request.receivedAtMs)],
  );
  return answer;
}

function storedAnswer<Body>(earlier: { content_hash: Buffer; result: KeyedAnswer<Body> }, request: KeyedRequest): KeyedAnswer<Body> {
  if (earlier.content_hash.toString('hex') === request.contentHash) return earlier.result;
  throw keyReused();
}

/** 409: the key stands for another request. */
export function keyReused(): HttpProblem {
  return conflict('idempotency_key_reused', 'This Idempotency-Key was used for another request. Use a fresh key for a new request.');
}
