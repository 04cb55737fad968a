import { instant, SHIPPED_NOTICE_POLICY, type Instant } from '@tegoed/prepayment-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SmtpMail } from '../../adapters/mail/index.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { TwilioSms } from '../../adapters/twilio/index.js';
import { makeTenant, openTestDatabase, testPersonalData, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { claimNotices } from './claim-notices.js';
import { failuresOf, later, makeHome, makeNotice, standingOf } from './notices-arrange.spec.js';
import { MailDouble, TwilioDouble } from './provider-doubles.spec.js';
import type { SendOutcome, SmsPort } from './ports.js';
import { sendDueNotices, type SendDependencies } from './send-notices.js';
import { warningsDeliveredTo } from './warnings-delivered.js';

/** Tuesday 24 November 2026, 10:00 in Brussels. */
const NOW = instant(Date.UTC(2026, 10, 24, 9));
const MINUTE = 60_000;
const AFTER_LEASE = later(NOW, 2 * MINUTE + 1);

const twilio = new TwilioDouble();
const mails = new MailDouble();
let db: TestDatabase;
let tenant: TestTenant;
let deps: SendDependencies;
let mailPort: SmtpMail;

beforeAll(async () => {
  db = await openTestDatabase();
  mailPort = new SmtpMail({ smtpUrl: await mails.open(), from: 'uw-energie@tegoed.example', timeoutMs: 2_000 });
  const sms = new TwilioSms({ apiUrl: await twilio.open(), accountSid: 'ACsandbox', authToken: 'sandbox', from: '+32460000000', timeoutMs: 500 });
  deps = {
    dataSource: db.application, sms, mail: mailPort, people: testPersonalData, calls: null, helpLine: '0800 00 000', topUpAddress: 'uw-energie.example', policy: SHIPPED_NOTICE_POLICY,
    apiUrl: 'http://127.0.0.1:3001', underWay: new Set(),
  };
});
afterAll(async () => {
  mailPort?.close();
  await Promise.all([twilio.close(), mails.close(), db?.close()]);
});

// Each test has a tenant of its own, so that it counts its own notices only.
async function freshTenant(): Promise<TestTenant> {
  tenant = await makeTenant(db.owner, { nowMs: NOW });
  return tenant;
}

const drain = (now: Instant = NOW) => sendDueNotices(deps, tenant.tenantId, now);

/** A provider that refuses the number, but only when it is told to answer. */
function slowSms(): { sms: SmsPort; answer: () => void } {
  let answer = (): void => undefined;
  const refused = new Promise<SendOutcome>((resolve) => {
    answer = () => resolve({ kind: 'refused', why: 'late' });
  });
  return { sms: { send: () => refused, takenSince: (...asked) => deps.sms.takenSince(...asked) }, answer };
}

async function untilSending(noticeId: string): Promise<void> {
  while ((await standingOf(db, noticeId)).state !== 'sending') await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('a due notice', () => {
  it('goes as an SMS from our number, with the address for its receipts', async () => {
    const { tenantId, publicId } = await freshTenant();
    const home = await makeHome(db, tenantId);
    const noticeId = await makeNotice(db, tenantId, home, 'days_left_3', NOW, { isWarning: true });
    expect(await drain()).toEqual({ sent: 1, failed: 0, remaining: 0 });
    const [message] = twilio.sentTo(home.phone);
    expect(message).toMatchObject({
      from: '+32460000000',
      body: 'Uw stroom: nog ongeveer 3 dagen (tot vr 27/11), 8,40 euro. Gemeten tot ma 23/11. Laad op. Hulp: bel gratis 0800 00 000.',
      statusCallback: `http://127.0.0.1:3001/webhooks/twilio/${publicId}?notice=${noticeId}`,
      authorization: `Basic ${Buffer.from('ACsandbox:sandbox').toString('base64')}`,
    });
    expect(await standingOf(db, noticeId)).toMatchObject({
      state: 'sent', channel: 'sms', attempts: 1, provider_id: message?.sid, sent_at: NOW, text: message?.body, recipient: expect.stringContaining('***'),
    });
    expect(await drain(later(NOW, MINUTE))).toEqual({ sent: 0, failed: 0, remaining: 0 });
  });

  it('goes as a mail with a text of its own to a person without a mobile number, and only optional mail can be refused', async () => {
    const { tenantId } = await freshTenant();
    const home = await makeHome(db, tenantId, { phone: false });
    const warning = await makeNotice(db, tenantId, home, 'planned_limit', NOW, { isWarning: true });
    await makeNotice(db, tenantId, home, 'grant_received', NOW);
    expect(await drain()).toMatchObject({ sent: 2 });
    const sent = mails.sentTo(home.mail);
    expect(sent.map(({ headers }) => headers.has('list')).toSorted()).toEqual([false, true]);
    const mail = sent.find(({ headers }) => !headers.has('list'));
    expect(mail).toMatchObject({ subject: 'Bericht over uw energie', messageId: `<${warning}@tegoed.example>` });
    expect(mail?.text).toContain('2300 watt');
    expect(mail?.html).toContain('2300 watt');
    expect(await standingOf(db, warning)).toMatchObject({ state: 'sent', channel: 'mail', provider_id: mail?.messageId, text: mail?.text });
  });

  it('stays where it is while its run is not released, is in quarantine, or is not due yet', async () => {
    const { tenantId } = await freshTenant();
    const home = await makeHome(db, tenantId);
    await makeNotice(db, tenantId, home, 'days_left_1', NOW, { released: false });
    await makeNotice(db, tenantId, home, 'days_left_1', NOW, { state: 'quarantined' });
    await makeNotice(db, tenantId, home, 'days_left_1', later(NOW, 1));
    expect(await drain()).toEqual({ sent: 0, failed: 0, remaining: 0 });
    expect(twilio.sentTo(home.phone)).toEqual([]);
  });

  it('of somebody without phone and mail fails onto the work list when a letter would be too late, with words to read out', async () => {
    const { tenantId } = await freshTenant();
    const home = await makeHome(db, tenantId, { phone: false, mail: false });
    const noticeId = await makeNotice(db, tenantId, home, 'ready', NOW);
    expect(await drain()).toEqual({ sent: 0, failed: 1, remaining: 0 });
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'failed', channel: 'letter', text: expect.stringContaining('klaar') });
    expect(await failuresOf(db, noticeId)).toEqual(['letter: no_channel']);
  });
});

