import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inTenant } from '../../../adapters/postgres/tenant-transaction.js';
import { makeContract, makeTenant, openTestDatabase, type TestContract, type TestDatabase, type TestTenant } from '../../../test-database/index.js';
import { verifyLedger } from '../../ledger/index.js';
import { bankDepsOf, collectOn, NOW, OUR_IBAN, strangeReference } from '../payments-arrange.spec.js';
import { camtFile, codaFile, type SampleEntry, standingOf } from './bank-statements-arrange.spec.js';
import type { BankFileDeps } from './book-lines.js';
import { finishBankFiles, takeBankFile } from './take-bank-file.js';

let db: TestDatabase;
let tenant: TestTenant;
let homes: TestContract[];

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => db?.close());
beforeEach(() => arrange());

async function arrange(): Promise<void> {
  tenant = await makeTenant(db.owner, { nowMs: NOW });
  await collectOn(db, tenant.tenantId, OUR_IBAN);
  homes = [];
  for (let n = 0; n < 3; n += 1) homes.push(await makeContract(db.application, tenant.tenantId));
}

const referenceOf = (n: number): string => homes[n]?.reference ?? strangeReference(n);

async function creditOf(home: TestContract): Promise<number> {
  const rows = await inTenant(db.application, tenant.tenantId, (tx) => tx.query<{ credit: number }>('select credit_micro_euro as credit from account_state where account_id = $1', [home.accountId]));
  return rows[0]?.credit ?? -1;
}

describe('a crash while a file is being booked', () => {
  const movements = (): { cents: number; reference: string }[] => Array.from({ length: 12 }, (_, n) => ({ cents: 100 * (n + 1), reference: referenceOf(n % 4) }));

  const crashing = (crashAt: string | number): NonNullable<BankFileDeps['step']> => {
    let chunks = 0;
    return (name) => {
      if (name === 'chunk_booked') chunks += 1;
      if (name === crashAt || (name === 'chunk_booked' && chunks >= Number(crashAt))) throw new Error('crash');
    };
  };
  const all = { payments: 12, bank: 78_000_000, suspense: 24_000_000, credit: 54_000_000 };

  it.each(['kept', 'accepted', 'all_booked', 1, 2, 3, 4, 5, 6] as const)('at step %s loses nothing and books nothing twice when the file comes again', async (crashAt) => {
    const file = codaFile(1, movements());
    const deps = { ...bankDepsOf(db, crashing(crashAt)), chunkPayments: 2 };
    await expect(takeBankFile(deps, tenant.tenantId, [file], NOW)).rejects.toThrow('crash');
    const resumed = await takeBankFile(bankDepsOf(db), tenant.tenantId, [file], NOW);
    expect(resumed).toMatchObject({ kind: 'taken', answer: { verdict: 'accept', booked: { count: 9, amountEuro: '54.00' }, suspense: { count: 3, amountEuro: '24.00' }, duplicates: 0 } });
    expect(await standingOf(db, tenant)).toEqual(all);
    expect((await verifyLedger(db.application, tenant.tenantId)).problems).toEqual([]);
  });

  it('after the file was accepted is finished by itself, without the file', async () => {
    const deps = { ...bankDepsOf(db, crashing(2)), chunkPayments: 2 };
    await expect(takeBankFile(deps, tenant.tenantId, [codaFile(1, movements())], NOW)).rejects.toThrow('crash');
    expect((await standingOf(db, tenant)).payments).toBeLessThan(12);
    expect([await finishBankFiles(bankDepsOf(db), tenant.tenantId, NOW), await finishBankFiles(bankDepsOf(db), tenant.tenantId, NOW)]).toEqual([1, 0]);
    expect(await standingOf(db, tenant)).toEqual(all);
  });

  it('while it is put aside leaves nothing behind', async () => {
    const broken = codaFile(1, movements()).subarray(0, 128 * 20);
    expect(await takeBankFile(bankDepsOf(db), tenant.tenantId, [broken], NOW)).toMatchObject({ kind: 'refused' });
    const left = await inTenant(db.application, tenant.tenantId, (tx) => tx.one('select (select count(*)::int from bank_line) as lines, (select count(*)::int from bank_telling) as tellings'));
    expect([left, (await standingOf(db, tenant)).payments]).toEqual([{ lines: 0, tellings: 0 }, 0]);
  });
});

