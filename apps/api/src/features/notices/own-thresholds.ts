import { checkOwnThreshold, prepareControl, reviewAccount, type Instant, type MicroEuro } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { accountStateOf } from '../../adapters/postgres/account-state-row.js';
import type { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { readSnapshot } from '../../adapters/postgres/post-entry.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { queueNotice } from './queue-notice.js';

interface WatchedRow {
  account_id: number;
  warn_days_left: number | null;
  warn_below_micro_euro: number | null;
  is_reminded: boolean;
}

/**
 * Looks each morning at the accounts whose holder asked for a reminder of their own. They are few, so the daily run knows
 * nothing of them.
 */
export async function remindOwnThresholds(dataSource: DataSource, terms: AccountTermsReader, tenantId: number, now: Instant): Promise<void> {
  const watched = await inTenant(dataSource, tenantId, (tx) =>
    tx.query<WatchedRow>(
      `select account_id, warn_days_left, warn_below_micro_euro, is_reminded from notice_preference
       where tenant_id = $1 and (warn_days_left is not null or warn_below_micro_euro is not null) order by account_id`, [tenantId]));
  for (const row of watched) await inTenant(dataSource, tenantId, (tx) => remind(tx, terms, row, now));
}

async function remind(tx: TenantTransaction, reader: AccountTermsReader, row: WatchedRow, now: Instant): Promise<void> {
  const snapshot = await readSnapshot(tx.manager, tx.tenantId, row.account_id, false);
  if (snapshot === null) return;
  const terms = await reader.of(tx.tenantId, snapshot, now, tx);
  const state = accountStateOf(snapshot);
  const { decision } = reviewAccount({ state, ...terms, now });
  const threshold = { daysLeft: row.warn_days_left, amountMicroEuro: row.warn_below_micro_euro as MicroEuro | null, isReminded: row.is_reminded };
  const { notice, isReminded } = checkOwnThreshold(threshold, state, decision, prepareControl({ ...terms, now, utility: state.utility }));
  if (notice !== null) await queueNotice(tx, row.account_id, notice, now);
  if (isReminded !== row.is_reminded) await tx.query('update notice_preference set is_reminded = $2 where account_id = $1', [row.account_id, isReminded]);
}
