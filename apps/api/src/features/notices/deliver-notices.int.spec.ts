import { randomUUID } from 'node:crypto';
import { instant, SHIPPED_NOTICE_POLICY, type Instant } from '@tegoed/prepayment-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SmtpMail } from '../../adapters/mail/index.js';
import { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { TwilioSms } from '../../adapters/twilio/index.js';
import { makeTenant, openTestDatabase, testPersonalData, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { postLetters, returnLetter } from './letters/index.js';
import { failuresOf, later, makeGasOf, makeHome, makeNotice, standingOf } from './notices-arrange.spec.js';
import { remindOwnThresholds } from './own-thresholds.js';
import type { OutgoingCall } from './ports.js';
import { MailDouble, TwilioDouble } from './provider-doubles.spec.js';
import { recordReceipt } from './record-receipt.js';
import { sendDueNotices, type SendDependencies } from './send-notices.js';
import { SpokenNoticesController } from './spoken-notices.controller.js';
import { warningsDeliveredTo } from './warnings-delivered.js';

/** Tuesday 24 November 2026, 10:00 in Brussels. */
const NOW = instant(Date.UTC(2026, 10, 24, 9));
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const twilio = new TwilioDouble();
const mails = new MailDouble();
const calls: OutgoingCall[] = [];
let db: TestDatabase;
let tenant: TestTenant;
let deps: SendDependencies;
let mailPort: SmtpMail;

beforeAll(async () => {
  db = await openTestDatabase();
  mailPort = new SmtpMail({ smtpUrl: await mails.open(), from: 'uw-energie@tegoed.example', timeoutMs: 2_000 });
  const place = (call: OutgoingCall) => Promise.resolve({ kind: 'accepted' as const, providerId: `CA${calls.push(call)}` });
  deps = {
    dataSource: db.application, mail: mailPort, people: testPersonalData, calls: { port: { place }, phoneLineUrl: 'http://127.0.0.1:3002' }, helpLine: '0800 00 000', topUpAddress: 'uw-energie.example',
    policy: SHIPPED_NOTICE_POLICY, apiUrl: 'http://127.0.0.1:3001', underWay: new Set(),
    sms: new TwilioSms({ apiUrl: await twilio.open(), accountSid: 'ACsandbox', authToken: 'sandbox', from: '+32460000000', timeoutMs: 2_000 }),
  };
});
afterAll(async () => {
  mailPort?.close();
  await Promise.all([twilio.close(), mails.close(), db?.close()]);
});

async function freshTenant(now: Instant = NOW): Promise<number> {
  tenant = await makeTenant(db.owner, { nowMs: now });
  return tenant.tenantId;
}

const drain = (now: Instant = NOW) => sendDueNotices(deps, tenant.tenantId, now);
const post = (now: Instant) => postLetters(db.application, tenant.tenantId, now, SHIPPED_NOTICE_POLICY);
const warnings = (accountId: number, since: Instant = NOW) => inTenant(db.application, tenant.tenantId, (tx) => warningsDeliveredTo(tx, accountId, since));
const receive = (providerId: string, status: string) =>
  recordReceipt(db.application, new WorldClock(db.application), tenant.tenantId, { endpointId: tenant.publicId, noticeId: null, providerId, status, errorCode: null });

describe('a message that nobody confirms', () => {
  it('goes by the next channel within half an hour, and a receipt that comes late still counts', async () => {
    const tenantId = await freshTenant();
    const home = await makeHome(db, tenantId);
    const noticeId = await makeNotice(db, tenantId, home, 'planned_limit', NOW, { isWarning: true });
    await drain();
    const due = await db.owner.query<{ at: number }[]>(`select due_at as at from due where tenant_id = $1 and kind = 'notices'`, [tenantId]);
    expect(due.map(({ at }) => at)).toContain(NOW + 30 * MINUTE);
    expect(await drain(later(NOW, 29 * MINUTE))).toMatchObject({ sent: 0 });
    expect(await drain(later(NOW, 30 * MINUTE))).toMatchObject({ sent: 1 });
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'sent', channel: 'mail' });
    expect(await failuresOf(db, noticeId)).toEqual(['sms: silent']);
    const sid = twilio.sentTo(home.phone)[0]?.sid ?? '';
    expect(await receive(sid, 'delivered')).toBe('delivered');
    expect(await receive(sid, 'delivered')).toBe('nothing');
    expect((await standingOf(db, noticeId)).state).toBe('delivered');
  });

  it('is asked for first: a receipt that was lost on the way is found', async () => {
    const tenantId = await freshTenant();
    const home = await makeHome(db, tenantId);
    const noticeId = await makeNotice(db, tenantId, home, 'days_left_3', NOW, { isWarning: true });
    await drain();
    for (const message of twilio.sentTo(home.phone)) message.status = 'delivered';
    await drain(later(NOW, 30 * MINUTE));
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'delivered', channel: 'sms' });
    expect(mails.sentTo(home.mail)).toEqual([]);
  });

  it('to a landline is a call, placed once more when nobody takes it, and then a mail', async () => {
    const tenantId = await freshTenant();
    const home = await makeHome(db, tenantId, { phone: 'landline' });
    const noticeId = await makeNotice(db, tenantId, home, 'planned_limit', NOW, { isWarning: true });
    await drain();
    const first = calls.findIndex(({ to }) => to === home.phone);
    expect(calls[first]?.wordsUrl).toBe(`http://127.0.0.1:3002/voice/message?endpoint=${tenant.publicId}&notice=${noticeId}`);
    expect((await standingOf(db, noticeId)).text).toMatch(/^Zonder oplading wordt uw stroom beperkt op .* U hebt dan 10 A\./);
    await receive(`CA${first + 1}`, 'no-answer');
    await drain(later(NOW, 14 * MINUTE));
    expect(calls.filter(({ to }) => to === home.phone)).toHaveLength(1);
    await drain(later(NOW, 16 * MINUTE));
    const second = calls.findLastIndex(({ to }) => to === home.phone);
    expect(second).toBeGreaterThan(first);
    // A machine took it: it ended, and no key was pressed.
    await receive(`CA${second + 1}`, 'completed');
    await drain(later(NOW, 17 * MINUTE));
    expect(await failuresOf(db, noticeId)).toEqual(['call: no-answer', 'call: completed']);
    expect(mails.sentTo(home.mail)).toHaveLength(1);
  });

  it('by telephone has arrived when the key is pressed, whatever is reported of the call after it', async () => {
    const tenantId = await freshTenant();
    const home = await makeHome(db, tenantId, { phone: 'landline', mail: false });
    const noticeId = await makeNotice(db, tenantId, home, 'planned_limit', NOW, { isWarning: true });
    await drain();
    const line = new SpokenNoticesController(db.application, new WorldClock(db.application));
    expect(await line.read(tenant.publicId, noticeId)).toMatchObject({ language: 'nl', text: expect.stringContaining('Zonder oplading') });
    await line.heard(tenant.publicId, noticeId);
    await line.heard(tenant.publicId, noticeId);
    await receive(`CA${calls.findIndex(({ to }) => to === home.phone) + 1}`, 'completed');
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'delivered', channel: 'call' });
    expect(await warnings(home.contract.accountId)).toMatchObject({ count: 1 });
    await expect(line.read(randomUUID(), noticeId)).rejects.toMatchObject({ status: 404 });
  });

  it('does not ring again in the quiet hours', async () => {
    const evening = instant(Date.UTC(2026, 10, 24, 19, 50));
    const tenantId = await freshTenant(evening);
    const home = await makeHome(db, tenantId, { phone: 'landline', mail: false });
    const noticeId = await makeNotice(db, tenantId, home, 'planned_limit', evening, { isWarning: true });
    await drain(evening);
    await receive(`CA${calls.findIndex(({ to }) => to === home.phone) + 1}`, 'busy');
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'due', channel: 'call', send_after: Date.UTC(2026, 10, 25, 7) });
  });
});

