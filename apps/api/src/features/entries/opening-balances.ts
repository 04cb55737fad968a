import { type JournalEntry, type MicroEuro, type Instant, postEntries, reviewAccount } from '@tegoed/prepayment-engine';
import { accountStateOf } from '../../adapters/postgres/account-state-row.js';
import type { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { postEntry, readSnapshot } from '../../adapters/postgres/post-entry.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { entryRowsOf } from './entry-rows.js';

/** What a customer brings along on the first day, each zero or more. */
export interface OpeningBalances {
  readonly creditMicroEuro: MicroEuro;
  readonly debtOldMicroEuro: MicroEuro;
  readonly debtSupplyMicroEuro: MicroEuro;
}

/** When an account is opened, in the tenant's time and in the wall's. */
export interface OpeningTimes {
  readonly occurredAt: Instant;
  readonly now: Instant;
  readonly wallNowMs: number;
}

/**
 * Books what a customer brings along and decides for the first time. Credit lies on the bank already, where the system
 * before us left it; a debt is for energy that was supplied, so what comes in on it is owed to the supplier.
 */
export async function bookOpeningBalances(tx: TenantTransaction, terms: AccountTermsReader, accountId: number, opening: OpeningBalances, times: OpeningTimes): Promise<void> {
  const snapshot = await readSnapshot(tx.manager, tx.tenantId, accountId);
  if (snapshot === null) throw new Error(`account ${accountId} was opened in this transaction and is not there`);
  const before = accountStateOf(snapshot);
  const entries = openingEntries(opening);
  const { balances, debtSupplyAtZeroMicroEuro } = postEntries(before, entries);
  const state = { ...before, balances, debtSupplyAtZeroMicroEuro };
  const review = reviewAccount({ state, ...(await terms.of(tx.tenantId, snapshot, times.now, tx)), now: times.now });
  const rows = entryRowsOf(snapshot, { entries, ...review }, { kind: 'opening', id: snapshot.public_id, ...times });
  const posted = await postEntry(tx.manager, tx.tenantId, { accountId, expectedVersion: snapshot.version }, null, rows);
  if (posted.kind !== 'booked') throw new Error(`the opening of account ${accountId} was not booked: ${posted.kind}`);
}

// The credit comes first: supply debt that stands beside credit is an earlier debt and does not make the balance negative.
function openingEntries(opening: OpeningBalances): JournalEntry[] {
  const entries = [
    { debit: 'bank', credit: 'credit', amountMicroEuro: opening.creditMicroEuro, kind: 'opening_balance' },
    { debit: 'debt_old', credit: 'supplier_payable_energy', amountMicroEuro: opening.debtOldMicroEuro, kind: 'opening_balance' },
    { debit: 'debt_supply', credit: 'supplier_payable_energy', amountMicroEuro: opening.debtSupplyMicroEuro, kind: 'opening_balance' },
  ] as const satisfies JournalEntry[];
  return entries.filter((entry) => entry.amountMicroEuro > 0);
}
