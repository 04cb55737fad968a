import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Instant, type MeterOrder, HOUR_MS, MINUTE_MS, instant, later } from '@tegoed/meter-commands';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AmmClient } from './amm-client.js';
import { ed25519Signer } from './order-signer.js';
import { eventOfOrderAnswer, eventOfStateAnswer } from './answer-event.js';

const now = instant(Date.parse('2026-10-06T09:00:00Z'));
const correlationId = '0190f0c2-1111-7000-8000-000000000003';

const signer = ed25519Signer('22'.repeat(32));

function orderTo(action: MeterOrder['action'], expiresAt: Instant | null = later(now, 20 * MINUTE_MS)): MeterOrder {
  return {
    orderId: '0190f0c2-1111-7000-8000-000000000001',
    messageId: '0190f0c2-1111-7000-8000-000000000002',
    correlationId,
    action,
    meterSerial: '1SAG3100000001',
    sequence: 5,
    sentAt: now,
    expiresAt,
    replyAddress: 'http://127.0.0.1:3001/v1/amm/messages',
  };
}

const replyWith = (result: string, code: string, id = correlationId): string =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><EndDeviceControlsResponseMessage>
   <Header><CorrelationID>${id}</CorrelationID></Header>
   <Reply><Result>${result}</Result><Error><code>${code}</code></Error></Reply>
   </EndDeviceControlsResponseMessage></s:Body></s:Envelope>`;

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let behave: Behaviour;
let received: { path: string; body: string }[];

beforeEach(async () => {
  received = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ path: request.url ?? '', body });
      behave(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

// Long enough that a busy machine answers in time; only the two silent AMMs are waited for, and those briefly.
const PATIENT_MS = 5_000;
const BRIEF_MS = 150;

function client(lessSupplyPerHour = 50, timeoutMs = PATIENT_MS): AmmClient {
  const { port } = server.address() as AddressInfo;
  return new AmmClient({ url: `http://127.0.0.1:${port}/61968`, timeoutMs, longestAnswerBytes: 4_000, lessSupplyPerHour, signer });
}

const answer = (body: string): Behaviour => (_request, response) => response.end(body);
const status = (code: number, headers: Record<string, string> = {}): Behaviour => (_request, response) =>
  response.writeHead(code, headers).end('<a/>');

describe('an order to the AMM', () => {
  it('is posted as CreateEndDeviceControls with its expiry', async () => {
    behave = answer(replyWith('OK', '0.0'));
    expect(await client().sendOrder(orderTo('disconnect'), now)).toEqual({ kind: 'accepted' });
    expect(received).toHaveLength(1);
    expect(received[0]?.path).toBe('/61968/EndDeviceControls');
    expect(received[0]?.body).toContain('<em:CreateEndDeviceControls>');
    expect(received[0]?.body).toContain('<msg:Name>expiresAt</msg:Name><msg:Value>2026-10-06T09:20:00Z</msg:Value>');
    expect(received[0]?.body).toContain('ref="3.31.0.23"');
  });

  it.each<[string, Behaviour, { readonly kind: string; readonly why?: string; readonly [more: string]: unknown }]>([
    ['FAILED 2.4', answer(replyWith('FAILED', '2.4')), { kind: 'unreachable_meter', code: '2.4' }],
    ['FAILED 2.12', answer(replyWith('FAILED', '2.12')), { kind: 'unknown_meter', code: '2.12' }],
    ['FAILED with another code', answer(replyWith('FAILED', '5.1')), { kind: 'refused', code: '5.1' }],
    ['PARTIAL', answer(replyWith('PARTIAL', '0.0')), { kind: 'garbled' }],
    ['the reply to another message', answer(replyWith('OK', '0.0', 'other')), { kind: 'garbled' }],
    ['an empty body', answer(''), { kind: 'handed_over' }],
    ['half a reply', answer(replyWith('OK', '0.0').slice(0, 150)), { kind: 'garbled' }],
    ['a page of HTML', answer('<!DOCTYPE html><html></html>'), { kind: 'garbled' }],
    ['too long a reply', answer('x'.repeat(5_000)), { kind: 'garbled' }],
    ['500', status(500), { kind: 'no_answer', why: 'server_error', retryAfterMs: null }],
    ['429 with a delay', status(429, { 'retry-after': '7' }), { kind: 'no_answer', why: 'overloaded', retryAfterMs: 7_000 }],
    ['503 with a date', status(503, { 'retry-after': 'Tue, 06 Oct 2026 09:00:00 GMT' }), { kind: 'no_answer', why: 'overloaded', retryAfterMs: null }],
    ['403', status(403), { kind: 'refused', code: 'http 403' }],
    ['a redirect', status(302, { location: 'http://127.0.0.1:1/' }), { kind: 'no_answer', why: 'reset' }],
    ['a closed connection', (request) => request.socket.destroy(), { kind: 'no_answer', why: 'reset' }],
    ['silence', () => undefined, { kind: 'no_answer', why: 'timeout' }],
    ['a body that never ends', (_request, response) => void response.write('<a>'), { kind: 'no_answer', why: 'timeout' }],
  ])('answered by %s is told as it is, after one try', async (_name, behaviour, expected) => {
    behave = behaviour;
    const isSilent = 'why' in expected && expected.why === 'timeout';
    expect(await client(50, isSilent ? BRIEF_MS : PATIENT_MS).sendOrder(orderTo('connect', null), now)).toMatchObject(expected);
    expect(received).toHaveLength(1);
  });

  it('to an AMM that is not there has no answer', async () => {
    const nowhere = new AmmClient({ url: 'http://127.0.0.1:1', timeoutMs: 150, longestAnswerBytes: 4_000, lessSupplyPerHour: 1, signer });
    expect(await nowhere.sendOrder(orderTo('connect', null), now)).toEqual({ kind: 'no_answer', why: 'reset', retryAfterMs: null });
  });

  it('is cancelled by its own id', async () => {
    behave = answer(replyWith('OK', '0.0'));
    await client().cancelOrder(orderTo('disconnect'));
    expect(received[0]?.body).toContain('<em:CancelEndDeviceControls>');
    expect(received[0]?.body).toContain('<ec:mRID>0190f0c2-1111-7000-8000-000000000001</ec:mRID>');
  });
});