describe('a letter', () => {
  it('is posted with the batch of the day, counts after the days of the policy, and not when it comes back', async () => {
    const tenantId = await freshTenant();
    const home = await makeHome(db, tenantId, { phone: false, mail: false });
    const noticeId = await makeNotice(db, tenantId, home, 'planned_limit', NOW, { isWarning: true });
    await drain();
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'sent', channel: 'letter', sent_at: null });
    const morning = later(NOW, DAY);
    expect([await post(morning), await post(morning)]).toEqual([1, 0]);
    expect(await warnings(home.contract.accountId)).toMatchObject({ count: 0 });
    const arrived = instant(Date.UTC(2026, 10, 30, 11));
    await drain(later(arrived, -1));
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'sent', sent_at: morning });
    await drain(arrived);
    expect(await warnings(home.contract.accountId)).toEqual({ count: 1, lastDeliveredAt: arrived });
    const [{ letter_id }] = await db.owner.query<[{ letter_id: string }]>('select letter_id from letter where notice_id = $1', [noticeId]);
    expect(await inTenant(db.application, tenantId, (tx) => returnLetter(tx, letter_id, arrived))).toBe(true);
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'failed' });
    expect(await warnings(home.contract.accountId)).toMatchObject({ count: 0 });
  });
});

describe('one home', () => {
  const sooner = { runsOutOn: '2026-11-25', daysLeft: 1 };

  it('gets one warning for electricity and gas, and both count as warned', async () => {
    const tenantId = await freshTenant();
    const home = await makeHome(db, tenantId);
    const gas = await makeGasOf(db, tenantId, home);
    const ids = [
      await makeNotice(db, tenantId, home, 'days_left_3', NOW, { isWarning: true }),
      await makeNotice(db, tenantId, home, 'days_left_1', NOW, { isWarning: true, of: gas, facts: sooner }),
    ];
    await drain();
    const sent = twilio.sentTo(home.phone);
    expect(sent.map(({ body }) => body)).toEqual([
      'Gas: nog 1 dag (wo 25/11), 8,40 euro. Stroom: nog 3 dagen (vr 27/11), 8,40 euro. Gemeten tot ma 23/11. Laad op. Bel gratis 0800 00 000.',
    ]);
    await receive(sent[0]?.sid ?? '', 'delivered');
    for (const id of ids) expect(await standingOf(db, id)).toMatchObject({ state: 'delivered', channel: 'sms', text: sent[0]?.body });
    for (const { accountId } of [home.contract, gas]) expect(await warnings(accountId, instant(0))).toMatchObject({ count: 1 });
  });

  it('gets both by the next channel when the first one fails', async () => {
    const tenantId = await freshTenant();
    const home = await makeHome(db, tenantId);
    const gas = await makeGasOf(db, tenantId, home);
    twilio.answerTo(home.phone, { status: 400, code: 21614 });
    await makeNotice(db, tenantId, home, 'days_left_3', NOW, { isWarning: true });
    const second = await makeNotice(db, tenantId, home, 'days_left_1', NOW, { isWarning: true, of: gas, facts: sooner });
    await drain();
    const [mail, ...more] = mails.sentTo(home.mail);
    expect(more).toEqual([]);
    expect(mail?.text).toMatch(/gas: u hebt nog ongeveer 1 dag[^]*stroom: u hebt nog ongeveer 3 dagen[^]*Mededeling voor gas[^]*Mededeling voor stroom/);
    expect(await standingOf(db, second)).toMatchObject({ state: 'sent', channel: 'mail' });
  });

  it('gets one reminder a day; the next one waits for the morning and counts its days anew', async () => {
    const tenantId = await freshTenant();
    const home = await makeHome(db, tenantId);
    await makeNotice(db, tenantId, home, 'days_left_3', NOW, { isWarning: true });
    await drain();
    await receive(twilio.sentTo(home.phone)[0]?.sid ?? '', 'delivered');
    const gas = await makeGasOf(db, tenantId, home);
    const second = await makeNotice(db, tenantId, home, 'days_left_7', later(NOW, MINUTE), { isWarning: true, of: gas, facts: { runsOutOn: '2026-12-01', daysLeft: 7 } });
    await drain(later(NOW, MINUTE));
    expect(await standingOf(db, second)).toMatchObject({ state: 'due', send_after: Date.UTC(2026, 10, 25, 7) });
    await drain(instant(Date.UTC(2026, 10, 25, 7)));
    expect((await standingOf(db, second)).text).toContain('nog ongeveer 6 dagen (tot di 01/12)');
  });

  it('is not warned of what was paid before the warning went', async () => {
    const tenantId = await freshTenant();
    const home = await makeHome(db, tenantId);
    const noticeId = await makeNotice(db, tenantId, home, 'days_left_3', NOW, { isWarning: true });
    await inTenant(db.application, tenantId, (tx) => tx.query(
      `insert into journal (account_id, tenant_id, entry_no, debit, credit, amount_micro_euro, kind, cause_kind, cause_id, occurred_at, recorded_at, wall_at)
       values ($2, $1, 1, 'bank', 'credit', 5000000, 'top_up', 'test', '1', $3, $3, $3)`, [tenantId, home.contract.accountId, new Date(NOW + 1).toISOString()]));
    expect(await drain(later(NOW, 2))).toMatchObject({ sent: 0 });
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'withdrawn' });
  });
});

