import { afterEach, expect, it } from 'vitest';

import { CODE, askState, events, order, orderXml } from '../fake/orders.spec.js';
import { start, type Started } from '../fake/started.spec.js';

const METER = '1SAGw1001';
const GAS = '7FLOw1000';
const GAS_LINE = '1SAGw1000';
const CORRELATION = '1f1a4f60-50b1-4a4d-8c36-6b0ed2f4a001';

let started: Started;
afterEach(() => { started.close(); });

async function story(faults: Record<string, boolean> = {}): Promise<Started> {
  started = await start();
  await started.step('w', '2026-11-02T10:00:00Z');
  await started.post(`/control/meters/${METER}/faults`, faults);
  return started;
}

const position = (serial = METER) => started.world('w').meters[serial]?.position;

it('accepts at once, moves later and tells so under the same correlation id', async () => {
  await story();
  const reply = await order(started, CODE.disconnect, METER, { correlationId: CORRELATION });
  expect([reply.result, reply.code, position()]).toEqual(['OK', '0.0', 1]);
  await started.wait(3);
  expect(position()).toBe(0);
  expect(events(started)).toMatchObject([{ code: '3.31.0.68', correlationId: CORRELATION, serial: METER }]);
  expect(await askState(started, METER)).toMatchObject({ result: 'OK', position: '0', limiter: '999.9' });
});

it('answers within two seconds of wall time, or within the step when the world clock moves', async () => {
  await story();
  await order(started, CODE.limit, METER);
  await started.wait(2);
  expect(events(started)).toMatchObject([{ code: '3.31.139.25' }]);
  await order(started, CODE.unlimit, METER);
  await started.step('w', '2026-11-02T10:05:00Z');
  expect(events(started)).toMatchObject([{}, { code: '3.31.139.21' }]);
});

it('closes an electricity breaker at once on connect and leaves a gas valve ready until somebody presses', async () => {
  await story();
  await order(started, CODE.disconnect, METER);
  await order(started, CODE.disconnect, GAS);
  await started.wait(120);
  expect([position(), position(GAS)]).toEqual([0, 0]);
  await order(started, CODE.connect, METER);
  await order(started, CODE.arm, GAS);
  await started.wait(120);
  expect([position(), position(GAS)]).toEqual([1, 2]);
  expect(await askState(started, GAS)).toMatchObject({ position: '2' });
  expect(await started.post(`/control/meters/${GAS}/press`, {})).toMatchObject({ pressed: true });
  expect(position(GAS)).toBe(1);
  expect(events(started).at(-1)).toMatchObject({ code: '3.31.0.42', serial: GAS });
});

it('lets gas speak only while its electricity meter is on, and with the time of its last waking', async () => {
  await story();
  const asleep = await askState(started, GAS);
  expect(asleep.result).toBe('OK');
  expect(asleep.timeStamp).toMatch(/^2026-11-02T09:/);
  await order(started, CODE.disconnect, GAS_LINE);
  await started.wait(3);
  expect(await order(started, CODE.disconnect, GAS)).toMatchObject({ result: 'FAILED', code: '2.4' });
  expect(await askState(started, GAS)).toMatchObject({ result: 'FAILED', code: '2.4' });
});

it('knows an unknown meter, an unplugged one and an order it cannot do', async () => {
  await story();
  expect(await order(started, CODE.connect, 'M1999')).toMatchObject({ result: 'FAILED', code: '2.12' });
  await started.post(`/control/meters/${METER}/plug`, { plugged: false });
  expect(await order(started, CODE.connect, METER)).toMatchObject({ result: 'FAILED', code: '2.4' });
  expect(await order(started, CODE.limit, GAS)).toMatchObject({ result: 'FAILED', code: '2.4' });
});