describe('two workers', () => {
  it('that drain at once send each notice once', async () => {
    const { tenantId } = await freshTenant();
    const homes = await Promise.all(Array.from({ length: 5 }, () => makeHome(db, tenantId)));
    for (const home of homes) for (let n = 0; n < 50; n += 1) await makeNotice(db, tenantId, home, 'payment_received', NOW);
    const reports = await Promise.all([drain(), drain(), drain()]);
    expect(reports.reduce((sum, { sent }) => sum + sent, 0)).toBe(250);
    for (const { phone } of homes) expect(twilio.sentTo(phone)).toHaveLength(50);
  });
});

describe('a provider that', () => {
  it('refuses the number makes the mail go at once', async () => {
    const { tenantId } = await freshTenant();
    const home = await makeHome(db, tenantId);
    twilio.answerTo(home.phone, { status: 400, code: 21614 });
    const noticeId = await makeNotice(db, tenantId, home, 'risk_today', NOW, { isWarning: true });
    expect(await drain()).toEqual({ sent: 1, failed: 0, remaining: 0 });
    expect(mails.sentTo(home.mail)).toHaveLength(1);
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'sent', channel: 'mail', attempts: 1 });
    expect(await failuresOf(db, noticeId)).toEqual(['sms: twilio 400 21614']);
  });

  it('is busy (429) is asked again later, at a moment that the scheduler knows, and five times at most', async () => {
    const { tenantId } = await freshTenant();
    const home = await makeHome(db, tenantId);
    twilio.answerTo(home.phone, ...Array.from({ length: 5 }, () => ({ status: 429, code: 20429 })));
    const noticeId = await makeNotice(db, tenantId, home, 'payment_received', NOW);
    expect(await drain()).toEqual({ sent: 0, failed: 0, remaining: 0 });
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'due', channel: 'sms', attempts: 1, send_after: NOW + 30_000 });
    const due = await db.owner.query<{ at: number }[]>(`select due_at as at from due where tenant_id = $1 and kind = 'notices'`, [tenantId]);
    expect(due.map(({ at }) => at)).toContain(NOW + 30_000);
    for (let minutes = 10; minutes <= 40; minutes += 10) await drain(later(NOW, minutes * MINUTE));
    expect(twilio.sentTo(home.phone)).toEqual([]);
    expect(mails.sentTo(home.mail)).toHaveLength(1);
  });

  it('cannot be reached is asked again', async () => {
    const { tenantId } = await freshTenant();
    const home = await makeHome(db, tenantId);
    const noticeId = await makeNotice(db, tenantId, home, 'payment_received', NOW);
    const nobody = new TwilioSms({ apiUrl: 'http://127.0.0.1:1', accountSid: 'ACsandbox', authToken: 'sandbox', from: '+32460000000', timeoutMs: 500 });
    expect(await sendDueNotices({ ...deps, sms: nobody }, tenantId, NOW)).toMatchObject({ sent: 0 });
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'due', attempts: 1 });
    expect(await drain(later(NOW, MINUTE))).toMatchObject({ sent: 1 });
  });

  it.each(['take_and_break', 'take_and_hang'] as const)('has taken the message and does not say so (%s) is asked, and nothing is sent twice', async (mood) => {
    const { tenantId } = await freshTenant();
    const home = await makeHome(db, tenantId);
    twilio.answerTo(home.phone, mood);
    const noticeId = await makeNotice(db, tenantId, home, 'on', NOW);
    expect(await drain()).toEqual({ sent: 0, failed: 0, remaining: 1 });
    expect(await drain(later(NOW, MINUTE))).toEqual({ sent: 0, failed: 0, remaining: 1 });
    expect(await drain(AFTER_LEASE)).toEqual({ sent: 1, failed: 0, remaining: 0 });
    expect(twilio.sentTo(home.phone)).toHaveLength(1);
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'sent', provider_id: twilio.sentTo(home.phone)[0]?.sid });
  });

  it('answers 500 is asked; what it does not have is sent again when it is about safety, else it fails', async () => {
    const { tenantId } = await freshTenant();
    const [warned, paid] = [await makeHome(db, tenantId), await makeHome(db, tenantId)];
    for (const { phone } of [warned, paid]) twilio.answerTo(phone, { status: 500, code: 20500 });
    const warning = await makeNotice(db, tenantId, warned, 'days_left_1', NOW, { isWarning: true });
    const receipt = await makeNotice(db, tenantId, paid, 'payment_received', NOW);
    expect(await drain()).toEqual({ sent: 0, failed: 0, remaining: 2 });
    expect(await drain(AFTER_LEASE)).toEqual({ sent: 1, failed: 1, remaining: 0 });
    expect(twilio.sentTo(warned.phone)).toHaveLength(1);
    expect(twilio.sentTo(paid.phone)).toHaveLength(0);
    expect(await standingOf(db, warning)).toMatchObject({ state: 'sent' });
    expect(await standingOf(db, receipt)).toMatchObject({ state: 'failed', channel: 'sms' });
    expect(await failuresOf(db, receipt)).toEqual(['sms: unknown_after_crash']);
  });

  it('cannot even be asked: the safety notice goes by mail in the end', async () => {
    const { tenantId } = await freshTenant();
    const home = await makeHome(db, tenantId);
    twilio.answerTo(home.phone, ...Array.from({ length: 9 }, () => 'break' as const));
    await makeNotice(db, tenantId, home, 'ready', NOW);
    for (let minutes = 0; minutes <= 15; minutes += 3) await drain(later(NOW, minutes * MINUTE));
    expect(mails.sentTo(home.mail)).toHaveLength(1);
  });

  it('takes mail: 451 is tried again, 550 makes it a letter', async () => {
    const { tenantId } = await freshTenant();
    const home = await makeHome(db, tenantId, { phone: false });
    mails.refuse(home.mail, 451);
    const noticeId = await makeNotice(db, tenantId, home, 'limited', NOW);
    expect(await drain()).toMatchObject({ sent: 0, failed: 0 });
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'due', channel: 'mail', attempts: 1 });
    mails.refuse(home.mail, 550);
    expect(await drain(later(NOW, MINUTE))).toMatchObject({ sent: 1, failed: 0 });
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'sent', channel: 'letter', sent_at: null });
  });
});

