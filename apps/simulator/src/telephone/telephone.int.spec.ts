import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, expect, it } from 'vitest';

import { start, type Started } from '../fake/started.spec.js';
import { signature } from '../sinks/twilio-signature.js';
import { readMessage, readTwiml } from './twiml.js';

let started: Started;
let line: Server;
afterEach(() => {
  started?.close();
  line?.close();
});

interface Heard { url: string; form: Record<string, string>; signed: string }

/** A phone line that answers each webhook with the next document. */
async function phoneLine(documents: string[]): Promise<{ url: string; heard: Heard[] }> {
  const heard: Heard[] = [];
  line = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part)).on('end', () => {
      heard.push({ url: request.url ?? '', form: Object.fromEntries(new URLSearchParams(body)), signed: String(request.headers['x-twilio-signature']) });
      response.end(documents.shift());
    });
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  return { url: `http://127.0.0.1:${String((line.address() as AddressInfo).port)}`, heard };
}

const gather = (url: string, words: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Response><Gather action="${url}/voice/step?call=abc" numDigits="6"><Say language="nl-BE">${words}</Say></Gather></Response>`;

it('reads TwiML in its order, and a document without an end hangs up', () => {
  expect(readTwiml('<Response><Say language="fr-BE">Un &amp; deux.</Say><Say language="de-DE">Zwei.</Say><Dial>+3292000000</Dial></Response>')).toEqual({
    spoken: [{ language: 'fr-BE', text: 'Un & deux.' }, { language: 'de-DE', text: 'Zwei.' }], then: { kind: 'dial', number: '+3292000000' },
  });
  expect(readTwiml('<Response><Say language="nl-BE">Tot ziens.</Say></Response>')?.then).toEqual({ kind: 'hang_up' });
  expect(readTwiml('<html/>')).toBeNull();
  expect(readMessage('<Response><Message>nog 3 dagen</Message></Response>')).toBe('nog 3 dagen');
  expect(readMessage('<Response/>')).toBeNull();
});

it('calls the phone line as Twilio does: signed, each answer to the address it was given', async () => {
  const documents: string[] = [];
  const { url, heard } = await phoneLine(documents);
  documents.push(gather(url, 'Toets uw pincode.'), gather(url, 'Uw stroom staat aan.'), '<Response><Say language="nl-BE">Tot ziens.</Say><Hangup/></Response>');
  started = await start({ phoneLineUrl: url });
  const rung = await started.post('/control/calls', { from: '+32470001001' });
  expect(rung).toMatchObject({ status: 201, next: 'gather', lines: [{ by: 'line', language: 'nl-BE', text: 'Toets uw pincode.' }] });
  await started.post(`/control/calls/${String(rung['sid'])}/answers`, { keys: '4711' });
  const over = await started.post(`/control/calls/${String(rung['sid'])}/answers`, { silence: true });
  expect(over).toMatchObject({ next: 'hang_up' });
  expect((over['lines'] as { text: string }[]).map(({ text }) => text)).toEqual(['Toets uw pincode.', '4711', 'Uw stroom staat aan.', '...', 'Tot ziens.']);
  expect(heard.map(({ url: path, form }) => [path, form['Digits'], form['From']])).toEqual([
    ['/voice', undefined, '+32470001001'], ['/voice/step?call=abc', '4711', '+32470001001'], ['/voice/step?call=abc', '', '+32470001001']]);
  for (const { url: path, form, signed } of heard) expect(signed).toBe(signature('token', `${url}${path}`, form));
  expect(await started.post(`/control/calls/${String(rung['sid'])}/answers`, { keys: '1' })).toMatchObject({ status: 409, code: 'call_over' });
});

it('has a telephone page without a script of others: calls with keys, texts in both directions, letters', async () => {
  const documents: string[] = [];
  const { url } = await phoneLine(documents);
  documents.push(gather(url, 'Toets <uw> pincode.'), gather(url, 'Goed.'), '<Response><Message>Stroom: aan.</Message></Response>');
  started = await start({ phoneLineUrl: url });
  await started.step('w', '2026-11-02T10:00:00Z');
  const press = async (path: string, form: Record<string, string>): Promise<string> => {
    const answer = await fetch(`${started.url}${path}`, { method: 'POST', body: new URLSearchParams({ home: 'w-e-1', ...form }), redirect: 'manual' });
    expect(answer.status).toBe(303);
    return `${started.url}${answer.headers.get('location') ?? ''}`;
  };
  const rung = await press('/do/call', { deed: 'ring' });
  const page = await fetch(rung);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(await page.text()).toContain('Toets');
  const pressed = await press('/do/call', { call: new URL(rung).searchParams.get('call') ?? '', deed: 'digits', digits: '4711#' });
  expect(await (await fetch(pressed)).text()).toMatch(/4711<\/li>[\s\S]*Goed\./);
  const texted = await (await fetch(await press('/do/text', { word: 'SALDO' }))).text();
  expect(texted).toContain('<li class="own">SALDO');
  expect(texted).toContain('<li>Stroom: aan.');
  expect(started.world('w').messages.map(({ text }) => text)).toEqual(['SALDO', 'Stroom: aan.']);
});

it('says so when the phone line does not answer', async () => {
  started = await start();
  await started.step('w', '2026-11-02T10:00:00Z');
  expect(await started.post('/control/calls', { from: null })).toMatchObject({ next: 'no_answer', lines: [] });
  expect(await started.post('/control/texts', { home: 'w-e-1', text: 'SALDO' })).toMatchObject({ reply: null });
});

it('rings for a call of the platform, says its words to who picks up, and reports how it ended', async () => {
  const documents: string[] = [];
  const { url, heard } = await phoneLine(documents);
  documents.push(gather(url, 'Een bericht.'), '<Response><Say language="nl-BE">Dank u.</Say><Hangup/></Response>', '');
  started = await start({ phoneLineUrl: url });
  await started.step('w', '2026-11-02T10:00:00Z');
  const place = (to: string) => fetch(`${started.url}/2010-04-01/Accounts/ACtest/Calls.json`, {
    method: 'POST', headers: { authorization: `Basic ${Buffer.from('ACtest:token').toString('base64')}` },
    body: new URLSearchParams({ To: to, From: '+32460000000', Url: `${url}/voice/message?notice=n`, StatusCallback: `${url}/webhooks/twilio/e?notice=n` }),
  });
  const number = started.world('w').homes.find(({ accountId }) => accountId === 'w-e-1')?.customer.phone ?? '';
  expect((await place(number)).status).toBe(201);
  const picked = await started.post('/control/homes/w-e-1/pick-up', {}) as { sid: string };
  expect(picked).toMatchObject({ next: 'gather', lines: [{ text: 'Een bericht.' }] });
  expect(await started.post(`/control/calls/${picked.sid}/answers`, { keys: '1' })).toMatchObject({ next: 'hang_up' });
  expect(heard.map(({ url: address, form }) => [address, form['CallStatus'], form['Digits']])).toEqual([
    ['/voice/message?notice=n', 'in-progress', undefined], ['/voice/step?call=abc', 'in-progress', '1'], ['/webhooks/twilio/e?notice=n', 'completed', undefined],
  ]);
  await place(number);
  await started.step('w', '2026-11-02T10:21:00Z');
  expect(heard.at(-1)?.form['CallStatus']).toBe('no-answer');
});
