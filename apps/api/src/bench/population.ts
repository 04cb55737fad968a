import { shippedPolicy } from '@tegoed/prepayment-engine';
import type pg from 'pg';

/** The tenant and world every benchmark works in; made by the owner, because tenants stand above row-level security. */
export interface BenchTenant {
  readonly tenantId: number;
  readonly firstAccountId: number;
}

const HOUSEHOLD_EVERY = 1;

/**
 * Makes `accounts` homes with a contract, an account, its state and dated terms: electricity with day and night
 * registers, three-component prices, a fixed charge, VAT, and for a part of them debts with an instalment and little
 * credit, so that thresholds, wishes and notices occur as on an ordinary day.
 */
export async function makePopulation(owner: pg.Client, accounts: number, firstDay: string): Promise<BenchTenant> {
  const tenantId = await makeTenant(owner);
  await owner.query(`insert into account_block values (1, $1::bigint, $1::bigint + 1, $2)`, [accounts, tenantId]);
  const { tariffId, policyId } = await makeTerms(owner, tenantId, firstDay);
  await owner.query(`
    insert into person (name, language, recorded_at) select '\\x00'::bytea, 'nl', now() from generate_series(1, ${accounts / HOUSEHOLD_EVERY}) order by 1;
    insert into household (tenant_id, person_id) select ${tenantId}, person_id from person order by person_id;
    insert into connection (ean, utility, street, house_number, postcode, town)
      select '54144880' || lpad(i::text, 10, '0'), 'electricity', 'Kouter', i::text, '9240', 'Zele' from generate_series(1, ${accounts}) i;
    insert into account (account_id, tenant_id, household_id, reference, opened_at)
      select i, ${tenantId}, i, lpad(i::text, 10, '0') || lpad(case i % 97 when 0 then 97 else i % 97 end::text, 2, '0'), now() from generate_series(1, ${accounts}) i;
    `);
  await withoutConstraint(owner, 'contract', 'one_contract_at_a_time', `
    insert into contract (account_id, tenant_id, connection_id, person_id, legal_ground, period)
      select i, ${tenantId}, i, i, 'social_supply', daterange('${firstDay}', null) from generate_series(1, ${accounts}) i;`);
  await owner.query(`insert into account_state ${stateSql(accounts, tenantId, tariffId, policyId, firstDay)}`);
  await owner.query('vacuum (analyze) account_state');
  await owner.query('analyze');
  return { tenantId, firstAccountId: 1 };
}

/** Inserts many rows at once: a million checks one by one take half an hour, one check of all of them a minute. */
async function withoutConstraint(owner: pg.Client, table: string, constraint: string, insert: string): Promise<void> {
  const { rows } = await owner.query<{ definition: string }>('select pg_get_constraintdef(oid) as definition from pg_constraint where conname = $1', [constraint]);
  await owner.query(`alter table ${table} drop constraint ${constraint}`);
  await owner.query(insert);
  await owner.query(`alter table ${table} add constraint ${constraint} ${rows[0]?.definition}`);
}

async function makeTenant(owner: pg.Client): Promise<number> {
  const made = await owner.query<{ tenant_id: number }>(`
    with w as (insert into world (name, offset_ms, automatic) values ('bench', 0, false) returning world_id)
    insert into tenant (name, kind, region, mode, world_id, iban, bic)
    select 'Bench', 'social_supplier', 'flanders', 'sandbox', world_id, 'BE68539007547034', 'BENCBEBB' from w returning tenant_id`);
  return made.rows[0]?.tenant_id ?? 0;
}

