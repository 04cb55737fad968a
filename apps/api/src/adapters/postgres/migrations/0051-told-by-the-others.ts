import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from './row-level-security.js';

/**
 * Two columns of a charge are null where the others of the same row tell them: `from_credit_micro_euro` is then the whole
 * total, `energy_wh` the sum of both uses. Rows that were written before keep their values, which say the same.
 */
export class ToldByTheOthers1000000000051 implements MigrationInterface {
  name = 'ToldByTheOthers1000000000051';

  async up(db: QueryRunner): Promise<void> {
    await db.query(NULLABLE);
    await db.query(LEDGER_LINE);
  }

  down = forwardOnly;
}

const NULLABLE = `
alter table day_charge alter column energy_wh drop not null, alter column from_credit_micro_euro drop not null;
alter table day_charge drop constraint total_is_split;
alter table day_charge add constraint total_is_split check (total_micro_euro = coalesce(from_credit_micro_euro, total_micro_euro)::bigint
  + coalesce(to_debt_supply_micro_euro, 0) + coalesce(to_debt_protected_micro_euro, 0) + coalesce(to_debt_correction_micro_euro, 0));
comment on column day_charge.from_credit_micro_euro is 'null = total_micro_euro';
comment on column day_charge.energy_wh is 'null = use1 + use2';`;

const LEDGER_LINE = `
create or replace view ledger_line with (security_invoker = true) as
select j.tenant_id, j.account_id, j.entry_no, j.kind, j.occurred_at::date as day, l.account, l.debit_micro_euro, l.credit_micro_euro
from journal j cross join lateral (values
  (j.debit, j.amount_micro_euro, 0::bigint), (j.credit, 0::bigint, j.amount_micro_euro)) l (account, debit_micro_euro, credit_micro_euro)
union all
select c.tenant_id, c.account_id, c.entry_no, 'day_charge', c.day, l.account::ledger_account,
  greatest(l.amount, 0), greatest(-l.amount, 0)
from day_charge c cross join lateral (values
  ('credit', coalesce(c.from_credit_micro_euro, c.total_micro_euro)), ('debt_supply', c.to_debt_supply_micro_euro),
  ('debt_protected', c.to_debt_protected_micro_euro), ('debt_correction', c.to_debt_correction_micro_euro),
  ('supplier_payable_energy', -c.energy_micro_euro::bigint), ('supplier_payable_network', -c.network_micro_euro::bigint),
  ('supplier_payable_capacity', -c.capacity_micro_euro::bigint), ('supplier_payable_fixed', -c.fixed_micro_euro::bigint),
  ('supplier_payable_levies', -c.levies_micro_euro::bigint), ('vat', -c.vat_micro_euro::bigint)) l (account, amount)
where l.amount <> 0;`;
