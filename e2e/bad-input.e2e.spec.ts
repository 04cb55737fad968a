// Whatever comes in wrong gets one clear answer and loses nothing: it is refused whole, or kept with its reason.
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { ask, pilotSupplier, tegoed, type Answer, type Problem } from './house/wire.ts';

const house = inject('house');
/** A number in the range of nobody, with its check digit, that no home of the pilot has. */
const UNKNOWN_EAN = '541448809999999994';
/** Twelve digits with right check digits that no account has. */
const UNKNOWN_REFERENCE = '990000000110';

let key: string;
beforeAll(async () => {
  key = (await pilotSupplier(house)).apiKey;
});

function payment(changes: object): object {
  return { reference: UNKNOWN_REFERENCE, amountEuro: '20.50', channel: 'terminal', paidAt: '2026-01-05T12:00:00Z', externalId: randomUUID(), ...changes };
}

interface Taken {
  readonly accepted: number;
  readonly rejected: readonly { readonly ean: string | null; readonly why: string }[];
}

/** One problem in words for a person, with a code for a program; nothing of our insides. */
function expectProblem({ status, contentType, body }: Answer<Problem>, code: string): void {
  expect([status, body.status, body.code]).toEqual([422, 422, code]);
  expect(contentType).toMatch(/^application\/problem\+json/);
  expect(body.type).toMatch(/^urn:tegoed:problem:/);
  expect(body.detail).toMatch(/^[A-Z].*[.]$/);
  expect(JSON.stringify(body)).not.toMatch(/node_modules|\bat .*:\d+:\d+|select |insert /);
}

const expectField = (answer: Answer<Problem>, field: string): void => {
  expectProblem(answer, 'invalid_request');
  expect([...new Set(answer.body.errors?.map((fault) => fault.field))]).toEqual([field]);
};

const suspense = async (): Promise<{ externalId: string; amountEuro: string; why: string }[]> =>
  (await ask<{ items: { externalId: string; amountEuro: string; why: string }[] }>(house, key, '/v1/suspense')).body.items;

afterEach(async () => {
  const books = await ask<{ stands: boolean; differenceEuro: string; problems: unknown[] }>(house, key, '/v1/ledger/verify');
  expect(books.body).toMatchObject({ stands: true, differenceEuro: '0.00', problems: [] });
});

describe('over the wire', () => {
  it('an unreadable bank file is refused whole, and says so again when it comes again', async () => {
    const file = `this is no bank file ${randomUUID()}`;
    expectProblem(await ask<Problem>(house, key, '/v1/bank-statements', file), 'bank_file_refused');
    expectProblem(await ask<Problem>(house, key, '/v1/bank-statements', file), 'bank_file_refused');
  });

  it.each(['20,50', '20.505', '-1.00', '0.00', 'twenty', 20.5])('an amount of %j is refused, and nothing waits in suspense', async (amountEuro) => {
    const wrong = payment({ amountEuro }) as { externalId: string };
    expectField(await ask<Problem>(house, key, '/v1/payments', wrong), 'amountEuro');
    expect((await suspense()).filter(({ externalId }) => externalId === wrong.externalId)).toEqual([]);
  });

  it.each([['nobody has', UNKNOWN_REFERENCE], ['does not add up', '990000000149']])('a payment with a reference that %s is kept in suspense with its reason, once', async (_, reference) => {
    const unknown = payment({ reference }) as { externalId: string };
    const first = await ask<{ result: string; why: string }>(house, key, '/v1/payments', unknown);
    expect([first.status, first.body.result]).toEqual([201, 'suspense']);
    expect((await ask<{ result: string }>(house, key, '/v1/payments', unknown)).body.result).toBe('duplicate');
    const kept = (await suspense()).filter(({ externalId }) => externalId === unknown.externalId);
    expect(kept).toMatchObject([{ amountEuro: '20.50', why: first.body.why }]);
  });

  it('a reading of an unknown meter goes to the reject list with its reason', async () => {
    const taken = await readings<Taken>(`${UNKNOWN_EAN};1.8.0;2026-01-05;5000;measured`);
    expect([taken.status, taken.body.accepted]).toEqual([201, 0]);
    expect(taken.body.rejected).toMatchObject([{ ean: UNKNOWN_EAN, why: expect.stringMatching(/no contract/) }]);
  });

  it('readings of which not one can be taken are refused whole: a day that does not exist, a file of nothing', async () => {
    expectProblem(await readings<Problem>(`${UNKNOWN_EAN};1.8.0;2026-02-30;5000;measured`), 'readings_refused');
    expectProblem(await ask<Problem>(house, key, '/v1/meter-readings', `no readings ${randomUUID()}`), 'readings_refused');
  });

  it.each([['does not exist', '2026-02-30'], ['is not over', '2099-01-01'], ['is no day', 'yesterday']])('a run of a day that %s is refused', async (_, day) => {
    expectField(await ask<Problem>(house, key, '/v1/daily-runs', { day }), 'day');
  });

  function readings<Body>(line: string): Promise<Answer<Body>> {
    return ask(house, key, '/v1/meter-readings', `ean;register;day;wh;quality\n${line}\n`);
  }
});

describe('on the command line, one sentence and no stack', () => {
  const file = (name: string, text: string): string => {
    const place = path.join(path.dirname(house.dataFolder), name);
    fs.writeFileSync(place, text);
    return place;
  };

  it.each([
    ['a file that is not there', ['import', '/nowhere/statement.cod'], 2, 'cannot be read: there is no such file.'],
    ['a day that does not exist', ['run', 'day', '2026-02-30'], 2, '2026-02-30 is no day'],
    ['an account that nobody has', ['explain', '+++990/0000/00110+++'], 1, 'Nothing is found by'],
    ['an unknown command', ['destroy'], 2, 'There is no command destroy.'],
  ])('%s', async (_, words, exitCode, sentence) => {
    const run = await tegoed(house, words);
    expect([run.exitCode, run.out]).toEqual([exitCode, '']);
    expect(run.err.trim().split('\n')).toEqual([expect.stringContaining(sentence)]);
  });

  it('a file of neither kind, a bank file that breaks off, and an address where nobody answers', async () => {
    const neither = await tegoed(house, ['import', file('letter.txt', 'Dear supplier')]);
    expect([neither.exitCode, neither.err]).toEqual([2, expect.stringMatching(/is neither a bank statement .* nor readings .*\.\n$/)]);
    const broken = await tegoed(house, ['import', file('broken.cod', '0000005012672505        99999999  NETBEHEER DURME           BBRUBEBB   00417497106 00000                                       2\n')]);
    expect([broken.exitCode, broken.err]).toEqual([1, expect.stringMatching(/^Nothing of the file was booked: .*\.\n$/)]);
    const alone = await tegoed(house, ['ledger', 'verify'], 'http://127.0.0.1:9');
    expect([alone.exitCode, alone.err]).toEqual([3, expect.stringMatching(/^Nothing answers at http:\/\/127\.0\.0\.1:9: .*\.\n$/)]);
  });
});
