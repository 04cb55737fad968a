import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, expect, it } from 'vitest';

import { addDays, isoInstant, localTime } from '../calendar/supply-day.js';
import { CODE, askState, events, order } from '../fake/orders.spec.js';
import { start, type Started } from '../fake/started.spec.js';

let running: Started[] = [];
afterEach(() => {
  running.forEach((started) => { started.close(); });
  running = [];
});

async function begin(options: Parameters<typeof start>[0] = {}): Promise<Started> {
  const started = await start(options);
  running.push(started);
  return started;
}

async function liveDays(started: Started, from: string, days: number): Promise<void> {
  for (let day = 0; day <= days; day += 1) {
    for (const time of ['00:30', '09:00', '19:00']) await started.step('w', isoInstant(localTime(addDays(from, day), time)));
  }
}

const AUTOMATIC = { automatic: true, now: '2026-09-01T00:00:00Z', households: 30 } as const;

it('delivers each supply day once per tenant, then asks for its run', async () => {
  const started = await begin({ ...AUTOMATIC, households: 4 });
  await liveDays(started, '2026-09-01', 4);
  const runs = started.api.posts('/v1/daily-runs').map(({ body, headers }) => [(JSON.parse(body) as { day: string }).day, headers['authorization']]);
  expect(runs.filter(([, key]) => key === 'Bearer tgd_test_schelde').map(([day]) => day)).toEqual(['2026-09-01', '2026-09-02', '2026-09-03', '2026-09-04']);
  const files = started.api.posts('/v1/meter-readings');
  expect(files).toHaveLength(8);
  expect(files[0]?.body).toContain('<timeStamp>2026-09-01T22:00:00Z</timeStamp>');
  expect(files[0]?.body.match(/<MeterReading>/g)).toHaveLength(4);
});

it('brings the readings of a missing meter when it is heard again', async () => {
  const started = await begin({ ...AUTOMATIC, households: 2 });
  await started.step('w', '2026-09-01T06:00:00Z');
  await started.post('/control/meters/1SAGw1001/faults', { unreachable: true });
  await liveDays(started, '2026-09-02', 2);
  const ofMeter = () => started.api.posts('/v1/meter-readings').filter(({ body }) => body.includes('1SAGw1001'));
  expect(ofMeter()).toHaveLength(0);
  await started.post('/control/meters/1SAGw1001/faults', { unreachable: false });
  await liveDays(started, '2026-09-05', 0);
  expect(ofMeter()).toHaveLength(1);
  expect(new Set(ofMeter()[0]?.body.match(/timeStamp>[^<]+</g))).toHaveLength(4);
});

it('sends an estimated day low and its real reading the day after', async () => {
  const started = await begin({ ...AUTOMATIC, households: 2, faults: { readingEstimatedShare: 1 } });
  await liveDays(started, '2026-09-01', 2);
  const bodies = started.api.posts('/v1/meter-readings').filter(({ body }) => body.includes('1SAGw1001')).map(({ body }) => body);
  expect(bodies[0]).toContain('1.8.0');
  expect(bodies[1]).toContain('1.0.0');
});

it('lets people pay over four weeks: bank files run on, counters have keys, nothing is lost', { timeout: 30_000 }, async () => {
  const started = await begin(AUTOMATIC);
  await liveDays(started, '2026-09-01', 28);
  const statements = started.api.posts('/v1/bank-statements');
  const coda = statements.filter(({ headers }) => headers['content-type']?.includes('text/plain'));
  expect(coda.length).toBeGreaterThan(10);
  const balances = coda.map(({ body }) => body.split('\r\n')).map((records) => ({
    number: records[1]?.slice(125), old: records[1]?.slice(43, 58), next: records.at(-3)?.slice(42, 57),
  }));
  expect(balances.map(({ number }) => Number(number))).toEqual(balances.map((_, index) => index + 101));
  expect(balances.slice(1).map(({ old }) => old)).toEqual(balances.slice(0, -1).map(({ next }) => next));
  expect(statements.some(({ body }) => body.includes('camt.053.001.08'))).toBe(true);
  const counters = started.api.posts('/v1/payments');
  expect(new Set(counters.map(({ headers }) => headers['idempotency-key'])).size).toBe(counters.length);
  expect(counters.length).toBeGreaterThan(20);
  expect(Object.values(started.world('w').bank).flatMap(({ waiting }) => waiting).length).toBeLessThan(20);
});

it('is the same world for the same seed, and another one for another seed', { timeout: 30_000 }, async () => {
  const facts = async (seed: string) => {
    const started = await begin({ ...AUTOMATIC, households: 6, seed });
    await liveDays(started, '2026-09-01', 12);
    return JSON.stringify([started.world('w').meters, started.api.posts('/v1/bank-statements').map(({ body }) => body)]);
  };
  const one = await facts('a');
  expect(await facts('a')).toBe(one);
  expect(await facts('b')).not.toBe(one);
});

