import { createHash } from 'node:crypto';
import { type Instant, instant, microEuro, MICRO_EURO_PER_CENT, supplyDayOf } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { postEntry } from '../../adapters/postgres/post-entry.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import type { PaymentDeps } from '../payments/index.js';
import type { ProviderPayout } from './ports.js';

interface OpenPayout {
  readonly payout_id: string;
  readonly amount_micro_euro: number;
  readonly fee_micro_euro: number;
}

interface BankLine {
  readonly payment_id: string;
}

const CHANNEL = 'payout';

/** Remembers what the provider says it has paid to our bank account; the same payout twice is one. */
export async function keepPayout(tx: TenantTransaction, payout: ProviderPayout, now: Instant, offsetMs: number): Promise<void> {
  await tx.query(
    `insert into provider_payout (tenant_id, payout_id, amount_micro_euro, fee_micro_euro, arrives_on, recorded_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [
      tx.tenantId, payout.id, payout.amountCents * MICRO_EURO_PER_CENT, Math.max(0, payout.feeCents) * MICRO_EURO_PER_CENT,
      supplyDayOf(instant(payout.arrivesAtMs + offsetMs)), isoOf(now),
    ],
  );
}

/**
 * Finds each payout on the bank's statement, by its id in the line's own words and by the very amount, and closes it:
 * what stood in suspense leaves the clearing account of the provider, and so does what the provider kept as its fee,
 * which the supplier bears. Gives how many were closed.
 */
export async function matchPayouts(deps: PaymentDeps, tenantId: number, now: Instant): Promise<number> {
  const open = await inTenant(deps.dataSource, tenantId, (tx) => openPayouts(tx));
  let matched = 0;
  for (const payout of open) {
    const done = await inTenant(deps.dataSource, tenantId, async (tx) => {
      const line = await bankLineOf(tx, payout);
      return line === null ? false : close(deps, tx, payout, line, now);
    });
    if (done) matched += 1;
  }
  return matched;
}

function openPayouts(tx: TenantTransaction): Promise<OpenPayout[]> {
  return tx.query<OpenPayout>(
    `select payout_id, amount_micro_euro, fee_micro_euro from provider_payout p
     where tenant_id = $1 and not exists (select 1 from claim where tenant_id = $1 and channel = '${CHANNEL}' and external_id = p.payout_id)
     order by arrives_on, payout_id limit 500`,
    [tx.tenantId],
  );
}

/** A bank writes capitals only and may cut a long text, so the id is compared without case. */
async function bankLineOf(tx: TenantTransaction, { payout_id: payoutId, amount_micro_euro: amount }: OpenPayout): Promise<BankLine | null> {
  const rows = await tx.query<BankLine>(
    `select payment_id from payment where tenant_id = $1 and state = 'suspense' and account_id = 0 and channel = 'bank' and amount_micro_euro = $2
       and strpos(lower(reference_text), lower($3)) > 0 for update`,
    [tx.tenantId, amount, payoutId],
  );
  return rows.length === 1 ? (rows[0] ?? null) : null;
}

async function close(deps: PaymentDeps, tx: TenantTransaction, payout: OpenPayout, line: BankLine, now: Instant): Promise<boolean> {
  const at = isoOf(now);
  const entry = (debit: string, amount: number): object => ({
    debit, credit: 'clearing_stripe', amount_micro_euro: microEuro(amount), kind: 'clearing', cause_kind: CHANNEL, cause_id: payout.payout_id,
    occurred_at: at, recorded_at: at, wall_at: isoOf(deps.wallNowMs()),
  });
  const fee = payout.fee_micro_euro > 0 ? [entry('supplier_payable_fixed', payout.fee_micro_euro)] : [];
  const contentHash = createHash('sha256').update(JSON.stringify([payout.payout_id, payout.amount_micro_euro, payout.fee_micro_euro])).digest('hex');
  const claim = { channel: CHANNEL, externalId: payout.payout_id, contentHash, result: { paymentId: line.payment_id }, claimedAt: at };
  const posted = await postEntry(tx.manager, tx.tenantId, null, claim, {
    journal: [entry('suspense', payout.amount_micro_euro), ...fee],
    batch: { kind: CHANNEL, id: payout.payout_id, booked_on: supplyDayOf(now), recorded_at: at },
  });
  if (posted.kind !== 'booked') return false;
  await tx.query(`update payment set state = 'booked', why = 'payout' where account_id = 0 and payment_id = $1`, [line.payment_id]);
  return true;
}
