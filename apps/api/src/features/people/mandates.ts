import type { SupplyDay } from '@tegoed/prepayment-engine';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';

/**
 * SQL that holds for a contract `c` whose holder gave the OCMW a mandate, or whom the law puts in its care, on a day.
 * Both arguments are parameter placeholders.
 */
export function hasMandate(ocmwParameter: string, dayParameter: string): string {
  return `exists (select 1 from mandate m where m.ocmw_id = ${ocmwParameter}::int and m.person_id = c.person_id
    and m.valid_from <= ${dayParameter}::date and (m.valid_until is null or m.valid_until >= ${dayParameter}::date))`;
}

/** A mandate of a person to an OCMW: by consent, or because a law says so. */
export interface MandateToGive {
  readonly ocmwId: number;
  readonly personId: number;
  readonly ground: 'consent' | 'law';
  readonly validFrom: SupplyDay;
  readonly validUntil: SupplyDay | null;
}

/** Gives a mandate at the transaction's tenant; the same mandate twice is one mandate. */
export async function giveMandate(tx: TenantTransaction, mandate: MandateToGive): Promise<void> {
  await tx.query(
    `insert into mandate (tenant_id, ocmw_id, person_id, ground, valid_from, valid_until) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [tx.tenantId, mandate.ocmwId, mandate.personId, mandate.ground, mandate.validFrom, mandate.validUntil],
  );
}