describe('an own threshold', () => {
  it('is looked at each morning, reminds once, and again after a better time', async () => {
    const tenantId = await freshTenant();
    const home = await makeHome(db, tenantId);
    const { accountId } = home.contract;
    const credit = (microEuro: number) => db.owner.query(
      `update account_state set credit_micro_euro = $2, mean_daily_charge_micro_euro = 2000000, last_day = '2026-11-23', last_read_day = '2026-11-23' where account_id = $1`, [accountId, microEuro]);
    const morning = async (day: number) => {
      const now = instant(Date.UTC(2026, 10, day, 7));
      await remindOwnThresholds(db.application, new AccountTermsReader(db.application), tenantId, now);
      await drain(now);
      return twilio.sentTo(home.phone).length;
    };
    await inTenant(db.application, tenantId, (tx) => tx.query('insert into notice_preference (account_id, tenant_id, warn_days_left) values ($1, $2, 12)', [accountId, tenantId]));
    await credit(20_000_000);
    expect([await morning(24), await morning(25)]).toEqual([1, 1]);
    expect(twilio.sentTo(home.phone)[0]?.body).toMatch(/^Uw stroom: nog ongeveer 9 dagen \(tot do 03\/12\), 20,00 euro\. Gemeten tot ma 23\/11\./);
    await credit(90_000_000);
    await morning(26);
    await credit(20_000_000);
    expect(await morning(27)).toBe(2);
  });
});
