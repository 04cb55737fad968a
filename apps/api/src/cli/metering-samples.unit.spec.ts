import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectP1, inspectReadings, type InspectedFile } from './inspect.js';

const samples = resolve(process.env['TEGOED_SHARED'] ?? resolve(import.meta.dirname, '../../../../../shared'), 'data/metering');
const present = existsSync(samples);
const NOW = Date.UTC(2026, 10, 23, 18);
const VERDICTS = ['accept', 'accept-with-warning', 'review', 'reject', 'duplicate'];

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)]));
const all = present ? filesUnder(samples).map((path) => relative(samples, path)).filter((path) => !path.endsWith('ORIGIN.md')) : [];
const expectations = all.filter((path) => path.split('/').includes('made') && path.endsWith('.expect.json'));
const isP1 = (path: string) => path.startsWith('p1/');
const bytesOf = (path: string) => readFileSync(join(samples, path));
const inspected = (path: string): InspectedFile => (isP1(path) ? inspectP1(bytesOf(path)) : inspectReadings(bytesOf(path), { now: NOW }));
const subjectOf = (expectation: string) => all.find((path) => path !== expectation && path.startsWith(expectation.replace(/expect\.json$/, '')))!;

describe.skipIf(!present)('the made metering samples (skipped when the folder of samples is not beside the checkout)', () => {
  it.each(expectations)('%s is what the inspection says', (path) => {
    const expected = JSON.parse(bytesOf(path).toString()) as object;
    expect(JSON.parse(JSON.stringify(inspected(subjectOf(path))))).toMatchObject(expected);
  });

  it('has found every expectation and its file', () => {
    expect(expectations.length).toBeGreaterThanOrEqual(7);
    expect(expectations.map(subjectOf)).not.toContain(undefined);
  });
});

describe.skipIf(!present)('every metering sample of others', () => {
  const judged = (file: InspectedFile) => {
    expect(VERDICTS).toContain(file.verdict);
    if (file.verdict !== 'accept') expect(file['why']).toEqual(expect.stringMatching(/\S/));
  };

  it.each(all.filter((path) => !path.split('/').includes('made')))('%s gets a verdict from both inspections, and a reason unless it is accepted', (path) => {
    judged(inspectReadings(bytesOf(path), { now: NOW }));
    judged(inspectP1(bytesOf(path)));
    judged(inspectP1(bytesOf(path), { checkCrc: false }));
  });

  it.each([
    ['greenbutton/test_usage_data_01.xml', /Green Button/],
    ['mscons/MSCONS_TL_SAMPLE01.txt.gz', /MSCONS/],
    ['p1/ndokter-telegram_v5.txt', /P1 telegram/],
    ['iec61968/EndDeviceControls.xsd', /schema/],
    ['iec61968/captured-epri-headend/request-1.xml', /EndDeviceControls/],
  ])('%s is refused by its name', (path, why) => {
    expect(inspectReadings(bytesOf(path), { now: NOW })).toMatchObject({ verdict: 'reject', why: expect.stringMatching(why) as string });
  });

  const parsedByOthers = all.filter((path) => isP1(path) && path.endsWith('.json') && !path.includes('/made/'));
  it.each(parsedByOthers)('%s has the registers that another parser found', (path) => {
    const { electricity, mBus } = JSON.parse(bytesOf(path).toString()) as P1ByOthers;
    const file = inspectP1(bytesOf(path.replace(/json$/, 'txt')), { checkCrc: false });
    const ours = [[file['day'], file['injection_day']], [file['night'], file['injection_night']]].map((pair) => pair.map(wh));
    const theirs = ['1', '2'].map((tariff) => [electricity?.tariffs?.[tariff]?.received, electricity?.tariffs?.[tariff]?.returned].map((value) => value ?? null));
    expect([...ours].sort(), 'whichever of the two is the day').toEqual([...theirs].sort());
    const gas = Object.values(mBus ?? {}).find((device) => device.deviceType === 3);
    if (gas?.value !== undefined) expect(wh(file['gas_m3'])).toBe(Math.round(gas.value * 1000));
  });
});

interface P1ByOthers {
  readonly electricity?: { readonly tariffs?: Record<string, { readonly received?: number; readonly returned?: number }> };
  readonly mBus?: Record<string, { readonly deviceType?: number; readonly value?: number }>;
}

function wh(shown: unknown): number | null {
  return typeof shown === 'string' ? Number(shown.replace('.', '')) : null;
}