it('refuses an expired order, and does not carry out one that expired on the way', async () => {
  await story({ slow: true });
  expect(await order(started, CODE.disconnect, METER, { expiresAt: '2026-11-02T09:59:59Z' })).toMatchObject({ result: 'FAILED' });
  expect(await order(started, CODE.disconnect, METER, { expiresAt: '2026-11-02T10:02:00Z' })).toMatchObject({ result: 'OK' });
  await started.step('w', '2026-11-02T12:00:00Z');
  expect(position()).toBe(1);
  expect(events(started)).toMatchObject([{ code: '3.31.0.85' }]);
});

it('treats the same order twice as one order', async () => {
  await story();
  const id = '9b1d0d4c-0f4b-4d1e-9a55-0e3f3a4f0c01';
  await order(started, CODE.disconnect, METER, { id });
  expect(await order(started, CODE.disconnect, METER, { id })).toMatchObject({ result: 'OK' });
  await started.wait(5);
  expect(events(started)).toHaveLength(1);
});

it('takes a new attempt of the latest order, but not an old cut after a newer connect', async () => {
  await story({ unreachable: true });
  const cut = '9b1d0d4c-0f4b-4d1e-9a55-0e3f3a4f0c03';
  expect(await order(started, CODE.disconnect, METER, { id: cut })).toMatchObject({ result: 'FAILED' });
  await started.post(`/control/meters/${METER}/faults`, { unreachable: false });
  expect(await order(started, CODE.disconnect, METER, { id: cut })).toMatchObject({ result: 'OK' });
  await started.wait(5);
  expect(position()).toBe(0);
  await order(started, CODE.connect, METER);
  await order(started, CODE.disconnect, METER, { id: cut });
  await started.wait(10);
  expect(position()).toBe(1);
});

it('cancels an order that has not reached the meter', async () => {
  await story({ slow: true });
  const id = '9b1d0d4c-0f4b-4d1e-9a55-0e3f3a4f0c02';
  await order(started, CODE.disconnect, METER, { id });
  expect(await order(started, CODE.disconnect, METER, { id, verb: 'cancel' })).toMatchObject({ result: 'OK' });
  await started.wait(100);
  expect(position()).toBe(1);
});

it('carries out the orders of a meter in the order in which they came', async () => {
  await story();
  for (const code of [CODE.disconnect, CODE.connect, CODE.disconnect, CODE.connect]) await order(started, code, METER);
  await started.wait(20);
  expect(events(started).map(({ code }) => code)).toEqual(['3.31.0.68', '3.31.0.42', '3.31.0.68', '3.31.0.42']);
  expect(position()).toBe(1);
});