describe('a crash', () => {
  // What a worker leaves behind that dies after its commit of `sending`.
  async function crashAfterClaim(tenantId: number): Promise<void> {
    await inTenant(db.application, tenantId, (tx) => claimNotices(tx, NOW, { ...deps, canCall: false }));
  }

  it('before the provider was called: a safety notice goes once, another fails, and neither before the lease is over', async () => {
    const { tenantId } = await freshTenant();
    const home = await makeHome(db, tenantId);
    const cut = await makeNotice(db, tenantId, home, 'cut', NOW);
    const grant = await makeNotice(db, tenantId, home, 'grant_received', NOW);
    await crashAfterClaim(tenantId);
    expect(await drain(later(NOW, MINUTE))).toEqual({ sent: 0, failed: 0, remaining: 2 });
    expect(await drain(AFTER_LEASE)).toEqual({ sent: 1, failed: 1, remaining: 0 });
    expect(twilio.sentTo(home.phone)).toHaveLength(1);
    expect([(await standingOf(db, cut)).state, (await standingOf(db, grant)).state]).toEqual(['sent', 'failed']);
  });

  it('after the provider took it: the message is recognised, also beside an equal one of another notice', async () => {
    const { tenantId } = await freshTenant();
    const home = await makeHome(db, tenantId);
    await makeNotice(db, tenantId, home, 'on', NOW);
    await drain();
    const noticeId = await makeNotice(db, tenantId, home, 'on', NOW);
    await crashAfterClaim(tenantId);
    await deps.sms.send({ to: home.phone, text: (await standingOf(db, noticeId)).text ?? '', statusCallback: 'http://127.0.0.1:1/' });
    expect(await drain(AFTER_LEASE)).toMatchObject({ sent: 1 });
    expect(twilio.sentTo(home.phone)).toHaveLength(2);
    expect((await standingOf(db, noticeId)).provider_id).toBe(twilio.sentTo(home.phone)[1]?.sid);
  });

  it('leaves a worker that comes back late nothing to overwrite', async () => {
    const { tenantId } = await freshTenant();
    const home = await makeHome(db, tenantId);
    const noticeId = await makeNotice(db, tenantId, home, 'cut', NOW);
    const { sms: slow, answer } = slowSms();
    // Another process: it shares no memory with ours.
    const late = sendDueNotices({ ...deps, sms: slow, underWay: new Set() }, tenantId, NOW);
    await untilSending(noticeId);
    await drain(AFTER_LEASE);
    const settled = await standingOf(db, noticeId);
    answer();
    await late;
    expect(settled.state).toBe('sent');
    expect(await standingOf(db, noticeId)).toEqual(settled);
  });
});

