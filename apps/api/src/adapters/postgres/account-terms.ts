import { supplyDayOf, type CalendarData, type Instant, type Policy, type Region, type SupplyDay, type TariffVersion } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { monotonicMs } from '../clock/wall-clock.js';
import { readCalendar, readPolicies, readTariffs } from './terms.js';
import { inTenant, type TenantTransaction } from './tenant-transaction.js';

/** What a rule needs to know of one account's agreement at a moment. */
export interface AccountTerms {
  readonly policy: Policy;
  /** Null when no price, or more than one, is valid today. */
  readonly tariff: TariffVersion | null;
  readonly calendar: CalendarData;
}

interface TenantTerms {
  readonly policies: Map<number, Policy>;
  readonly tariffs: Map<number, { versionId: number; version: TariffVersion } | null>;
  readonly calendar: CalendarData;
  readonly readAtMs: number;
}

/** A change of a price or policy is seen by all processes within this time; it is never in force sooner. */
const KEPT_FOR_MS = 5_000;

/** Price books and policies per tenant and day, kept for seconds, so that a payment needs only its two round trips. */
export class AccountTermsReader {
  private readonly kept = new Map<string, TenantTerms>();

  constructor(private readonly dataSource: DataSource) {}

  /**
   * The terms of an account now. Throws when its policy does not exist, because nothing can be decided then.
   *
   * @param within the transaction of the caller, when it is in one: with a connection of its own, callers that hold all
   *   connections of the pool would wait for each other for ever
   */
  async of(tenantId: number, account: { readonly tariff_id: number; readonly policy_id: number }, now: Instant, within?: TenantTransaction): Promise<AccountTerms> {
    const day = supplyDayOf(now);
    let terms = await this.tenantTerms(tenantId, day, now, within);
    // A policy or price that is younger than what is kept is read at once instead of being missed.
    if (!terms.policies.has(account.policy_id) || !terms.tariffs.has(account.tariff_id)) {
      this.kept.delete(`${tenantId}:${day}`);
      terms = await this.tenantTerms(tenantId, day, now, within);
    }
    const policy = terms.policies.get(account.policy_id);
    if (policy === undefined) throw new Error(`policy ${account.policy_id} is not in force`);
    return { policy, tariff: terms.tariffs.get(account.tariff_id)?.version ?? null, calendar: terms.calendar };
  }

  private async tenantTerms(tenantId: number, day: SupplyDay, now: Instant, within: TenantTransaction | undefined): Promise<TenantTerms> {
    const key = `${tenantId}:${day}`;
    const there = this.kept.get(key);
    if (there !== undefined && monotonicMs() - there.readAtMs < KEPT_FOR_MS) return there;
    const read = within === undefined ? await inTenant(this.dataSource, tenantId, (tx) => readTerms(tx, day, now)) : await readTerms(within, day, now);
    if (this.kept.size > 1_000) this.kept.clear();
    this.kept.set(key, read);
    return read;
  }
}

async function readTerms(tx: TenantTransaction, day: SupplyDay, now: Instant): Promise<TenantTerms> {
  const tenant = await tx.one<{ region: Region; mode: string }>('select region, mode from tenant where tenant_id = $1', [tx.tenantId]);
  return {
    policies: await readPolicies(tx, day),
    tariffs: await readTariffs(tx, day),
    calendar: await readCalendar(tx, { region: tenant.region, sandbox: tenant.mode === 'sandbox' }, day, now),
    readAtMs: monotonicMs(),
  };
}
