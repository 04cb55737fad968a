import type { CorrectionCause, Instant, SupplyDay } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import { inTenant, type TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { rerateAccount } from './rerate-account.js';
import { readRerateTerms, type RerateTerms } from './rerate-terms.js';

interface OpenRequest {
  readonly request_id: number;
  readonly account_id: number;
  readonly first_day: SupplyDay;
  readonly cause: CorrectionCause;
}

/** What one call works through at most, so that a published gas factor does not keep the tenant's other work waiting. */
const REQUESTS_AT_ONCE = 2_000;

/**
 * Works through the open requests of a tenant, each account in its own transaction; safe to call from any worker at any
 * time. What was changed by the house (price, status) goes first, so that it is booked under the rule for the house's
 * own doing and not under that of a late reading.
 *
 * @returns how many requests were worked on
 */
export async function workRerates(dataSource: DataSource, tenantId: number, now: Instant, wallNowMs: number): Promise<number> {
  let terms: RerateTerms | null = null;
  for (let worked = 0; worked < REQUESTS_AT_ONCE; worked += 1) {
    const found = await inTenant(dataSource, tenantId, async (tx) => {
      const request = await claimRequest(tx);
      if (request === null) return false;
      terms ??= await readRerateTerms(tx, now, wallNowMs);
      await workOn(tx, request, terms);
      return true;
    });
    if (!found) return worked;
  }
  return REQUESTS_AT_ONCE;
}

async function claimRequest(tx: TenantTransaction): Promise<OpenRequest | null> {
  const [request] = await tx.query<OpenRequest>(
    `select request_id, account_id, first_day, cause from rerate_request where tenant_id = $1 and state = 'open'
     order by cause not in ('price_change', 'status_change'), request_id limit 1 for update skip locked`,
    [tx.tenantId],
  );
  return request ?? null;
}

async function workOn(tx: TenantTransaction, request: OpenRequest, terms: RerateTerms): Promise<void> {
  const outcome = await rerateAccount(tx, { accountId: request.account_id, firstDay: request.first_day, cause: request.cause, batchId: `${request.request_id}`, runId: null }, terms);
  const done = outcome.kind === 'done';
  await tx.query(
    `update rerate_request set state = $2, why = $3, difference_micro_euro = $4, set_aside_micro_euro = $5, done_at = $6 where request_id = $1`,
    [request.request_id, done ? 'done' : 'failed', done ? null : outcome.why, done ? outcome.differenceMicroEuro : null, done ? outcome.setAsideMicroEuro : null, isoOf(terms.now)],
  );
}

/** Asks for settled days of an account to be computed again, from the first one that may change. */
export interface RerateWish {
  readonly accountId: number;
  readonly firstDay: SupplyDay;
  readonly cause: CorrectionCause;
  readonly by: string;
}

/** Stores the requests; a worker does the work. Ring the bell for `run` afterwards. */
export async function requestRerates(tx: TenantTransaction, wishes: readonly RerateWish[], now: Instant): Promise<void> {
  await tx.query(
    `insert into rerate_request (tenant_id, account_id, first_day, cause, requested_by, requested_at)
     select $1, w.account_id, w.first_day, w.cause, w.by, $2 from jsonb_to_recordset($3) w (account_id bigint, first_day date, cause text, by text)`,
    [tx.tenantId, isoOf(now), JSON.stringify(wishes.map(({ accountId, firstDay, cause, by }) => ({ account_id: accountId, first_day: firstDay, cause, by })))],
  );
}
