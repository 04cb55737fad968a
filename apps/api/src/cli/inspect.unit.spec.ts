import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectBank, inspectP1, inspectReadings, runInspect, SANDBOX_IBAN, type InspectedFile } from './inspect.js';

const samples = resolve(process.env['TEGOED_SHARED'] ?? resolve(import.meta.dirname, '../../../../../shared'), 'data');
const present = existsSync(samples);
const NOW = Date.UTC(2026, 10, 23, 18);
const inspections: Readonly<Record<string, (bytes: Uint8Array) => InspectedFile>> = {
  'bank/coda/made': (bytes) => inspectBank(bytes, { ourIbans: [SANDBOX_IBAN] }),
  'bank/camt/made': (bytes) => inspectBank(bytes, { ourIbans: [SANDBOX_IBAN] }),
  'metering/meter-readings/made': (bytes) => inspectReadings(bytes, { now: NOW }),
  'metering/p1/made': (bytes) => inspectP1(bytes),
};

const madeFiles = (folder: string) => (present ? readdirSync(resolve(samples, folder)).filter((name) => /\.(cod|xml|txt)$/.test(name)) : []);
const pairs = Object.keys(inspections).flatMap((folder) => madeFiles(folder).map((name) => [folder, name] as const));
const filesIn = (folder: string, pattern: RegExp) => (present ? readdirSync(resolve(samples, folder)).filter((name) => pattern.test(name)) : []);
const bytesOf = (folder: string, name: string) => readFileSync(resolve(samples, folder, name));

describe.skipIf(!present)('the made sample files agree with their expected outcome', () => {
  it.each(pairs)('%s/%s', (folder, name) => {
    const expected = JSON.parse(bytesOf(folder, name.replace(/\.\w+$/, '.expect.json')).toString()) as object;
    expect(JSON.parse(JSON.stringify(inspections[folder]!(bytesOf(folder, name))))).toMatchObject(expected);
  });

  it('has found all of them', () => {
    expect(pairs.length).toBe(9 + 7 + 3 + 4);
  });
});

describe.skipIf(!present)('files of others get a verdict, and a reason unless they are accepted', () => {
  const judged = (inspected: InspectedFile) => {
    expect(['accept', 'accept-with-warning', 'review', 'reject', 'duplicate']).toContain(inspected.verdict);
    if (inspected.verdict !== 'accept') expect(inspected['why']).toEqual(expect.stringMatching(/\S/));
  };
  const accountsOf = (inspected: InspectedFile) => ((inspected['statements'] ?? []) as { account: string }[]).map(({ account }) => account);

  it.each([...filesIn('bank/coda', /\.cod$/).map((name) => ['bank/coda', name]), ...filesIn('bank/camt', /^(genkgo|moov|oca|subite)/).map((name) => ['bank/camt', name])])('%s/%s', (folder, name) => {
    const bytes = bytesOf(folder!, name!);
    const asStranger = inspectBank(bytes, { ourIbans: [SANDBOX_IBAN] });
    judged(asStranger);
    expect(asStranger.verdict).toBe('reject');
    judged(inspectBank(bytes, { ourIbans: accountsOf(asStranger) }));
  });

  it.each(filesIn('metering/p1', /\.txt$/))('metering/p1/%s', (name) => {
    judged(inspectP1(bytesOf('metering/p1', name)));
    judged(inspectP1(bytesOf('metering/p1', name), { checkCrc: false }));
  });

  it.each(filesIn('metering/fluvius-csv', /\.(csv|gz)$/))('metering/fluvius-csv/%s', (name) => {
    expect(inspectReadings(bytesOf('metering/fluvius-csv', name), { now: NOW })).toMatchObject({ verdict: 'accept', rejected: 0 });
  });

  it('accepts the statements of others that close, once their account is ours', () => {
    const closing = { 'wv-sample10.cod': 'accept', 'wv-sample1.cod': 'accept-with-warning', 'wv-sample8.cod': 'accept-with-warning', 'oca-kbc.cod': 'reject' };
    for (const [name, verdict] of Object.entries(closing)) {
      const bytes = bytesOf('bank/coda', name);
      const ourIbans = accountsOf(inspectBank(bytes, { ourIbans: [] }));
      expect(inspectBank(bytes, { ourIbans }).verdict, name).toBe(verdict);
    }
  });
});

describe('the command line', () => {
  const withFile = async (content: string, act: (path: string) => Promise<void>) => {
    const folder = await mkdtemp(join(tmpdir(), 'inspect-'));
    try {
      await writeFile(join(folder, 'file'), content);
      await act(join(folder, 'file'));
    } finally {
      await rm(folder, { recursive: true });
    }
  };

  it('ends with 0 and JSON whenever a verdict was reached', async () => {
    await withFile('hello', async (path) => {
      const outcome = await runInspect(['bank', path, '--json'], NOW);
      expect(outcome).toMatchObject({ exitCode: 0, err: '' });
      expect(JSON.parse(outcome.out)).toMatchObject({ verdict: 'reject', why: 'not a CODA file' });
    });
  });

  it('tells people the verdict in one line', async () => {
    await withFile('ean;register;day;wh;quality\n541448800000000017;1.8.1;2026-11-01;1e3;measured\n', async (path) => {
      const { out } = await runInspect(['readings', path], NOW);
      expect(out).toBe(`${path}: reject (no line can be taken; line 2: the value "1e3" is not digits only); register-csv, 0 taken, 1 rejected\n`);
    });
  });

  it.each([
    [['bank', '/no/such/file'], 'There is no file /no/such/file.\n'],
    [['bank', tmpdir()], `${tmpdir()} is a folder, not a file.\n`],
    [['money', 'file'], 'Usage: tegoed inspect bank|readings|p1 <file> [--json] [--iban <IBAN>]... [--no-crc]\n'],
    [['bank'], 'Usage: tegoed inspect bank|readings|p1 <file> [--json] [--iban <IBAN>]... [--no-crc]\n'],
  ])('ends with 2 and one sentence: %j', async (argv, err) => {
    expect(await runInspect(argv, NOW)).toEqual({ exitCode: 2, out: '', err });
  });
});