describe('a sandbox clock', () => {
  it('that jumps while a provider is thinking makes nothing go twice', async () => {
    const { tenantId } = await freshTenant();
    const home = await makeHome(db, tenantId);
    const noticeId = await makeNotice(db, tenantId, home, 'ready', NOW);
    const { sms: slow, answer } = slowSms();
    const first = sendDueNotices({ ...deps, sms: slow }, tenantId, NOW);
    await untilSending(noticeId);
    const aWeekOn = await drain(later(NOW, 7 * 24 * 60 * MINUTE));
    answer();
    await first;
    expect(aWeekOn).toEqual({ sent: 0, failed: 0, remaining: 1 });
    expect(twilio.sentTo(home.phone)).toEqual([]);
    expect(mails.sentTo(home.mail)).toHaveLength(1);
    expect(await standingOf(db, noticeId)).toMatchObject({ state: 'sent', channel: 'mail' });
  });
});

describe('the quiet hours', () => {
  it('keep a late warning until the morning, but not the news that a button can be pressed', async () => {
    const { tenantId } = await freshTenant();
    const home = await makeHome(db, tenantId);
    const night = instant(Date.UTC(2026, 10, 24, 21));
    const morning = instant(Date.UTC(2026, 10, 25, 7));
    const warning = await makeNotice(db, tenantId, home, 'days_left_3', NOW, { isWarning: true });
    await makeNotice(db, tenantId, home, 'ready', NOW);
    expect(await drain(night)).toEqual({ sent: 1, failed: 0, remaining: 0 });
    expect(twilio.sentTo(home.phone).map(({ body }) => body)).toEqual([expect.stringContaining('klaar')]);
    await drain(later(morning, -1));
    expect(await standingOf(db, warning)).toMatchObject({ state: 'due', send_after: morning });
    expect(await drain(morning)).toMatchObject({ sent: 1 });
  });
});

describe('the warnings that a gate asks for', () => {
  it('are those that arrived: an SMS with its receipt, a mail that was taken', async () => {
    const { tenantId } = await freshTenant();
    const [bySms, byMail] = [await makeHome(db, tenantId), await makeHome(db, tenantId, { phone: false })];
    for (const home of [bySms, byMail]) await makeNotice(db, tenantId, home, 'planned_off', NOW, { isWarning: true });
    await makeNotice(db, tenantId, byMail, 'on', NOW);
    await drain();
    const delivered = (accountId: number, since: Instant) => inTenant(db.application, tenantId, (tx) => warningsDeliveredTo(tx, accountId, since));
    expect(await delivered(bySms.contract.accountId, NOW)).toEqual({ count: 0, lastDeliveredAt: null });
    expect(await delivered(byMail.contract.accountId, NOW)).toEqual({ count: 1, lastDeliveredAt: NOW });
    expect(await delivered(byMail.contract.accountId, later(NOW, 1))).toEqual({ count: 0, lastDeliveredAt: null });
  });
});
