import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly, grantRows, policeByTenant } from './row-level-security.js';

/** Reversals of payments that a clerk took at the counter: one person asks, another one decides. */
export class CounterReversals1000000000022 implements MigrationInterface {
  name = 'CounterReversals1000000000022';

  async up(db: QueryRunner): Promise<void> {
    await db.query(REVERSALS);
    await policeByTenant(db, 'counter_reversal', 'tenant_id');
    await grantRows(db, ['counter_reversal'], 'select, insert, update');
  }

  down = forwardOnly;
}

const REVERSALS = `
create table counter_reversal (
  tenant_id int not null references tenant,
  payment_id uuid not null,
  reason text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  primary key (tenant_id, payment_id),
  -- Four eyes by constraint, not by an if.
  check (approved_by is null or approved_by <> asked_by)
);`;