async function makeTerms(owner: pg.Client, tenantId: number, firstDay: string): Promise<{ tariffId: number; policyId: number }> {
  const tariff = await owner.query<{ tariff_id: number }>(`insert into tariff (tenant_id, name, utility) values ($1, 'Day and night', 'electricity') returning tariff_id`, [tenantId]);
  const tariffId = tariff.rows[0]?.tariff_id ?? 0;
  const components = [
    { component: 'energy', unit: 'kwh_day', priceHundredThousandthEuro: 18_923 },
    { component: 'energy', unit: 'kwh_night', priceHundredThousandthEuro: 15_120 },
    { component: 'network', unit: 'kwh', priceHundredThousandthEuro: 5_310 },
    { component: 'levies', unit: 'kwh', priceHundredThousandthEuro: 5_032 },
    { component: 'capacity', unit: 'kw_year', priceHundredThousandthEuro: 4_500_000 },
    { component: 'fixed', unit: 'day', priceHundredThousandthEuro: 4_100 },
  ];
  await owner.query(`insert into tariff_version (tenant_id, tariff_id, valid, vat_basis_points, components, recorded_at) values ($1, $2, daterange($3::date, null), 600, $4, now())`, [
    tenantId, tariffId, firstDay, JSON.stringify(components),
  ]);
  const policy = await owner.query<{ policy_id: number }>(
    `insert into policy (tenant_id, layer, name, region, valid, version, document, recorded_at) values ($1, 'house', 'Flanders', 'flanders', daterange($2::date, null), 1, $3, now()) returning policy_id`,
    [tenantId, firstDay, JSON.stringify(shippedPolicy('flanders'))],
  );
  return { tariffId, policyId: policy.rows[0]?.policy_id ?? 0 };
}

/** Most homes have some weeks of credit; one in ten has old debt, one in twenty is near zero, one in a hundred is in emergency credit. */
function stateSql(accounts: number, tenantId: number, tariffId: number, policyId: number, firstDay: string): string {
  // Spread over the days from one payment to the next, and warned as far as that goes: the first day is like any other.
  const nearZero = '1000000 + (i / 20 % 20) * 1000000';
  const daysLeft = `(${nearZero}) / (2600000 + i % 50 * 40000)`;
  const warnedDaysLeft = `case when ${daysLeft} <= 1 then 1 when ${daysLeft} <= 3 then 3 when ${daysLeft} <= 7 then 7 end`;
  return `
    (account_id, tenant_id, tariff_id, policy_id, meter_model_id, utility, version, entry_no, credit_micro_euro, debt_supply_micro_euro,
     debt_protected_micro_euro, debt_old_micro_euro, debt_returned_micro_euro, debt_correction_micro_euro, debt_supply_at_zero_micro_euro,
     mean_daily_charge_micro_euro, emergency_taken_micro_euro, instalment_micro_euro, repaid_in_month_micro_euro, last_day, last_read_day,
     offtake1, offtake2, runs_out_on, next_change_at, next_change_supply, credit_state, desired_supply, confirmed_supply, wish_version, lac_decision, warned_days_left)
    select i, ${tenantId}, ${tariffId}, ${policyId}, 1, 'electricity', 1, 0,
      case when i % 100 = 7 then 0 when i % 20 = 3 then ${nearZero} else 40000000 + (i % 97) * 1500000 end,
      case when i % 100 = 7 then 20000000 else 0 end, 0, case when i % 10 = 4 then 250000000 else 0 end, 0, 0, 0,
      2600000 + (i % 50) * 40000, 0, case when i % 10 = 4 then 5000000 else 0 end, 0, date '${firstDay}' - 1, date '${firstDay}' - 1,
      1000000 + i % 5000, 2000000 + i % 7000, date '${firstDay}' + 10, timestamptz '${firstDay}' + interval '11 days', 'limited', case when i % 100 = 7 then 'emergency' else 'in_credit' end, 'on', 'on', 0, false,
      case when i % 20 = 3 and i % 100 <> 7 then ${warnedDaysLeft} end
    from generate_series(1, ${accounts}) i`;
}

/** The register file of one day, two rows per home; one in two hundred is estimated, one in two hundred is silent. */
export function* readingsFile(accounts: number, day: string, dayIndex: number): Iterable<string> {
  yield 'ean;register;day;wh;quality\n';
  for (let i = 1; i <= accounts; i += 1) {
    if (i % 200 === 11) continue;
    const quality = i % 200 === 13 ? 'estimated' : 'measured';
    const ean = `54144880${String(i).padStart(10, '0')}`;
    const used = dayIndex + 1;
    yield `${ean};1.8.1;${day};${1_000_000 + (i % 5000) + used * (3_000 + (i % 41) * 110)};${quality}\n${ean};1.8.2;${day};${
      2_000_000 + (i % 7000) + used * (2_000 + (i % 29) * 90)};${quality}\n`;
  }
}
