import { addDays, supplyDayOf, type Instant } from '@tegoed/prepayment-engine';
import type pg from 'pg';
import { makePopulation, type BenchTenant } from './population.js';

/** The serial of the meter of the home with this account id. */
export function serialOf(accountId: number): string {
  return `1SAG${String(accountId).padStart(10, '0')}`;
}

/** Homes that are all on 10 A because their money has run out, proven by their meters: a payment gives each its supply back. */
export async function makeDarkHomes(owner: pg.Client, homes: number, now: Instant): Promise<BenchTenant> {
  const tenant = await makePopulation(owner, homes, addDays(supplyDayOf(now), -2));
  const at = new Date(now - 3_600_000).toISOString();
  await owner.query(`
    update account_state set credit_micro_euro = 0, debt_supply_micro_euro = 60000000, debt_old_micro_euro = 0, credit_state = 'exhausted',
      desired_supply = 'limited', confirmed_supply = 'limited', wish_version = 1;
    insert into meter (serial, meter_model_id) select '1SAG' || lpad(i::text, 10, '0'), 1 from generate_series(1, ${homes}) i;
    insert into meter_placement (meter_id, connection_id, placed)
      select meter_id, substring(serial from 5)::bigint, daterange('2026-01-01', null) from meter;
    insert into supply_state (connection_id, confirmed_supply, last_known_supply, confirmed_at, meter_seen_at)
      select i, 'limited', 'limited', '${at}', '${at}' from generate_series(1, ${homes}) i;
    insert into supply_wish (account_id, version, tenant_id, wanted_supply, released, state, reasons, decided_at, wall_at)
      select i, 1, ${tenant.tenantId}, 'limited', true, 'satisfied', '[]', '${at}', '${at}' from generate_series(1, ${homes}) i;`);
  await owner.query('vacuum (analyze) account_state');
  await owner.query('analyze');
  return tenant;
}