describe('one file brought many times at once', () => {
  it('is booked once, and everybody is told the same', async () => {
    const file = codaFile(1, Array.from({ length: 20 }, (_, n) => ({ cents: 500, reference: referenceOf(n % 5) })));
    const outcomes = await Promise.all([1, 2, 3].map(() => takeBankFile(bankDepsOf(db), tenant.tenantId, [file], NOW)));
    const answers = outcomes.map((outcome) => (outcome.kind === 'taken' ? outcome.answer : null));
    expect(answers.filter((answer) => answer?.verdict === 'accept').length).toBeGreaterThan(0);
    for (const answer of answers.filter((each) => each?.verdict === 'accept')) expect(answer).toMatchObject({ booked: { count: 12 }, suspense: { count: 8 }, duplicates: 0 });
    expect(await standingOf(db, tenant)).toMatchObject({ payments: 20, bank: 100_000_000 });
    expect((await verifyLedger(db.application, tenant.tenantId)).problems).toEqual([]);
  });
});

describe('any order and any repetition of what a bank tells, in three formats', () => {
  // Few amounts and homes, so that honest payments are often equal: only how often each format tells them sets them apart.
  const facts = fc.uniqueArray(
    fc.record({ home: fc.nat(3), euros: fc.constantFrom('5.00', '20.00', '20.01'), bankReference: fc.integer({ min: 1, max: 99 }).map((n) => `B${n}`) }),
    { selector: (fact) => fact.bankReference, minLength: 1, maxLength: 8 },
  );
  type Fact = { readonly home: number; readonly euros: string; readonly bankReference: string };
  const kinds = ['coda', '053', '054'] as const;
  /** What is told in the end by each format, all of it, in any order, and before that any parts of it, again and again. */
  const tellings = facts.chain((told) =>
    fc.record({
      told: fc.constant(told),
      parts: fc.array(fc.record({ kind: fc.constantFrom('053' as const, '054' as const), entries: fc.subarray(told) }), { maxLength: 3 }),
      wholes: fc.tuple(fc.shuffledSubarray(kinds.flatMap((kind) => [kind, kind]), { minLength: 6 }), fc.shuffledSubarray(told, { minLength: told.length })),
      codaFirst: fc.boolean(),
    }));
  const fileOf = (kind: (typeof kinds)[number], entries: readonly Fact[]): Buffer => {
    if (kind === 'coda') return codaFile(1, entries.map((fact) => ({ cents: Number(fact.euros.replace('.', '')), reference: referenceOf(fact.home), name: 'PEETERS' })));
    return camtFile(kind, entries.map((fact): SampleEntry => ({ euros: fact.euros, reference: referenceOf(fact.home), bankReference: fact.bankReference, day: '2026-03-02' })));
  };

  it('books each euro once, and two equal payments stay two', async () => {
    await fc.assert(
      fc.asyncProperty(tellings, async ({ told, parts, wholes: [order, shuffled], codaFirst }) => {
        await arrange();
        const files = [
          ...(codaFirst ? [fileOf('coda', told)] : []),
          ...parts.map(({ kind, entries }) => fileOf(kind, entries)),
          // A statement of CODA is what it is: its movements have their places. The other formats may list them anyhow.
          ...order.map((kind, nth) => fileOf(kind, kind === 'coda' ? told : nth % 2 === 0 ? shuffled : shuffled.toReversed())),
        ];
        for (const file of files) expect(await takeBankFile(bankDepsOf(db), tenant.tenantId, [file], NOW)).toMatchObject({ kind: 'taken' });
        const micro = (of: readonly Fact[]): number => of.reduce((sum, fact) => sum + Number(fact.euros.replace('.', '')) * 10_000, 0);
        expect(await standingOf(db, tenant)).toMatchObject({ payments: told.length, bank: micro(told) });
        for (const [n, home] of homes.entries()) expect(await creditOf(home)).toBe(micro(told.filter((fact) => fact.home === n)));
        expect((await verifyLedger(db.application, tenant.tenantId)).problems).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });
});
