import { instant, SHIPPED_NOTICE_POLICY } from '@tegoed/prepayment-engine';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeApiKey, makeTenant, openTestDatabase, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { openTestApi, type TestApi } from '../../test-database/test-api.js';
import { postLetters } from './letters/index.js';
import { failuresOf, later, makeHome, makeNotice, standingOf } from './notices-arrange.spec.js';
import { NOTICE_SENDING } from './notices.module.js';
import { MailDouble, TwilioDouble } from './provider-doubles.spec.js';
import { sendDueNotices, type SendDependencies } from './send-notices.js';

/** Tuesday 24 November 2026, 10:00 in Brussels. */
const NOW = instant(Date.UTC(2026, 10, 24, 9));

const provider = new TwilioDouble();
const mails = new MailDouble();
let db: TestDatabase;
let api: TestApi;
let sending: SendDependencies;
let tenant: TestTenant;

beforeAll(async () => {
  db = await openTestDatabase({ TWILIO_API_URL: await provider.open(), SMTP_URL: await mails.open() });
  api = await openTestApi(db);
  sending = api.app.get<SendDependencies>(NOTICE_SENDING, { strict: false });
  tenant = await makeTenant(db.owner, { nowMs: NOW });
});
afterAll(async () => {
  await api?.close();
  await Promise.all([provider.close(), mails.close(), db?.close()]);
});

const server = () => api.app.getHttpServer();
const drain = (now = NOW) => sendDueNotices(sending, tenant.tenantId, now);

describe('letters', () => {
  it('are one file a day for the print shop, addressed, in the language of the person', async () => {
    const home = await makeHome(db, tenant.tenantId, { phone: false, mail: false });
    const noticeId = await makeNotice(db, tenant.tenantId, home, 'planned_limit', NOW, { isWarning: true });
    await drain();
    await postLetters(db.application, tenant.tenantId, later(NOW, 60_000), SHIPPED_NOTICE_POLICY);
    const batches = await api.get('/v1/letter-batches', tenant.apiKey);
    expect(batches.body.items).toMatchObject([{ letters: 1, returned: 0, madeAt: '2026-11-24T09:01:00.000Z' }]);
    const path = `/v1/letter-batches/${batches.body.items[0].id}/file`;
    const file = await request(server()).get(path).set('authorization', `Bearer ${tenant.apiKey}`).buffer(true).parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
    });
    const zip = (file.body as Buffer).toString('latin1');
    expect(file.headers['content-type']).toBe('application/zip');
    expect(zip).toMatch(/^PK\x03\x04/);
    expect(zip).toContain('letter;postcode;pages\r\n');
    expect(zip.match(/%PDF-/g)).toHaveLength(1);
    const letterId = /([0-9a-f-]{36});9240;1/.exec(zip)?.[1] ?? '';
    expect((await api.post(`/v1/letters/${letterId}/return`, tenant.apiKey, {})).status).toBe(204);
    expect((await api.post(`/v1/letters/${letterId}/return`, tenant.apiKey, {})).status).toBe(204);
    expect(await failuresOf(db, noticeId)).toEqual(['letter: returned']);
    const proof = await api.get(`/v1/notices/${noticeId}/proof`, tenant.apiKey);
    expect(proof.body.items.map(({ what }: { what: string }) => what)).toEqual(['posted', 'returned']);
  });

  it('are not for another tenant, nor for a key without the right', async () => {
    const other = await makeTenant(db.owner, { nowMs: NOW });
    const [batch] = (await api.get('/v1/letter-batches', tenant.apiKey)).body.items;
    expect((await api.get('/v1/letter-batches', other.apiKey)).body.items).toEqual([]);
    expect((await api.get(`/v1/letter-batches/${batch.id}/file`, other.apiKey)).status).toBe(404);
    expect((await api.get('/v1/letter-batches', await makeApiKey(db.owner, tenant.tenantId, ['read']))).status).toBe(403);
    expect((await api.post('/v1/letters/01a20a93-0706-7e8b-9831-4abc15ca8c51/return', tenant.apiKey, {})).status).toBe(404);
  });
});

