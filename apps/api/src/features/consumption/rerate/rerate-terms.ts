import { type CalendarData, type Instant, type Policy, type Region, supplyDayOf } from '@tegoed/prepayment-engine';
import type { AccountSnapshotRow } from '../../../adapters/postgres/post-entry.js';
import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { readCalendar, readPolicies } from '../../../adapters/postgres/terms.js';

/** What computing accounts of one tenant again needs beside each account; read once for many. */
export interface RerateTerms {
  readonly policyOf: (account: Pick<AccountSnapshotRow, 'policy_id'>) => Policy;
  readonly calendar: CalendarData;
  readonly now: Instant;
  readonly wallNowMs: number;
}

/** Policies and calendar of the tenant at a moment. Throws for an account whose policy is not in force. */
export async function readRerateTerms(tx: TenantTransaction, now: Instant, wallNowMs: number): Promise<RerateTerms> {
  const today = supplyDayOf(now);
  const tenant = await tx.one<{ region: Region; mode: string }>('select region, mode from tenant where tenant_id = $1', [tx.tenantId]);
  const policies = await readPolicies(tx, today);
  const policyOf = ({ policy_id }: Pick<AccountSnapshotRow, 'policy_id'>): Policy => {
    const policy = policies.get(policy_id);
    if (policy === undefined) throw new Error(`policy ${policy_id} is not in force`);
    return policy;
  };
  return { policyOf, calendar: await readCalendar(tx, { region: tenant.region, sandbox: tenant.mode === 'sandbox' }, today, now), now, wallNowMs };
}