describe('the second breaker', () => {
  beforeEach(() => {
    behave = answer(replyWith('OK', '0.0'));
  });

  it.each<[string, MeterOrder, string]>([
    ['without an expiry', orderTo('disconnect', null), 'no_expiry'],
    ['that has expired', orderTo('limit', now), 'expired'],
    ['that lives for an hour', orderTo('disconnect', later(now, HOUR_MS)), 'lives_too_long'],
  ])('sends no order for less supply %s', async (_name, order, why) => {
    expect(await client().sendOrder(order, now)).toEqual({ kind: 'not_sent', why });
    expect(received).toEqual([]);
  });

  it('counts cuts and limits over any hour, and never stops an order that gives supply', async () => {
    const amm = client(2);
    const sendAt = (action: MeterOrder['action'], offsetMs: number) => {
      const at = later(now, offsetMs);
      return amm.sendOrder(orderTo(action, later(at, MINUTE_MS)), at);
    };
    expect(await sendAt('disconnect', 0)).toEqual({ kind: 'accepted' });
    expect(await sendAt('limit', 30 * MINUTE_MS)).toEqual({ kind: 'accepted' });
    expect(await sendAt('limit', 59 * MINUTE_MS)).toEqual({ kind: 'not_sent', why: 'hour_full' });
    for (const action of ['connect', 'arm', 'unlimit'] as const) {
      expect(await sendAt(action, 59 * MINUTE_MS)).toEqual({ kind: 'accepted' });
    }
    expect(await sendAt('disconnect', 60 * MINUTE_MS)).toEqual({ kind: 'accepted' });
    expect(await sendAt('disconnect', 61 * MINUTE_MS)).toEqual({ kind: 'not_sent', why: 'hour_full' });
  });

  it('sends no order for less supply at night or in a weekend, whatever a policy says, and supply at any hour', async () => {
    for (const local of ['2026-10-06T05:59:59Z', '2026-10-06T14:00:00Z', '2026-10-10T09:00:00Z', '2026-10-11T09:00:00Z']) {
      const at = instant(Date.parse(local));
      expect(await client().sendOrder(orderTo('limit', later(at, MINUTE_MS)), at)).toEqual({ kind: 'not_sent', why: 'outside_hours' });
      expect(await client().sendOrder(orderTo('connect', null), at)).toEqual({ kind: 'accepted' });
    }
    const opens = instant(Date.parse('2026-10-06T06:00:00Z'));
    expect(await client().sendOrder(orderTo('limit', later(opens, MINUTE_MS)), opens)).toEqual({ kind: 'accepted' });
  });

  it('sends nothing from a process without the key', async () => {
    const { port } = server.address() as AddressInfo;
    const keyless = new AmmClient({ url: `http://127.0.0.1:${port}/61968`, timeoutMs: PATIENT_MS, longestAnswerBytes: 4_000, lessSupplyPerHour: 50, signer: null });
    for (const asked of [keyless.sendOrder(orderTo('connect', null), now), keyless.cancelOrder(orderTo('disconnect'))])
      expect(await asked).toEqual({ kind: 'not_sent', why: 'no_signing_key' });
    expect(received).toEqual([]);
  });

  it('signs what decides what happens: the same order by another key or with another life has another signature', async () => {
    await client().sendOrder(orderTo('connect', null), now);
    await client().sendOrder(orderTo('connect', later(now, MINUTE_MS)), now);
    await client().cancelOrder(orderTo('connect', null));
    const signatures = received.map(({ body }) => /<msg:Name>signature<\/msg:Name><msg:Value>([^<]{88})</.exec(body)?.[1]);
    expect(new Set(signatures).size).toBe(3);
    expect(signatures).not.toContain(undefined);
  });

  it('keeps counting when the clock is set back', async () => {
    const amm = client(1);
    await amm.sendOrder(orderTo('limit'), now);
    const earlier = later(now, -10 * HOUR_MS);
    expect(await amm.sendOrder(orderTo('limit', later(earlier, 1)), earlier)).toMatchObject({ why: 'hour_full' });
  });
});

