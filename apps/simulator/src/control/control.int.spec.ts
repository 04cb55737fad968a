import { afterEach, expect, it } from 'vitest';

import { start, type Started } from '../fake/started.spec.js';

let started: Started;
afterEach(() => { started.close(); });

async function story(): Promise<Started> {
  started = await start();
  await started.step('w', '2026-11-02T10:00:00Z');
  return started;
}

interface Sent { path: string; contentType: string; body: string; answer: { status: number } }

async function pay(body: Record<string, unknown>): Promise<Sent[]> {
  return (await started.post('/control/pay', body))['sent'] as Sent[];
}

it('pays in the wanted format and says what was sent and what was answered', async () => {
  await story();
  const [coda] = await pay({ channel: 'transfer', payments: [{ home: 'w-e-1', amountEuro: '20.00' }] });
  expect(coda).toMatchObject({ path: '/v1/bank-statements', answer: { status: 201 } });
  expect(started.api.posts('/v1/bank-statements').map(({ body }) => body)).toEqual([coda?.body]);
  const [camt] = await pay({ channel: 'transfer', format: 'camt', payments: [{ home: 'w-e-1', amountEuro: '7.01' }, { home: 'w-e-3', amountEuro: '1' }] });
  expect(camt?.body).toContain('<ElctrncSeqNb>102</ElctrncSeqNb>');
  expect(camt?.body.match(/<Ntry>/g)).toHaveLength(2);
  expect(camt?.body).toContain('<Amt Ccy="EUR">20.00</Amt>');
  const [cash] = await pay({ channel: 'cash', payments: [{ home: 'w-e-1', amountEuro: '5' }] });
  expect(JSON.parse(cash?.body ?? '')).toMatchObject({ channel: 'cash_desk', amountEuro: '5.00', paidAt: '2026-11-02T10:00:00Z' });
});

it('finds a home by account, reference or EAN and refuses what is wrong', async () => {
  await story();
  const home = await (await fetch(`${started.url}/control/homes/w-e-1`)).json() as { reference: string; ean: string; accountId: string };
  for (const key of [home.reference, home.ean]) {
    expect(await (await fetch(`${started.url}/control/homes/${key}`)).json()).toMatchObject({ accountId: 'w-e-1' });
  }
  expect(JSON.stringify(home)).not.toContain('tgd_test');
  expect(await started.post('/control/pay', { channel: 'cash', payments: [{ home: 'w-e-1', amountEuro: '1.234,56' }] })).toMatchObject({ status: 422, code: 'bad_amount' });
  expect(await started.post('/control/pay', { channel: 'cash', payments: [{ home: 'nobody', amountEuro: '1' }] })).toMatchObject({ status: 404, code: 'unknown_home' });
  expect(await started.post('/control/meters/none/press', {})).toMatchObject({ status: 404, code: 'unknown_meter' });
  expect(await started.post('/control/meters/1SAGw1001/faults', { lazy: true })).toMatchObject({ status: 422 });
});

it('uses power now and delivers the readings of a day that is over', async () => {
  await story();
  expect(await started.post('/control/meters/1SAGw1001/use', { amount: 5000 })).toMatchObject({ used: 5000 });
  expect(await started.post('/control/worlds/w/readings', { day: '2026-11-02' })).toMatchObject({ status: 409, code: 'day_not_over' });
  await started.step('w', '2026-11-03T05:00:00Z');
  const { sent } = await started.post('/control/worlds/w/readings', { day: '2026-11-02' }) as unknown as { sent: Sent[] };
  expect(sent.map(({ path }) => path)).toEqual(['/v1/meter-readings', '/v1/daily-runs', '/v1/meter-readings', '/v1/daily-runs']);
  expect(sent[2]?.body).toContain('<timeStamp>2026-11-02T23:00:00Z</timeStamp><value>4005.001</value>');
});

it('passes a move of the clock on to the API, and settings of luck are kept', async () => {
  await story();
  expect(await started.post('/control/worlds/w/advance', { duration: '7d' })).toMatchObject({ status: 202 });
  expect(started.api.posts('/v1/sandbox/clock/advance').map(({ body }) => JSON.parse(body) as unknown)).toEqual([{ world: 'w', duration: '7d' }]);
  expect(await started.post('/control/faults', { unreachableShare: 0.1 })).toMatchObject({ unreachableShare: 0.1, orderFaultShare: 0 });
  expect(await started.post('/control/faults', { unreachableShare: 2 })).toMatchObject({ status: 422 });
});

it('shows pages without scripts, safe against names that are code, and buttons that redirect', async () => {
  started = await start();
  const world = started.api.worlds.get('w');
  (world?.homes[0]?.['customer'] as { name: string }).name = '<script>alert(1)</script>';
  await started.step('w', '2026-11-02T10:00:00Z');
  const list = await (await fetch(started.url)).text();
  expect(list).toContain('Sandbox: nothing here is real');
  expect(list).not.toContain('<script');
  expect(list).toContain('&lt;script&gt;');
  const form = new URLSearchParams({ home: 'w-e-1', deed: 'use' });
  const answer = await fetch(`${started.url}/do/meter`, { method: 'POST', body: form, redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/homes/w-e-1?said=Used.%20The%20registers%20moved.']);
  expect(await (await fetch(`${started.url}/homes/w-e-1?said=ok`)).text()).toContain('4005 kWh');
  const foreign = await fetch(`${started.url}/do/meter`, { method: 'POST', body: form, headers: { 'sec-fetch-site': 'cross-site' } });
  expect(foreign.status).toBe(403);
});
