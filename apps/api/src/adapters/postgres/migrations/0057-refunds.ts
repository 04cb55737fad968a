import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly, grantRows, makeAppendOnly, policeByTenant } from './row-level-security.js';

/** Money that goes back over the bank. */
export class Refunds1000000000057 implements MigrationInterface {
  name = 'Refunds1000000000057';

  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    for (const table of ['refund', 'refund_file']) await policeByTenant(db, table, 'tenant_id');
    await grantRows(db, ['refund'], 'select, insert, update');
    await grantRows(db, ['refund_file'], 'select, insert');
    await makeAppendOnly(db, 'refund_file');
  }

  down = forwardOnly;
}

const TABLES = `
-- One credit transfer file for the bank; it is written anew from its refunds whenever it is asked for.
create table refund_file (
  file_id uuid not null default uuidv7() primary key,
  tenant_id int not null references tenant,
  made_by text not null,
  made_at timestamptz not null
);
create table refund (
  refund_id uuid not null default uuidv7() primary key,
  tenant_id int not null references tenant,
  -- suspense: money that nobody was found for; payment: a payment that was a mistake; balance: what is left at the end.
  kind text not null check (kind in ('suspense', 'payment', 'balance')),
  -- 0: the money stands in suspense.
  account_id bigint not null,
  payment_id uuid,
  amount_micro_euro bigint not null check (amount_micro_euro > 0),
  payee_name bytea not null,
  payee_iban bytea not null,
  reason text not null,
  state text not null check (state in ('asked', 'approved', 'rejected', 'sent', 'executed')),
  asked_by text not null,
  asked_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  decision_reason text,
  file_id uuid references refund_file,
  check ((kind = 'balance') = (payment_id is null)),
  -- Four eyes by constraint, not by an if.
  check (decided_by <> asked_by)
);
create unique index one_refund_of_a_payment on refund (tenant_id, payment_id) where state <> 'rejected' and payment_id is not null;
create unique index one_open_refund_of_a_balance on refund (tenant_id, account_id) where state = 'asked' and kind = 'balance';
create index refund_by_state on refund (tenant_id, state);
create index bank_telling_by_end_to_end on bank_telling (tenant_id, end_to_end_id) where end_to_end_id is not null;`;
