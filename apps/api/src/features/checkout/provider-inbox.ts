import { gzipSync } from 'node:zlib';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import type { EventSubject, ProviderEvent } from './ports.js';

/** Events about one thing that wait to be worked: they are one question to the provider. */
export interface WaitingSubject {
  readonly subject: EventSubject;
  readonly eventIds: readonly string[];
  readonly attempts: number;
}

const WORKED_AT_ONCE = 200;
/** Seconds until an event is tried again, by the tries before: from two seconds to an hour, for about a day. */
const RETRY_SECONDS = [2, 5, 15, 60, 300, 900, 3_600];
const MOST_ATTEMPTS = 30;

/** Stores an event once, whichever way and however often it comes; true when it is new. */
export async function storeEvent(tx: TenantTransaction, event: ProviderEvent, cameBy: 'webhook' | 'poll', wallNowMs: number): Promise<boolean> {
  // What concerns no payment and no payout is kept and done with.
  const state = event.subject.kind === 'none' ? 'done' : 'received';
  const rows = await tx.query(
    `insert into provider_event (tenant_id, event_id, kind, subject, raw, came_by, state, happened_at, received_at, next_try_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) on conflict do nothing returning event_id`,
    [tx.tenantId, event.id, event.kind, subjectText(event.subject), gzipSync(event.raw), cameBy, state, isoOf(event.happenedAtMs), isoOf(wallNowMs)],
  );
  return rows.length === 1;
}

/** What waits and may be tried now, by what it is about, the longest waiting first. */
export async function waitingSubjects(tx: TenantTransaction, wallNowMs: number): Promise<WaitingSubject[]> {
  const rows = await tx.query<{ subject: string; event_ids: string[]; attempts: number }>(
    `select subject, array_agg(event_id) as event_ids, max(attempts)::int as attempts from provider_event
     where tenant_id = $1 and state = 'received' and next_try_at <= $2 group by subject order by min(received_at) limit ${WORKED_AT_ONCE}`,
    [tx.tenantId, isoOf(wallNowMs)],
  );
  return rows.map((row) => ({ subject: subjectOfText(row.subject), eventIds: row.event_ids, attempts: row.attempts }));
}

/** Closes events whose effect is booked; `why` tells what they came to when that was nothing. */
export async function closeEvents(tx: TenantTransaction, eventIds: readonly string[], why: string | null): Promise<void> {
  await tx.query(`update provider_event set state = 'done', why = $3, attempts = attempts + 1 where tenant_id = $1 and event_id = any($2)`, [tx.tenantId, eventIds, why]);
}

/** Puts events off after a failure; after about a day they are given up and stay on the list of what failed. */
export async function putOffEvents(tx: TenantTransaction, { eventIds, attempts }: WaitingSubject, why: string, wallNowMs: number): Promise<void> {
  const seconds = RETRY_SECONDS[Math.min(attempts, RETRY_SECONDS.length - 1)] ?? 0;
  await tx.query(
    `update provider_event set attempts = attempts + 1, why = $3, next_try_at = $4, state = case when attempts + 1 >= ${MOST_ATTEMPTS} then 'failed' else state end
     where tenant_id = $1 and event_id = any($2)`,
    [tx.tenantId, eventIds, why, isoOf(wallNowMs + seconds * 1_000)],
  );
}

function subjectText(subject: EventSubject): string | null {
  return subject.kind === 'none' ? null : `${subject.kind}:${subject.id}`;
}

function subjectOfText(text: string): EventSubject {
  const at = text.indexOf(':');
  return { kind: text.slice(0, at) as Exclude<EventSubject['kind'], 'none'>, id: text.slice(at + 1) };
}
