import 'reflect-metadata';
import { APP_GUARD } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { instant } from '@tegoed/prepayment-engine';
import request from 'supertest';
import twilio from 'twilio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { AuthGuard } from '../../http/auth-guard.js';
import { ProblemFilter } from '../../http/problem-filter.js';
import { requestValidation } from '../../http/validation.js';
import { PlatformModule } from '../../platform.module.js';
import { makeApiKey, makeTenant, openTestDatabase, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { claimNotices } from './claim-notices.js';
import { NOTICE_SENDING, NoticesModule } from './notices.module.js';
import { failuresOf, later, makeHome, makeNotice, standingOf, type ReachableHome } from './notices-arrange.spec.js';
import { MailDouble, TwilioDouble } from './provider-doubles.spec.js';
import { sendDueNotices, type SendDependencies } from './send-notices.js';
import { warningsDeliveredTo } from './warnings-delivered.js';

/** Tuesday 24 November 2026, 10:00 in Brussels. */
const NOW = instant(Date.UTC(2026, 10, 24, 9));
const API_URL = 'https://api.tegoed.example';
const TOKEN = 'sandbox';

const provider = new TwilioDouble();
const mails = new MailDouble();
let db: TestDatabase;
let app: NestExpressApplication;
let sending: SendDependencies;
let tenant: TestTenant;
let home: ReachableHome;

beforeAll(async () => {
  db = await openTestDatabase({ API_URL, TWILIO_API_URL: await provider.open(), SMTP_URL: await mails.open() });
  const module = await Test.createTestingModule({
    imports: [PlatformModule.forRoot(db.env), NoticesModule],
    providers: [{ provide: APP_GUARD, useClass: AuthGuard }],
  }).compile();
  app = module.createNestApplication<NestExpressApplication>({ rawBody: true });
  app.useGlobalPipes(requestValidation());
  app.useGlobalFilters(new ProblemFilter());
  await app.init();
  sending = app.get<SendDependencies>(NOTICE_SENDING);
  tenant = await makeTenant(db.owner, { nowMs: NOW });
  home = await makeHome(db, tenant.tenantId);
});
afterAll(async () => {
  await app?.close();
  await Promise.all([provider.close(), mails.close(), db?.close()]);
});

/** Calls the address that was given to the provider, signed as the provider does unless told otherwise. */
function callBack(statusCallback: string, fields: Record<string, string>, token = TOKEN): request.Test {
  const signature = twilio.getExpectedTwilioSignature(token, statusCallback, fields);
  return request(app.getHttpServer())
    .post(statusCallback.slice(API_URL.length))
    .set('X-Twilio-Signature', signature)
    .type('form')
    .send(fields);
}

async function sendWarning(): Promise<{ noticeId: string; sid: string; statusCallback: string }> {
  const noticeId = await makeNotice(db, tenant.tenantId, home, 'planned_limit', NOW, { isWarning: true });
  await sendDueNotices(sending, tenant.tenantId, NOW);
  const message = provider.sentTo(home.phone).at(-1);
  if (message === undefined) throw new Error('nothing was sent');
  return { noticeId, sid: message.sid, statusCallback: message.statusCallback };
}

const receipt = (sid: string, status: string, more: Record<string, string> = {}) => ({
  MessageSid: sid, SmsSid: sid, MessageStatus: status, AccountSid: 'ACsandbox', From: '+32460000000', To: home.phone, ...more,
});

describe('POST /webhooks/twilio/{endpointId}', () => {
  it('moves a notice forward only, whatever comes twice or late, and makes the warning count', async () => {
    const { noticeId, sid, statusCallback } = await sendWarning();
    for (const status of ['sent', 'delivered', 'queued', 'sent', 'delivered', 'undelivered']) {
      await callBack(statusCallback, receipt(sid, status)).expect(204);
    }
    const standing = await standingOf(db, noticeId);
    expect(standing).toMatchObject({ state: 'delivered', channel: 'sms', provider_id: sid });
    const warnings = await inTenant(db.application, tenant.tenantId, (tx) => warningsDeliveredTo(tx, home.contract.accountId, NOW));
    expect(warnings).toEqual({ count: 1, lastDeliveredAt: standing.delivered_at });
  });

  it('makes the mail go when the SMS is lost', async () => {
    const { noticeId, sid, statusCallback } = await sendWarning();
    await callBack(statusCallback, receipt(sid, 'undelivered', { ErrorCode: '30005' })).expect(204);
    await callBack(statusCallback, receipt(sid, 'undelivered', { ErrorCode: '30005' })).expect(204);
    expect(await failuresOf(db, noticeId)).toEqual(['sms: undelivered 30005']);
    expect(await sendDueNotices(sending, tenant.tenantId, later(NOW, 60_000))).toEqual({ sent: 1, failed: 0, remaining: 0 });
    expect(mails.sentTo(home.mail)).toHaveLength(1);
    // A receipt of the lost SMS that is later still does not touch the mail.
    await callBack(statusCallback, receipt(sid, 'delivered')).expect(204);
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'sent', channel: 'mail' });
  });

  it('knows a message whose id is not written yet by the notice that its address names', async () => {
    const noticeId = await makeNotice(db, tenant.tenantId, home, 'on', NOW);
    await inTenant(db.application, tenant.tenantId, (tx) => claimNotices(tx, NOW, { ...sending, canCall: false }));
    const statusCallback = `${API_URL}/webhooks/twilio/${tenant.publicId}?notice=${noticeId}`;
    await callBack(statusCallback, receipt('SMearly', 'delivered')).expect(204);
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'delivered', provider_id: 'SMearly' });
  });

  it('refuses a forged one, and one that is signed for another address', async () => {
    const { noticeId, sid, statusCallback } = await sendWarning();
    const forged = await callBack(statusCallback, receipt(sid, 'delivered'), 'another token').expect(403);
    expect(forged.body).toMatchObject({ status: 403, code: 'forbidden' });
    const signature = twilio.getExpectedTwilioSignature(TOKEN, statusCallback.replace('https:', 'http:'), receipt(sid, 'delivered'));
    await request(app.getHttpServer()).post(statusCallback.slice(API_URL.length)).set('X-Twilio-Signature', signature).type('form').send(receipt(sid, 'delivered')).expect(403);
    await request(app.getHttpServer()).post(`/webhooks/twilio/${tenant.publicId}`).type('form').send(receipt(sid, 'delivered')).expect(403);
    expect((await standingOf(db, noticeId)).state).toBe('sent');
  });

  it('takes one it has no notice for, and stores it nowhere', async () => {
    const { noticeId, sid, statusCallback } = await sendWarning();
    const stranger = await makeTenant(db.owner, { nowMs: NOW });
    await callBack(statusCallback, receipt('SMunknown', 'delivered')).expect(204);
    await callBack(`${API_URL}/webhooks/twilio/${stranger.publicId}?notice=${noticeId}`, receipt(sid, 'delivered')).expect(204);
    await callBack(`${API_URL}/webhooks/twilio/nobody`, receipt(sid, 'delivered')).expect(204);
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'sent', provider_id: sid });
  });
});