describe('the state of a meter', () => {
  const request = { messageId: 'm', correlationId, meterSerial: '1SAG3100000001', utility: 'electricity', askedAt: now } as const;
  const state = (value: string): string =>
    `<ResponseMessage><Reply><Result>OK</Result></Reply><Payload><MeterReadings><MeterReading>
     <Meter><Names><name>1SAG3100000001</name></Names></Meter><Readings><timeStamp>2026-10-06T09:00:01Z</timeStamp>
     <value>${value}</value><ReadingType ref="0-0:96.3.10.255"/></Readings></MeterReading></MeterReadings></Payload></ResponseMessage>`;

  it('is asked for by serial and told with what it proves', async () => {
    behave = answer(state('0'));
    const read = await client().readMeterState(request);
    expect(read).toMatchObject({ kind: 'state', supply: 'off', state: { reportedAt: later(now, 1_000) } });
    expect(eventOfStateAnswer(read)).toEqual({ kind: 'read_back', supply: 'off', reportedAt: later(now, 1_000) });
    expect(received[0]).toMatchObject({ path: '/61968/MeterReadings', body: expect.stringContaining('1SAG3100000001') as string });
  });

  it.each<[string, Behaviour, { readonly kind: string; readonly why?: string }]>([
    ['an unreachable meter', answer(replyWith('FAILED', '2.4')), { kind: 'unreachable_meter' }],
    ['an unknown meter', answer(replyWith('FAILED', '2.12')), { kind: 'unknown_meter' }],
    ['a wrong position', answer(state('7')), { kind: 'garbled' }],
    ['an empty body', answer(''), { kind: 'garbled' }],
    ['silence', () => undefined, { kind: 'no_answer', why: 'timeout' }],
  ])('is not read from %s', async (_name, behaviour, expected) => {
    behave = behaviour;
    const read = await client(50, expected.why === 'timeout' ? BRIEF_MS : PATIENT_MS).readMeterState(request);
    expect(read).toMatchObject(expected);
    expect(eventOfStateAnswer(read)).toEqual({ kind: 'read_failed' });
  });
});

describe('what an answer means for the command', () => {
  it('never turns a doubtful answer into a failed one', () => {
    expect(eventOfOrderAnswer({ kind: 'accepted' })).toEqual({ kind: 'quick_reply', result: 'ok', code: '0.0' });
    expect(eventOfOrderAnswer({ kind: 'garbled', detail: '' })).toMatchObject({ kind: 'no_answer', why: 'garbled' });
    expect(eventOfOrderAnswer({ kind: 'unreachable_meter', code: '2.4' })).toMatchObject({ result: 'failed', code: '2.4' });
    expect(eventOfOrderAnswer({ kind: 'not_sent', why: 'hour_full' })).toMatchObject({ result: 'failed', code: 'hour_full' });
  });
});
