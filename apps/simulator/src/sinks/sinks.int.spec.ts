import { existsSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { createTransport } from 'nodemailer';
import { afterEach, expect, it } from 'vitest';

import { start, type Started } from '../fake/started.spec.js';
import { mailSink } from './mail.js';
import { signature } from './twilio-signature.js';

const SHARED = process.env['TEGOED_SHARED'] ?? join(dirname(fileURLToPath(import.meta.url)), '../../../../../shared');
const VECTORS = join(SHARED, 'data/twilio/signature-vectors.json');
const PHONE = '+32470001001';

let started: Started;
afterEach(() => { started.close(); });

async function sendSms(form: Record<string, string>, password = 'token'): Promise<{ status: number; sid: string }> {
  const response = await fetch(`${started.url}/2010-04-01/Accounts/ACtest/Messages.json`, {
    method: 'POST', body: new URLSearchParams(form), headers: { authorization: `Basic ${Buffer.from(`ACtest:${password}`).toString('base64')}` },
  });
  const { sid } = await response.json() as { sid: string };
  return { status: response.status, sid };
}

it('takes an SMS, shows it on the telephone, and calls back queued, sent, delivered with a signature', async () => {
  started = await start();
  await started.step('w', '2026-11-02T10:00:00Z');
  const callback = `${started.apiUrl}/webhooks/twilio/one?notice=5`;
  const { status, sid } = await sendSms({ To: PHONE, From: '+32460000001', Body: 'U hebt nog 3 dagen.', StatusCallback: callback });
  expect(status).toBe(201);
  for (let second = 0; second < 3; second += 1) await started.wait(1);
  const callbacks = started.api.posts('/webhooks/twilio').map(({ body, headers }) => ({ form: Object.fromEntries(new URLSearchParams(body)), signed: headers['x-twilio-signature'] }));
  expect(callbacks.map(({ form }) => form['MessageStatus'])).toEqual(['queued', 'sent', 'delivered']);
  for (const { form, signed } of callbacks) expect(signed).toBe(signature('token', callback, form));
  const inbox = await (await fetch(`${started.url}/control/messages?to=${encodeURIComponent(PHONE)}`)).json() as { items: unknown[] };
  expect(inbox.items).toMatchObject([{ id: sid, channel: 'sms', status: 'delivered', text: 'U hebt nog 3 dagen.' }]);
  const listed = await fetch(`${started.url}/2010-04-01/Accounts/ACtest/Messages.json?To=${encodeURIComponent(PHONE)}`, { headers: { authorization: `Basic ${Buffer.from('ACtest:token').toString('base64')}` } });
  expect(await listed.json()).toMatchObject({ messages: [{ sid, status: 'delivered' }] });
});

it('refuses a wrong password and a message without text', async () => {
  started = await start();
  expect((await sendSms({ To: PHONE, Body: 'x' }, 'wrong')).status).toBe(401);
  expect((await sendSms({ To: PHONE })).status).toBe(400);
});

it('cannot deliver to a telephone that is switched off, and keeps inboxes bounded', async () => {
  started = await start();
  await started.step('w', '2026-11-02T10:00:00Z');
  await sendSms({ To: '+32470000000', Body: 'x', StatusCallback: `${started.apiUrl}/webhooks/twilio/one` });
  for (let second = 0; second < 3; second += 1) await started.wait(1);
  expect(started.api.posts('/webhooks/twilio').at(-1)?.body).toContain('undelivered');
  for (let number = 0; number < 130; number += 1) await sendSms({ To: PHONE, Body: `bericht ${String(number)}` });
  expect(started.world('w').messages).toHaveLength(100);
  expect(started.world('w').messages.at(-1)?.text).toBe('bericht 129');
});

it('takes mail over SMTP and puts it in the mailbox of the home', async () => {
  started = await start();
  await started.step('w', '2026-11-02T10:00:00Z');
  const server = mailSink(started.outside);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const transport = createTransport({ host: '127.0.0.1', port: (server.server.address() as AddressInfo).port, secure: false, ignoreTLS: true });
  await transport.sendMail({ from: 'Uw energie <energie@voorbeeld.example>', to: 'huis1@voorbeeld.example', subject: 'Uw energie', text: 'Nog 3 dagen, tot donderdag.' });
  server.close();
  expect(started.world('w').messages).toMatchObject([{ channel: 'mail', to: 'huis1@voorbeeld.example', subject: 'Uw energie', text: 'Nog 3 dagen, tot donderdag.\n' }]);
});

it.skipIf(!existsSync(VECTORS))('signs as the official vectors do (skipped without ../shared/data)', async () => {
  started = await start();
  const vectors = JSON.parse(readFileSync(VECTORS, 'utf8')) as { token: string; url: string; params?: Record<string, string>; signature: string; valid: boolean }[];
  const forms = vectors.filter(({ params, valid }) => valid && params !== undefined && Object.keys(params).length > 0);
  expect(forms.length).toBeGreaterThan(1);
  for (const { token, url, params, signature: expected } of forms) expect(signature(token, url, params ?? {})).toBe(expected);
});
