import type { DataSource } from 'typeorm';
import { type TenantTransaction, transactionOf } from '../../adapters/postgres/tenant-transaction.js';
import { checkBooks } from './check-books.js';
import { type AccountToCheck, readRange } from './read-entries.js';
import { type AccountProblem, replayAccount } from './replay-account.js';

/** One thing that is wrong. `accountId` is the public id; null for the books as a whole. */
export interface LedgerProblem {
  readonly accountId: string | null;
  readonly what: string;
}

/** The proof, or the disproof, of a tenant's ledger at one moment. */
export interface LedgerVerification {
  readonly accounts: number;
  readonly entries: number;
  /** Sum of every difference that was found; 0 when the ledger stands. */
  readonly differenceMicroEuro: number;
  /** Empty when the ledger stands. At most `PROBLEMS_SHOWN` are told; the counts and the difference are of all. */
  readonly problems: readonly LedgerProblem[];
}

const ACCOUNTS_PER_RANGE = 1_000;
const PROBLEMS_SHOWN = 1_000;

/**
 * Proves the ledger of a tenant in one snapshot, while everybody goes on working: each account is played again from
 * nothing, range by range, so that any number of accounts fits in memory; then the books as a whole are compared.
 * Reads only, and takes no lock.
 */
export async function verifyLedger(dataSource: DataSource, tenantId: number, accountsPerRange = ACCOUNTS_PER_RANGE): Promise<LedgerVerification> {
  return dataSource.transaction('REPEATABLE READ', async (manager) => {
    await manager.query('set transaction read only');
    await manager.query(`select set_config('tegoed.tenant', $1, true)`, [tenantId.toString()]);
    const tx = transactionOf(manager, tenantId);
    const found = new Findings();
    for (let after = 0; after < Number.MAX_SAFE_INTEGER; ) {
      const upTo = await endOfRange(tx, after, accountsPerRange);
      for (const account of await readRange(tx, after, upTo)) found.addAccount(account);
      after = upTo;
    }
    for (const problem of await checkBooks(tx)) found.add(null, problem);
    return found.verification();
  });
}

/** The last account of the next range; the last range reaches to the end, so that entries of no account are seen too. */
async function endOfRange(tx: TenantTransaction, after: number, size: number): Promise<number> {
  const rows = await tx.query<{ account_id: number }>(
    'select account_id from account_state where tenant_id = $1 and account_id > $2 order by account_id offset $3 limit 1', [tx.tenantId, after, size - 1]);
  return rows[0]?.account_id ?? Number.MAX_SAFE_INTEGER;
}

/** What was counted and found so far. */
class Findings {
  #accounts = 0;
  #entries = 0;
  #differenceMicroEuro = 0;
  readonly #problems: LedgerProblem[] = [];

  addAccount(account: AccountToCheck): void {
    this.#accounts += account.state === null ? 0 : 1;
    this.#entries += account.entries.length;
    if (account.state === null) this.add(null, { what: `account number ${account.accountId} has entries or payments but no state`, microEuro: 0 });
    for (const problem of replayAccount(account.entries, account.state)) this.add(account.publicId, problem);
    for (const { paymentId, amountMicroEuro, journalMicroEuro } of account.payments) {
      if (amountMicroEuro === journalMicroEuro) continue;
      this.add(account.publicId, { what: `payment ${paymentId} is not what the journal booked for it`, microEuro: Math.abs(amountMicroEuro - journalMicroEuro) });
    }
  }

  add(accountId: string | null, { what, microEuro }: AccountProblem): void {
    this.#differenceMicroEuro += microEuro;
    if (this.#problems.length < PROBLEMS_SHOWN) this.#problems.push({ accountId, what });
  }

  verification(): LedgerVerification {
    return { accounts: this.#accounts, entries: this.#entries, differenceMicroEuro: this.#differenceMicroEuro, problems: this.#problems };
  }
}
