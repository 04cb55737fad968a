import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';

/** A supplier as the card provider knows it. */
export interface CardTenant {
  readonly publicId: string;
  /** Its own account at the provider; null while a live supplier has none, and then the channel is closed. */
  readonly cardAccount: string | null;
}

/** The supplier of the transaction. In a sandbox the account follows from the id, so that nobody has to set one up. */
export async function readCardTenant(tx: TenantTransaction): Promise<CardTenant> {
  const row = await tx.one<{ public_id: string; mode: 'sandbox' | 'live'; card_account: string | null }>('select public_id, mode, card_account from tenant');
  const cardAccount = row.card_account ?? (row.mode === 'sandbox' ? `acct_${row.public_id.replaceAll('-', '')}` : null);
  return { publicId: row.public_id, cardAccount };
}
