import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';

/** How far a checkout has come. */
export type CheckoutState = 'open' | 'paid' | 'expired' | 'failed';

/** A checkout with what a page or the provider must know of it. */
export interface StoredCheckout {
  readonly checkoutId: string;
  readonly accountId: number;
  /** Twelve digits. */
  readonly reference: string;
  readonly amountMicroEuro: number;
  readonly state: CheckoutState;
  readonly providerSessionId: string | null;
  readonly providerUrl: string | null;
  readonly openedAtMs: number;
  readonly settledAtMs: number | null;
}

interface CheckoutColumns {
  readonly checkout_id: string;
  readonly account_id: number;
  readonly reference: string;
  readonly amount_micro_euro: number;
  readonly state: CheckoutState;
  readonly provider_session_id: string | null;
  readonly provider_url: string | null;
  readonly opened_at: number;
  readonly settled_at: number | null;
}

/** A checkout to write down before the provider is asked for its page. */
export interface CheckoutToStore {
  readonly checkoutId: string;
  readonly accountId: number;
  readonly amountMicroEuro: number;
  readonly openedBy: 'customer' | 'payment_link' | 'supplier';
  readonly nowMs: number;
}

/** Writes a new checkout, and sees to it that from now on the provider is asked what happened. */
export async function storeCheckout(tx: TenantTransaction, checkout: CheckoutToStore, wallNowMs: number): Promise<void> {
  await tx.query(
    `insert into checkout (checkout_id, tenant_id, account_id, amount_micro_euro, state, opened_by, opened_at) values ($1, $2, $3, $4, 'open', $5, $6)`,
    [checkout.checkoutId, tx.tenantId, checkout.accountId, checkout.amountMicroEuro, checkout.openedBy, isoOf(checkout.nowMs)],
  );
  await tx.query('insert into provider_poll (tenant_id, asked_until, next_at) values ($1, $2, $2) on conflict do nothing', [tx.tenantId, isoOf(wallNowMs)]);
}

/** The checkout with this id at the transaction's tenant; null when there is none. */
export async function readCheckout(tx: TenantTransaction, checkoutId: string): Promise<StoredCheckout | null> {
  const rows = await tx.query<CheckoutColumns>(
    `select k.checkout_id, k.account_id, a.reference, k.amount_micro_euro, k.state, k.provider_session_id, k.provider_url, k.opened_at, k.settled_at
     from checkout k join account a using (account_id) where k.checkout_id = $1`,
    [checkoutId],
  );
  const row = rows[0];
  if (row === undefined) return null;
  return {
    checkoutId: row.checkout_id, accountId: row.account_id, reference: row.reference, amountMicroEuro: row.amount_micro_euro, state: row.state,
    providerSessionId: row.provider_session_id, providerUrl: row.provider_url, openedAtMs: row.opened_at, settledAtMs: row.settled_at,
  };
}

/** Keeps the page that the provider opened. */
export async function keepProviderSession(tx: TenantTransaction, checkoutId: string, sessionId: string, url: string): Promise<void> {
  await tx.query('update checkout set provider_session_id = $2, provider_url = $3 where checkout_id = $1 and provider_session_id is null', [checkoutId, sessionId, url]);
}

/** Settles a checkout. Paid is for ever: what comes later about the same checkout was on its way before. */
export async function settleCheckout(tx: TenantTransaction, checkoutId: string, end: { readonly state: 'paid' | 'expired'; readonly paymentId: string | null; readonly atMs: number }): Promise<void> {
  await tx.query(
    `update checkout set state = $2, provider_payment_id = coalesce($3, provider_payment_id), settled_at = $4 where checkout_id = $1 and state <> 'paid'`,
    [checkoutId, end.state, end.paymentId, isoOf(end.atMs)],
  );
}