it('never lets a register fall while homes are limited, cut and connected again', async () => {
  const started = await begin({ ...AUTOMATIC, households: 4 });
  await started.step('w', '2026-09-01T08:00:00Z');
  const sum = () => {
    const registers = started.world('w').meters['1SAGw1001']?.registers;
    return (registers?.offtake1 ?? 0) + (registers?.offtake2 ?? 0);
  };
  for (const [index, code] of [CODE.limit, CODE.disconnect, CODE.connect, CODE.unlimit].entries()) {
    await order(started, code, '1SAGw1001');
    await liveDays(started, addDays('2026-09-02', index * 3), 0);
    const before = sum();
    await liveDays(started, addDays('2026-09-03', index * 3), 1);
    if (code === CODE.disconnect) expect(sum()).toBe(before);
    else expect(sum()).toBeGreaterThan(before + 2_000);
  }
});

it('makes a few meters unreachable for days and lets some orders fail by luck, only in automatic worlds', async () => {
  const faults = { unreachableShare: 0.3, orderFaultShare: 1 };
  const lively = await begin({ ...AUTOMATIC, faults });
  await lively.step('w', '2026-09-02T08:00:00Z');
  const heard = await Promise.all(Array.from({ length: 30 }, (_, index) => askState(lively, `1SAGw${String(1000 + index)}`)));
  const failed = heard.filter(({ result }) => result === 'FAILED').length;
  expect(failed).toBeGreaterThan(2);
  expect(failed).toBeLessThan(20);
  const story = await begin({ faults });
  await story.step('w', '2026-11-02T10:00:00Z');
  expect(await order(story, CODE.disconnect, '1SAGw1001')).toMatchObject({ result: 'OK' });
  await story.wait(3);
  expect(events(story)).toHaveLength(1);
});

it('does nothing by itself in a story world', async () => {
  const started = await begin();
  for (const day of ['03', '04', '05', '06']) await started.step('w', `2026-11-${day}T19:00:00Z`);
  expect(started.api.heard).toEqual([]);
  expect(started.world('w').meters['1SAGw1001']?.registers.offtake1).toBe(4_000_001);
});

it('keeps everything over a restart, also what was not taken yet', async () => {
  const first = await begin({ ...AUTOMATIC, households: 4 });
  first.api.statusOf.set('/v1/meter-readings', 503);
  await liveDays(first, '2026-09-01', 5);
  await order(first, CODE.disconnect, '1SAGw1001');
  const before = first.world('w');
  expect(before.outbox.length).toBeGreaterThan(0);
  const second = await begin({ ...AUTOMATIC, households: 4, folder: first.folder });
  expect(second.world('w')).toEqual(JSON.parse(JSON.stringify(before)));
  await second.step('w', isoInstant(before.nowMs + 600_000));
  expect(second.world('w').outbox).toEqual([]);
  expect(second.api.posts('/v1/meter-readings').map(({ body }) => body)).toEqual(expect.arrayContaining(before.outbox.map(({ body }) => body)));
  expect(second.world('w').meters['1SAGw1001']?.position).toBe(0);
});

it('starts from the last whole state when a write was cut off', async () => {
  const first = await begin();
  await first.step('w', '2026-11-02T10:00:00Z');
  await first.post('/control/meters/1SAGw1001/use', { amount: 7 });
  writeFileSync(join(first.folder, 'state.json.new'), '{"version":1,"worl');
  const second = await begin({ folder: first.folder });
  expect(second.world('w').meters['1SAGw1001']?.registers.offtake1).toBe(4_000_008);
});

it('answers while a step is under way: an order that a payment causes does not wait for the step', async () => {
  const started = await begin({ ...AUTOMATIC, households: 10 });
  await started.step('w', '2026-09-01T03:00:00Z');
  let ordered = 0;
  started.api.onPost = async ({ path }) => {
    if (path !== '/v1/payments') return;
    expect(await order(started, CODE.unlimit, '1SAGw1001')).toMatchObject({ result: 'OK' });
    ordered += 1;
  };
  await liveDays(started, '2026-09-02', 10);
  expect(ordered).toBeGreaterThan(0);
  expect(events(started).length).toBeGreaterThan(0);
});

it('refuses a clock it cannot read and a world the API does not know', async () => {
  const started = await begin();
  expect(await started.post('/clock', { worldId: 'w' })).toMatchObject({ status: 400, code: 'bad_clock' });
  expect(await started.post('/clock', { worldId: 'nowhere', now: '2026-09-01T03:00:00Z' })).toMatchObject({ status: 404, code: 'unknown_world' });
});