describe('GET /v1/notices', () => {
  const list = (key: string, query: string) => request(app.getHttpServer()).get(`/v1/notices${query}`).set('Authorization', `Bearer ${key}`);

  it('pages through the notices of the tenant, newest first, and filters by state and account', async () => {
    const own = await makeTenant(db.owner, { nowMs: NOW });
    const [first, second] = [await makeHome(db, own.tenantId), await makeHome(db, own.tenantId, { phone: false, mail: false })];
    const ids = [
      await makeNotice(db, own.tenantId, first, 'on', NOW),
      await makeNotice(db, own.tenantId, second, 'tripped', NOW),
      await makeNotice(db, own.tenantId, first, 'ready', later(NOW, 1)),
    ];
    await sendDueNotices(sending, own.tenantId, NOW);
    const page = await list(own.apiKey, '?limit=2').expect(200);
    expect(page.body.items.map(({ id }: { id: string }) => id)).toEqual([ids[2], ids[1]]);
    const next = await list(own.apiKey, `?limit=2&cursor=${page.body.nextCursor}`).expect(200);
    expect(next.body).toMatchObject({ items: [{ id: ids[0], state: 'sent', channel: 'sms', language: 'nl', accountId: first.contract.publicId }], nextCursor: null });
    expect(next.body.items[0].to).not.toContain(first.phone);
    const failed = await list(own.apiKey, `?state=failed&accountId=${second.contract.publicId}`).expect(200);
    expect(failed.body.items).toMatchObject([{ id: ids[1], channel: 'letter', to: null }]);
  });

  it('shows nothing of another tenant, and nothing to a key without the right', async () => {
    const other = await makeTenant(db.owner, { nowMs: NOW });
    expect((await list(other.apiKey, '').expect(200)).body).toEqual({ items: [], nextCursor: null });
    await list(await makeApiKey(db.owner, other.tenantId, ['payments']), '').expect(403);
    await list(other.apiKey, '?state=lost').expect(422);
  });
});