describe('a mail', () => {
  const report = (to: string, action: string, status: string) => [
    `To: ${to}`, 'From: MAILER-DAEMON@mx.example', 'Subject: Undelivered', 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"', '',
    '--b', 'Content-Type: text/plain', '', 'It could not be delivered.', '', '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example', '',
    'Final-Recipient: rfc822; holder@example.be', `Action: ${action}`, `Status: ${status}`, '', '--b--', ''].join('\r\n');
  const handIn = (body: string) => request(server()).post('/v1/mail-bounces').set('authorization', `Bearer ${tenant.apiKey}`).type('message/rfc822').send(body);

  it('that comes back makes the next channel due, once; a delay or a report about nothing of ours does not', async () => {
    const home = await makeHome(db, tenant.tenantId, { phone: false });
    const noticeId = await makeNotice(db, tenant.tenantId, home, 'planned_off', NOW, { isWarning: true });
    await drain();
    const returnPath = `bounce+${noticeId}@tegoed.example`;
    await handIn(report(returnPath, 'delayed', '4.2.2')).expect(204);
    await handIn(report('somebody@else.example', 'failed', '5.1.1')).expect(204);
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'sent', channel: 'mail' });
    await handIn(report(returnPath, 'failed', '5.1.1')).expect(204);
    await handIn(report(returnPath, 'failed', '5.1.1')).expect(204);
    expect(await failuresOf(db, noticeId)).toEqual(['mail: dsn 5.1.1']);
    await drain(later(NOW, 60_000));
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'sent', channel: 'letter' });
  });

  it('that can be refused is refused with one click, and warnings go on', async () => {
    const home = await makeHome(db, tenant.tenantId, { phone: false });
    await makeNotice(db, tenant.tenantId, home, 'grant_received', NOW);
    await drain();
    const [mail] = mails.sentTo(home.mail);
    const list = mail?.headers.get('list') as unknown as { unsubscribe: { url: string } };
    expect(mail?.headerLines.map(({ line }) => line)).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    const path = list.unsubscribe.url.replace(/^https?:\/\/[^/]+/, '');
    expect((await request(server()).get(path)).status).toBe(404);
    await request(server()).post(path).type('form').send('List-Unsubscribe=One-Click').expect(204);
    const refused = await makeNotice(db, tenant.tenantId, home, 'grant_received', NOW);
    const warning = await makeNotice(db, tenant.tenantId, home, 'days_left_3', NOW, { isWarning: true });
    await drain(later(NOW, 60_000));
    expect([(await standingOf(db, refused)).state, (await standingOf(db, warning)).state]).toEqual(['withdrawn', 'sent']);
  });
});

describe('PUT /v1/notice-preferences/{accountId}', () => {
  it('keeps when somebody wants to be reminded, and refuses what is no amount', async () => {
    const home = await makeHome(db, tenant.tenantId);
    const path = `/v1/notice-preferences/${home.contract.publicId}`;
    const put = (body: object, key = tenant.apiKey) => request(server()).put(path).set('authorization', `Bearer ${key}`).send(body);
    expect((await put({ warnDaysLeft: 10, warnBelowEuro: '30.00' })).body).toEqual({ warnDaysLeft: 10, warnBelowEuro: '30.00' });
    expect((await put({ warnDaysLeft: null })).body).toEqual({ warnDaysLeft: null, warnBelowEuro: null });
    expect((await api.get(path, tenant.apiKey)).body).toEqual({ warnDaysLeft: null, warnBelowEuro: null });
    expect((await put({ warnBelowEuro: '0.00' })).status).toBe(422);
    expect((await put({ warnDaysLeft: 10 }, (await makeTenant(db.owner, { nowMs: NOW })).apiKey)).status).toBe(404);
  });
});
