import 'reflect-metadata';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { XMLParser } from 'fast-xml-parser';
import request, { type Response } from 'supertest';
import twilio from 'twilio';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeApplication } from './application.js';
import { FakeLine, NUMBER, PIN } from './dialogue/fake-line.spec.js';
import { envSchema } from './env.schema.js';
import { twimlErrors } from './voice/twiml-schema.spec.js';

const TOKEN = 'token-of-the-tests';
const PUBLIC = 'https://phone.example.be';
const env = envSchema.parse({ IVR_URL: PUBLIC, PHONE_KEY: 'k'.repeat(20), TWILIO_AUTH_TOKEN: TOKEN });
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });

let app: NestExpressApplication;
let line: FakeLine;
const documents: string[] = [];

beforeAll(async () => {
  // The fake is replaced before each test; the application keeps one door to it.
  app = await makeApplication(env, { carryOut: (asking, order) => line.carryOut(asking, order), prefer: (asking, wish) => line.prefer(asking, wish),
    readMessage: () => line.readMessage(), messageHeard: () => line.messageHeard() });
  await app.init();
});
beforeEach(() => { line = new FakeLine(); });
afterAll(async () => app?.close());

async function post(address: string, fields: Record<string, string>, signature?: string): Promise<Response> {
  const signed = signature ?? twilio.getExpectedTwilioSignature(TOKEN, `${PUBLIC}${address}`, fields);
  return request(app.getHttpServer()).post(address).set('x-twilio-signature', signed).type('form').send(fields);
}

async function heard(address: string, fields: Record<string, string>): Promise<{ words: string; next: string }> {
  const { status, text, headers } = await post(address, { CallSid: 'CA1', From: NUMBER, ...fields });
  expect([status, headers['content-type']]).toEqual([200, 'text/xml; charset=utf-8']);
  documents.push(text);
  const { Response: { Gather } } = parser.parse(text) as { Response: { Gather: { action: string; Say: unknown } } };
  return { words: JSON.stringify(Gather.Say), next: Gather.action.replace(PUBLIC, '') };
}

describe('the webhooks', () => {
  it('hold a whole call, and every answer is valid TwiML', async () => {
    const rung = await heard('/voice', {});
    expect(rung.words).toContain('Toets uw pincode.');
    const balance = await heard(rung.next, { Digits: PIN });
    expect(balance.words).toContain('12 euro 30');
    const payment = await heard(balance.next, { Digits: '1' });
    expect(payment.words).toContain('Uw laatste betaling was 20 euro');
    expect((await heard(payment.next, { SpeechResult: 'noodkrediet' })).words).toContain('noodkrediet vanzelf');
    line.away = true;
    expect((await heard(payment.next, { Digits: '1' })).words).toContain('Dit weten wij van dinsdag');
    const text = await post('/texts', { MessageSid: 'SM1', From: NUMBER, Body: 'saldo' });
    documents.push(text.text);
    expect(await twimlErrors(documents)).toEqual([]);
  }, 30_000);

  it('answer the fallback and a broken line with words, never with silence', async () => {
    const fallback = await post('/voice/fallback', { CallSid: 'CA1' });
    line.carryOut = () => { throw new Error('unforeseen'); };
    app.useLogger(false);
    const broken = await post('/voice', { CallSid: 'CA1', From: NUMBER });
    for (const { status, text } of [fallback, broken]) {
      expect(status).toBe(200);
      expect(text).toContain('Dat ligt aan ons.');
      expect(text).toContain('<Hangup/>');
    }
  });

  it('begin a call anew when the address carries none', async () => {
    expect((await heard('/voice/step?call=nothing', { Digits: '1' })).words).toContain('Toets uw pincode.');
  });

  it.each(['/voice', '/voice/step', '/voice/fallback', '/texts', '/voice/message?endpoint=e&notice=n', '/voice/message/step?endpoint=e&notice=n'])('%s is closed to forged, changed and unsigned requests', async (address) => {
    const fields = { CallSid: 'CA1', MessageSid: 'SM1', From: NUMBER, Body: 'saldo' };
    const signature = twilio.getExpectedTwilioSignature(TOKEN, `${PUBLIC}${address}`, fields);
    const forged = [
      await post(address, { ...fields, From: '+32470009999' }, signature),
      await post(`${address}${address.includes('?') ? '&' : '?'}extra=1`, fields, signature),
      await post(address, fields, twilio.getExpectedTwilioSignature('another token', `${PUBLIC}${address}`, fields)),
      await post(address, fields, ''),
      await request(app.getHttpServer()).post(address).set({ 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example',
        'x-twilio-signature': twilio.getExpectedTwilioSignature(TOKEN, `https://evil.example${address}`, fields) }).type('form').send(fields),
    ];
    expect(forged.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect(line.kinds()).toEqual([]);
    expect(line.heardMessages).toBe(0);
  });

  it('are alive while the API is away', async () => {
    line.away = true;
    expect((await request(app.getHttpServer()).get('/health/live')).body).toEqual({ status: 'ok' });
  });
});

describe('a call that we place', () => {
  const pickUp = '/voice/message?endpoint=e&notice=n';

  it('says who calls and what for, and only a key makes it heard', async () => {
    const first = await heard(pickUp, {});
    expect(first.words).toMatch(/Dit is een bericht over uw energie.*nog ongeveer 1 dag.*Druk 1/);
    const again = await heard(first.next, {});
    expect(again.words).toContain('nog ongeveer 1 dag');
    expect(line.heardMessages).toBe(0);
    const end = await post(again.next, { CallSid: 'CA1', From: NUMBER, Digits: '1' });
    expect(end.text).toMatch(/Dank u\..*<Hangup\/>/s);
    expect(line.heardMessages).toBe(1);
    expect(await twimlErrors([end.text])).toEqual([]);
  }, 30_000);

  it('ends unheard when nobody answers twice, as with a machine', async () => {
    const first = await heard(pickUp, {});
    const again = await heard(first.next, {});
    expect((await post(again.next, { CallSid: 'CA1', From: NUMBER })).text).toContain('<Hangup/>');
    expect(line.heardMessages).toBe(0);
  });

  it('says who helps when there is nothing to say, or nobody to ask', async () => {
    line.away = true;
    const { text } = await post(pickUp, { CallSid: 'CA1', From: NUMBER });
    expect(text).toMatch(/0800 00 000.*<Hangup\/>/s);
  });
});