it('answers PARTIAL when one of several meters cannot do it, and refuses what is not a message', async () => {
  await story();
  const body = orderXml(started.apiUrl, CODE.limit, [METER, 'M1999'], { soap: false });
  const xml = await (await fetch(`${started.url}/61968/EndDeviceControls`, { method: 'POST', body })).text();
  expect(xml).toContain('PARTIAL');
  expect(xml).not.toContain('Envelope');
  for (const bad of ['<a', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', '<a/>']) {
    expect((await fetch(`${started.url}/61968/EndDeviceControls`, { method: 'POST', body: bad })).status).toBe(400);
  }
});

it('slow: takes twenty times as long', async () => {
  await story({ slow: true });
  await order(started, CODE.disconnect, METER);
  await started.wait(3);
  expect(position()).toBe(1);
  await started.wait(40);
  expect(position()).toBe(0);
});

it('unreachable: is not heard until the knob is turned back', async () => {
  await story({ unreachable: true });
  expect(await order(started, CODE.disconnect, METER)).toMatchObject({ result: 'FAILED', code: '2.4' });
  expect(await askState(started, METER)).toMatchObject({ result: 'FAILED', code: '2.4' });
  await started.post(`/control/meters/${METER}/faults`, { unreachable: false });
  expect(await askState(started, METER)).toMatchObject({ result: 'OK', position: '1' });
});

it('late: moves in time and tells so half a day later', async () => {
  await story({ late: true });
  await order(started, CODE.disconnect, METER);
  await started.step('w', '2026-11-02T10:10:00Z');
  expect([position(), events(started).length]).toEqual([0, 0]);
  await started.step('w', '2026-11-02T23:00:00Z');
  expect(events(started)).toMatchObject([{ code: '3.31.0.68' }]);
});

it('twice, silent, unknown correlation: the event comes twice, not at all, under a strange id', async () => {
  await story({ twice: true });
  await order(started, CODE.limit, METER, { correlationId: CORRELATION });
  await started.wait(3);
  expect(events(started)).toHaveLength(2);
  await started.post(`/control/meters/${METER}/faults`, { twice: false, silent: true });
  await order(started, CODE.disconnect, METER);
  await started.wait(3);
  expect([position(), events(started).length]).toEqual([0, 2]);
  await started.post(`/control/meters/${METER}/faults`, { silent: false, unknownCorrelation: true });
  await order(started, CODE.connect, METER, { correlationId: CORRELATION });
  await started.wait(3);
  expect(events(started).at(-1)?.code).toBe('3.31.0.42');
  expect(events(started).at(-1)?.correlationId).not.toBe(CORRELATION);
});

it('okWithoutMoving and movesAfterFailed: the answer and the breaker disagree', async () => {
  await story({ okWithoutMoving: true });
  expect(await order(started, CODE.disconnect, METER)).toMatchObject({ result: 'OK' });
  await started.wait(3);
  expect(events(started)).toMatchObject([{ code: '3.31.0.68' }]);
  expect(await askState(started, METER)).toMatchObject({ position: '1' });
  await started.post(`/control/meters/${METER}/faults`, { okWithoutMoving: false, movesAfterFailed: true });
  expect(await order(started, CODE.disconnect, METER)).toMatchObject({ result: 'FAILED', code: '2.4' });
  await started.wait(3);
  expect(await askState(started, METER)).toMatchObject({ position: '0' });
});

it('replyBeforeAck: the event is there before the quick reply', async () => {
  await story({ replyBeforeAck: true });
  await order(started, CODE.disconnect, METER);
  expect([position(), events(started).length]).toEqual([0, 1]);
});

it('partial and firstOrderFails: nothing moves, and only the first order fails', async () => {
  await story({ partial: true });
  expect(await order(started, CODE.disconnect, METER)).toMatchObject({ result: 'PARTIAL', code: '2.4' });
  await started.wait(3);
  expect(position()).toBe(1);
  await started.post(`/control/meters/${GAS_LINE}/faults`, { firstOrderFails: true });
  expect(await order(started, CODE.limit, GAS_LINE)).toMatchObject({ result: 'FAILED', code: '2.4' });
  expect(await order(started, CODE.limit, GAS_LINE)).toMatchObject({ result: 'OK' });
});

it('trips a limited home that draws too much, until the button is pushed', async () => {
  await story();
  await order(started, CODE.limit, METER);
  await started.wait(3);
  expect(await started.post(`/control/meters/${METER}/use`, { amount: 2000, powerW: 7000 })).toMatchObject({ used: 0, tripped: true });
  expect(await askState(started, METER)).toMatchObject({ position: '2', limiter: '2.3' });
  expect(events(started).at(-1)?.code).toBe('3.31.0.64');
  await started.post(`/control/meters/${METER}/press`, {});
  expect(await askState(started, METER)).toMatchObject({ position: '1', limiter: '2.3' });
});

it('sends an event again when the API is away, until it is taken', async () => {
  await story();
  started.api.statusOf.set('/v1/amm/messages', 503);
  await order(started, CODE.disconnect, METER);
  await started.wait(3);
  started.api.statusOf.delete('/v1/amm/messages');
  await started.wait(5);
  await started.wait(500);
  expect(events(started).map(({ code }) => code)).toEqual(['3.31.0.68', '3.31.0.68']);
});
