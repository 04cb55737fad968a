import { instant, microEuro } from '@tegoed/prepayment-engine';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wallNowMs } from '../../adapters/clock/wall-clock.js';
import { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { makeContract, makeTenant, openTestDatabase, type TestContract, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { bookTopUp, type IncomingPayment, type PaymentDeps } from '../payments/index.js';
import { verifyLedger } from './verify-ledger.js';

const NOW = instant(Date.UTC(2026, 10, 24, 9));

let db: TestDatabase;
let deps: PaymentDeps;
let tenant: TestTenant;
let homes: TestContract[];
let number = 0;

beforeAll(async () => {
  db = await openTestDatabase();
  deps = { dataSource: db.application, terms: new AccountTermsReader(db.application), wallNowMs };
});
afterAll(async () => db?.close());

/** A tenant of three homes with three payments each, a day's charge on the first, and nothing wrong. */
beforeEach(async () => {
  tenant = await makeTenant(db.owner, { nowMs: NOW });
  homes = [];
  for (let n = 0; n < 3; n += 1) homes.push(await makeContract(db.application, tenant.tenantId));
  for (const home of homes) for (let n = 0; n < 3; n += 1) await bookTopUp(deps, home.accountId, { tenantId: tenant.tenantId, payment: payment(), now: NOW });
  await charge(first());
});

function first(): TestContract {
  const home = homes[0];
  if (home === undefined) throw new Error('no home');
  return home;
}

function payment(): IncomingPayment {
  number += 1;
  return {
    paymentId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`, channel: 'terminal', externalId: `t${number}`, contentHash: '00',
    amountMicroEuro: microEuro(10_000_000), paidAt: NOW, referenceText: null, payerName: null, payerIban: null, inboxId: null,
  };
}

/** A day that costs 4 EUR, written as a run writes it. */
async function charge(home: TestContract): Promise<void> {
  await db.owner.query(`select ensure_month('2026-11-01')`);
  await db.owner.query(
    `insert into day_charge (day, account_id, seq, tenant_id, entry_no, tariff_version_id, quality, use1, energy_wh, energy_micro_euro, network_micro_euro,
       capacity_micro_euro, fixed_micro_euro, levies_micro_euro, vat_micro_euro, total_micro_euro, from_credit_micro_euro, to_debt_supply_micro_euro,
       to_debt_protected_micro_euro, credit_after_micro_euro, debt_supply_after_micro_euro, debt_protected_after_micro_euro, recorded_at)
     values ('2026-11-23', $1, 0, $2, 4, 1, 0, 10000, 10000, 3500000, 0, 0, 500000, 0, 0, 4000000, 4000000, 0, 0, 26000000, 0, 0, now())`,
    [home.accountId, tenant.tenantId]);
  await db.owner.query(
    `insert into general_ledger_line (tenant_id, batch_kind, batch_id, account, debit_micro_euro, credit_micro_euro, booked_on, recorded_at)
     values ($1, 'daily_run', '1', 'credit', 4000000, 0, '2026-11-23', now()), ($1, 'daily_run', '1', 'supplier_payable_energy', 0, 3500000, '2026-11-23', now()),
       ($1, 'daily_run', '1', 'supplier_payable_fixed', 0, 500000, '2026-11-23', now())`,
    [tenant.tenantId]);
  await db.owner.query('update account_state set credit_micro_euro = 26000000, entry_no = 4, version = version + 1 where account_id = $1', [home.accountId]);
}

/** Does what nobody may do: the owner switches the guards off and writes. */
async function damage(table: string, sql: string, ...values: unknown[]): Promise<void> {
  await db.owner.query(`alter table ${table} disable trigger user`);
  try {
    await db.owner.query(sql, values);
  } finally {
    await db.owner.query(`alter table ${table} enable trigger user`);
  }
}

const verify = (): ReturnType<typeof verifyLedger> => verifyLedger(db.application, tenant.tenantId, 2);

async function expectProblem(what: RegExp, differenceMicroEuro: number, ofAccount = true): Promise<void> {
  const found = await verify();
  expect(found.problems).toContainEqual({ accountId: ofAccount ? first().publicId : null, what: expect.stringMatching(what) });
  expect(found.differenceMicroEuro).toBeGreaterThanOrEqual(differenceMicroEuro);
}

describe('verifyLedger', () => {
  it('stands on a ledger in order, in ranges of any size', async () => {
    for (const size of [1, 2, 3, 100]) {
      expect(await verifyLedger(db.application, tenant.tenantId, size)).toEqual({ accounts: 3, entries: 10, differenceMicroEuro: 0, problems: [] });
    }
  });

  it('sees a balance that was changed by hand', async () => {
    await damage('account_state', 'update account_state set credit_micro_euro = credit_micro_euro + 1 where account_id = $1', first().accountId);
    await expectProblem(/the state credit is 26000001, it should be 26000000/, 1);
    await expectProblem(/credit: the states are not the sum of the lines/, 1, false);
  });

  it('sees a debt that no entry made, on an account of the chart that is otherwise untouched', async () => {
    await damage('account_state', 'update account_state set debt_old_micro_euro = 5 where account_id = $1', first().accountId);
    await expectProblem(/the state debt_old is 5, it should be 0/, 5);
    await expectProblem(/debt_old: the states hold money that no line tells of/, 5, false);
  });

  it('sees supply debt at zero that the entries do not make', async () => {
    await damage('account_state', 'update account_state set debt_supply_at_zero_micro_euro = 7 where account_id = $1', first().accountId);
    await expectProblem(/supply debt at zero/, 7);
  });

  it('sees a journal row that is gone', async () => {
    await damage('journal', 'delete from journal where account_id = $1 and entry_no = 2', first().accountId);
    await expectProblem(/entry 2 is missing/, 10_000_000);
    await expectProblem(/payment .* is not what the journal booked for it/, 10_000_000);
    await expectProblem(/credit: the batches are not the sum of the lines/, 10_000_000, false);
  });

  it('sees an amount that was changed', async () => {
    await damage('journal', 'update journal set amount_micro_euro = 11000000 where account_id = $1 and entry_no = 1', first().accountId);
    await expectProblem(/entry 1 \(top_up\): after it credit is 10000000, it should be 11000000/, 1_000_000);
  });

  it('sees a balance after an entry that was changed', async () => {
    await damage('journal', 'update journal set debt_old_after_micro_euro = 3 where account_id = $1 and entry_no = 3', first().accountId);
    await expectProblem(/entry 3 \(top_up\): after it debt_old is 3, it should be 0/, 3);
  });

  it('sees a charge that was changed, deleted, or numbered twice', async () => {
    await damage('day_charge', `update day_charge set credit_after_micro_euro = 1 where account_id = $1`, first().accountId);
    await expectProblem(/entry 4 \(2026-11-23\): after it credit is 1, it should be 26000000/, 25_999_999);
    await damage('day_charge', `update day_charge set credit_after_micro_euro = 26000000, entry_no = 3 where account_id = $1`, first().accountId);
    await expectProblem(/entry 4 is there twice/, 0);
    await damage('day_charge', `delete from day_charge where account_id = $1`, first().accountId);
    await expectProblem(/the state says 4 entries, there are 3/, 0);
    await expectProblem(/supplier_payable_energy: the batches are not the sum of the lines/, 3_500_000, false);
  });

  it('sees a charge that takes more than there is', async () => {
    await damage('day_charge', `update day_charge set total_micro_euro = 40000000, energy_micro_euro = 39500000, from_credit_micro_euro = 40000000 where account_id = $1`, first().accountId);
    await expectProblem(/entry 4 \(2026-11-23\) makes a balance fall below zero/, 40_000_000);
  });

  it('sees a state whose number of entries is wrong', async () => {
    await damage('account_state', 'update account_state set entry_no = 9 where account_id = $1', first().accountId);
    await expectProblem(/the state says 9 entries, there are 4/, 0);
  });

  it('sees a batch that was changed: it neither sums to zero nor to the lines', async () => {
    await damage('general_ledger_line', `update general_ledger_line set debit_micro_euro = debit_micro_euro + 2 where tenant_id = $1 and account = 'clearing_terminal' and line_id = (select min(line_id) from general_ledger_line where tenant_id = $1 and account = 'clearing_terminal')`, tenant.tenantId);
    await expectProblem(/clearing_terminal: the batches are not the sum of the lines/, 2, false);
    await expectProblem(/the batches do not sum to zero/, 2, false);
  });

  it('sees entries of an account that is gone', async () => {
    await damage('account_state', 'delete from account_state where account_id = $1', first().accountId);
    await expectProblem(/account number \d+ has entries or payments but no state/, 0, false);
    await expectProblem(/credit: the states are not the sum of the lines/, 26_000_000, false);
  });

  it('sees money in suspense that nobody waits for, and a payment that was changed', async () => {
    await damage('payment', `update payment set amount_micro_euro = 12000000 where account_id = $1 and external_id = (select min(external_id) from payment where account_id = $1)`, first().accountId);
    await expectProblem(/payment .* is not what the journal booked for it/, 2_000_000);
    await damage('payment', `insert into payment (account_id, tenant_id, channel, external_id, amount_micro_euro, state, paid_at, recorded_at)
      values (0, $1, 'terminal', 'ghost', 500, 'suspense', now(), now())`, tenant.tenantId);
    await expectProblem(/suspense: the payments that wait are not the sum of the lines/, 500, false);
  });

  it('sees one tenant only', async () => {
    const other = await makeTenant(db.owner, { nowMs: NOW });
    await damage('account_state', 'update account_state set credit_micro_euro = 1 where account_id = $1', first().accountId);
    expect(await verifyLedger(db.application, other.tenantId)).toEqual({ accounts: 0, entries: 0, differenceMicroEuro: 0, problems: [] });
  });
});
