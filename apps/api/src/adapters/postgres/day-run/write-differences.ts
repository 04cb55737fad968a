import type { TenantTransaction } from '../tenant-transaction.js';

/**
 * Inserts differences of one account as further rows of their days (seq 1, 2, ...) with the general ledger lines of
 * the batch, in the caller's transaction. Columns that are not given are null.
 */
export async function writeDifferences(tx: TenantTransaction, accountId: number, rows: readonly object[], batch: { readonly kind: string; readonly id: string }): Promise<void> {
  await tx.query(
    `insert into day_charge
     select (jsonb_populate_record(null::day_charge, to_jsonb(d) || jsonb_build_object('account_id', $1::bigint, 'tenant_id', $2::int,
       'seq', (select coalesce(max(c.seq), -1) + 1 from day_charge c where c.day = d.day and c.account_id = $1)))).*
     from jsonb_populate_recordset(null::day_charge, $3) d`,
    [accountId, tx.tenantId, JSON.stringify(rows)],
  );
  await tx.query(
    `insert into general_ledger_line (tenant_id, batch_kind, batch_id, account, debit_micro_euro, credit_micro_euro, booked_on, recorded_at)
     select $1, $4, $2, l.account::ledger_account, sum(greatest(l.amount, 0)), sum(greatest(-l.amount, 0)), d.day, d.recorded_at
     from jsonb_populate_recordset(null::day_charge, $3) d
     cross join lateral (values ('credit', d.from_credit_micro_euro), ('debt_supply', d.to_debt_supply_micro_euro), ('debt_protected', d.to_debt_protected_micro_euro), ('debt_correction', d.to_debt_correction_micro_euro),
       ('supplier_payable_energy', -d.energy_micro_euro::bigint), ('supplier_payable_network', -d.network_micro_euro::bigint),
       ('supplier_payable_capacity', -d.capacity_micro_euro::bigint), ('supplier_payable_fixed', -d.fixed_micro_euro::bigint),
       ('supplier_payable_levies', -d.levies_micro_euro::bigint), ('vat', -d.vat_micro_euro::bigint)) l (account, amount)
     where l.amount <> 0 group by l.account, d.day, d.recorded_at`,
    [tx.tenantId, batch.id, JSON.stringify(rows), batch.kind],
  );
}
