import type { PaymentReference, SupplyDay } from '@tegoed/prepayment-engine';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import type { SuspenseReason } from './incoming-payment.js';

/** An account as a reference finds it, with the period of its contract. */
export interface KnownAccount {
  readonly accountId: number;
  readonly publicId: string;
  /** Twelve digits. */
  readonly reference: string;
  readonly ean: string;
  readonly activeFrom: SupplyDay;
  /** The first day that is no longer in the contract; null while it runs. */
  readonly activeUntil: SupplyDay | null;
}

/** Whose money it is, or why that is not known. */
export type Match = { readonly kind: 'account'; readonly account: KnownAccount } | { readonly kind: 'none'; readonly why: SuspenseReason };

/** The accounts of one tenant that a set of references may mean: read once for a whole file. */
export class AccountBook {
  readonly #byReference = new Map<string, KnownAccount>();
  readonly #byEan13 = new Map<string, KnownAccount[]>();

  constructor(accounts: readonly KnownAccount[]) {
    for (const account of accounts) {
      this.#byReference.set(account.reference, account);
      const ean13 = account.ean.slice(-13);
      this.#byEan13.set(ean13, [...(this.#byEan13.get(ean13) ?? []), account]);
    }
  }

  /**
   * The account that a reference means on the day of payment. A structured reference belongs to one contract for ever;
   * an EAN means whoever had the contract on that day.
   */
  find(reference: PaymentReference, day: SupplyDay): Match {
    switch (reference.kind) {
      case 'structured':
        return runningOn(this.#byReference.get(reference.digits), day);
      case 'ean13':
        return this.#ofConnection(reference.digits, day);
      case 'iso11649':
        return { kind: 'none', why: 'reference_unknown' };
    }
  }

  /** Every account that the reference has ever meant: for a person to choose from. */
  all(reference: PaymentReference): readonly KnownAccount[] {
    if (reference.kind === 'ean13') return this.#byEan13.get(reference.digits) ?? [];
    const account = reference.kind === 'structured' ? this.#byReference.get(reference.digits) : undefined;
    return account === undefined ? [] : [account];
  }

  #ofConnection(ean13: string, day: SupplyDay): Match {
    const known = this.#byEan13.get(ean13) ?? [];
    const active = known.filter(({ activeFrom, activeUntil }) => activeFrom <= day && (activeUntil === null || day < activeUntil));
    const account = active[0];
    if (account === undefined) return { kind: 'none', why: known.length === 0 ? 'reference_unknown' : 'no_contract_then' };
    return active.length === 1 ? { kind: 'account', account } : { kind: 'none', why: 'reference_doubtful' };
  }
}

// Money that comes before the first day is a customer in good time; after the last day there is no supply to pay for.
function runningOn(account: KnownAccount | undefined, day: SupplyDay): Match {
  if (account === undefined) return { kind: 'none', why: 'reference_unknown' };
  if (account.activeUntil !== null && account.activeUntil <= day) return { kind: 'none', why: 'contract_ended' };
  return { kind: 'account', account };
}

/** Reads the accounts that any of these references may mean, at the transaction's tenant only. */
export async function readAccountBook(tx: TenantTransaction, references: readonly PaymentReference[]): Promise<AccountBook> {
  const structured = references.flatMap((reference) => (reference.kind === 'structured' ? [reference.digits] : []));
  const ean13s = references.flatMap((reference) => (reference.kind === 'ean13' ? [reference.digits] : []));
  if (structured.length + ean13s.length === 0) return new AccountBook([]);
  const rows = await tx.query<KnownAccountRow>('select * from accounts_of_references($1, $2)', [structured, ean13s]);
  return new AccountBook(rows.map((row) => ({
    accountId: row.account_id, publicId: row.public_id, reference: row.reference, ean: row.ean, activeFrom: row.active_from, activeUntil: row.active_until,
  })));
}

interface KnownAccountRow {
  readonly account_id: number;
  readonly public_id: string;
  readonly reference: string;
  readonly ean: string;
  readonly active_from: SupplyDay;
  readonly active_until: SupplyDay | null;
}
