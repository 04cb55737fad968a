import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly, grantRows, policeByTenant } from './row-level-security.js';

/** Price books that one person proposes and another approves; a price that was wrong is replaced, never edited. */
export class PriceBookImports1000000000013 implements MigrationInterface {
  name = 'PriceBookImports1000000000013';

  async up(db: QueryRunner): Promise<void> {
    await db.query(REPLACED);
    await db.query(IMPORTS);
    await policeByTenant(db, 'price_book_import', 'tenant_id');
    await grantRows(db, ['price_book_import'], 'select, insert, update');
    await db.query('grant update (replaced_at) on tariff_version to tegoed_app');
  }

  down = forwardOnly;
}

/** Of the versions that still count, no two are valid on one day; a replaced one stays, because charges point to it. */
const REPLACED = `
alter table tariff_version add column replaced_at timestamptz;
alter table tariff_version drop constraint tariff_version_tariff_id_valid_excl;
alter table tariff_version add constraint one_price_at_a_time exclude using gist (tariff_id with =, valid with &&) where (replaced_at is null);`;

const IMPORTS = `
create table price_book_import (
  import_id bigint generated always as identity primary key,
  public_id uuid not null default uuidv7() unique,
  tenant_id int not null,
  content_hash bytea not null,
  versions jsonb not null,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'refused')),
  proposed_by text not null,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  decided_by_name text,
  decided_at timestamptz,
  reason text,
  unique (tenant_id, content_hash)
);`;
