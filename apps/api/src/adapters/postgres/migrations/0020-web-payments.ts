import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly, grantRows, makeAppendOnly, policeByTenant } from './row-level-security.js';

/** Payments over the card provider: checkouts, payment links, the provider's events, and its payouts to the bank. */
export class WebPayments1000000000020 implements MigrationInterface {
  name = 'WebPayments1000000000020';

  async up(db: QueryRunner): Promise<void> {
    await db.query(PROVIDER_ACCOUNT);
    await db.query(CHECKOUTS);
    await db.query(EVENTS);
    for (const table of ['checkout', 'payment_link', 'provider_event', 'provider_payout', 'provider_poll']) await policeByTenant(db, table, 'tenant_id');
    await makeAppendOnly(db, 'provider_payout');
    await grantRows(db, ['checkout', 'payment_link', 'provider_event', 'provider_poll'], 'select, insert, update');
    await grantRows(db, ['provider_payout'], 'select, insert');
    await db.query(DOORS);
  }

  down = forwardOnly;
}

/** The money of a supplier goes to the supplier's own account at the provider; a sandbox supplier's follows from its id. */
const PROVIDER_ACCOUNT = `alter table tenant add column card_account text unique`;

const CHECKOUTS = `
create table checkout (
  checkout_id uuid primary key,
  tenant_id int not null references tenant,
  account_id bigint not null references account,
  amount_micro_euro bigint not null check (amount_micro_euro > 0),
  state text not null check (state in ('open', 'paid', 'expired', 'failed')),
  -- Who opened it: the customer, a helper with a link, or a program of the supplier.
  opened_by text not null check (opened_by in ('customer', 'payment_link', 'supplier')),
  provider_session_id text,
  provider_url text,
  provider_payment_id text,
  opened_at timestamptz not null,
  settled_at timestamptz
);
create index checkout_open on checkout (tenant_id, opened_at) where state = 'open';
create index checkout_by_payment on checkout (tenant_id, provider_payment_id) where provider_payment_id is not null;
create table payment_link (
  token_hash bytea primary key,
  tenant_id int not null references tenant,
  account_id bigint not null references account,
  link_id uuid not null default uuidv7() unique,
  -- Null: the helper chooses.
  amount_micro_euro bigint check (amount_micro_euro > 0),
  made_at timestamptz not null,
  valid_until timestamptz not null,
  revoked_at timestamptz
);
create index payment_link_by_account on payment_link (tenant_id, account_id);`;

const EVENTS = `
-- What the provider told, once per event whichever way it came; the raw bytes are kept, compressed.
create table provider_event (
  tenant_id int not null references tenant,
  event_id text not null,
  kind text not null,
  subject text,
  raw bytea not null,
  came_by text not null check (came_by in ('webhook', 'poll')),
  state text not null check (state in ('received', 'done', 'failed')),
  attempts smallint not null default 0,
  why text,
  happened_at timestamptz not null,
  received_at timestamptz not null,
  next_try_at timestamptz not null,
  primary key (tenant_id, event_id)
);
create index provider_event_waiting on provider_event (tenant_id, next_try_at) where state = 'received';
-- What the provider paid to our bank account, to be found again on the bank's statement.
create table provider_payout (
  tenant_id int not null references tenant,
  payout_id text not null,
  amount_micro_euro bigint not null check (amount_micro_euro > 0),
  fee_micro_euro bigint not null check (fee_micro_euro >= 0),
  arrives_on date not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, payout_id)
);
-- Up to which moment of the provider's clock its events have been asked for.
create table provider_poll (
  tenant_id int primary key references tenant,
  asked_until timestamptz not null,
  next_at timestamptz not null
);`;

/** Look-ups by something that only its holder knows: the id of a checkout (122 random bits), the hash of a link. */
const DOORS = `
create function tenant_of_checkout(p_checkout uuid) returns int
language sql stable security definer set search_path = public as $$ select tenant_id from checkout where checkout_id = p_checkout $$;
create function tenant_of_payment_link(p_hash bytea) returns int
language sql stable security definer set search_path = public as $$ select tenant_id from payment_link where token_hash = p_hash $$;`;
