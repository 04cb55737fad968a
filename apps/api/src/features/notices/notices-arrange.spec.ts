import { instant, type Channel, type Instant, type NoticeKind } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { makeContract, nextNumber, testPersonalData, type TestContract, type TestDatabase } from '../../test-database/index.js';
import { registerCustomer } from '../people/index.js';
import type { NoticeState } from './notice-state.js';

/** Facts that every kind of notice finds its own in. */
const FACTS = {
  daysLeft: 3, runsOutOn: '2026-11-27', balanceMicroEuro: 8_400_000, amountToStayOnMicroEuro: 20_000_000, amountMicroEuro: 20_000_000,
  toDebtMicroEuro: 7_000_000, amountToGetBackOnMicroEuro: 15_000_000, limitMicroEuro: 50_000_000, usedMicroEuro: 5_000_000,
  nextSupply: 'limited', nextSupplyAt: Date.UTC(2026, 10, 30, 9), measuredUntil: '2026-11-23', firstOn: '2026-11-30', exchangedOn: '2026-11-23',
  serial: '1SAG1105130000', helper: 'OCMW Zele',
};

/** A home whose holder has an own number and mail address. */
export interface ReachableHome {
  readonly contract: TestContract;
  readonly phone: string;
  readonly mail: string;
}

/** What a notice row shows of where it stands. */
export interface NoticeStanding {
  readonly state: NoticeState;
  readonly channel: Channel | null;
  readonly attempts: number;
  readonly provider_id: string | null;
  readonly recipient: string | null;
  readonly text: string | null;
  readonly send_after: number;
  readonly sent_at: number | null;
  readonly delivered_at: number | null;
}

export async function makeHome(db: TestDatabase, tenantId: number, reach: { phone?: boolean | 'landline'; mail?: boolean } = {}): Promise<ReachableHome> {
  const number = nextNumber();
  const [phone, mail] = [`${reach.phone === 'landline' ? '+32523' : '+324701'}${String(number).padStart(5, '0')}`, `holder${number}@example.be`];
  const customer = await inTenant(db.application, tenantId, (tx) =>
    registerCustomer(tx, testPersonalData, {
      name: 'An Peeters', phone: reach.phone === false ? null : phone, email: reach.mail === false ? null : mail, language: 'nl',
    }, 0));
  return { contract: await makeContract(db.application, tenantId, { customer }), phone, mail };
}

/** A gas connection of the same home. */
export async function makeGasOf(db: TestDatabase, tenantId: number, home: ReachableHome): Promise<TestContract> {
  return makeContract(db.application, tenantId, { customer: home.contract.customer, utility: 'gas' });
}

export async function makeNotice(
  db: TestDatabase,
  tenantId: number,
  home: ReachableHome,
  kind: NoticeKind,
  sendAfter: Instant,
  change: { isWarning?: boolean; released?: boolean; state?: NoticeState; facts?: object; of?: TestContract } = {},
): Promise<string> {
  const { isWarning = false, released = true, state = 'due', of = home.contract } = change;
  return inTenant(db.application, tenantId, async (tx) => {
    const { notice_id } = await tx.one<{ notice_id: string }>(
      `insert into notice (account_id, tenant_id, kind, dedupe_key, facts, is_warning, released, state, send_after, decided_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) returning notice_id`,
      [of.accountId, tenantId, kind, `${kind}:${nextNumber()}`, JSON.stringify({ ...FACTS, ...change.facts }), isWarning, released, state, isoOf(sendAfter)]);
    return notice_id;
  });
}

export async function standingOf(db: TestDatabase, noticeId: string): Promise<NoticeStanding> {
  const rows = await db.owner.query<NoticeStanding[]>('select * from notice where notice_id = $1', [noticeId]);
  const row = rows[0];
  if (row === undefined) throw new Error(`no notice ${noticeId}`);
  return row;
}

/** Why the channels of a notice failed, in order. */
export async function failuresOf(db: TestDatabase, noticeId: string): Promise<string[]> {
  const rows = await db.owner.query<{ channel: string; why: string }[]>(
    `select channel, coalesce(why, what) as why from notice_step where what in ('not_delivered', 'silent', 'returned') and notice_id = $1 order by step_id`, [noticeId]);
  return rows.map(({ channel, why }) => `${channel}: ${why}`);
}

export function later(now: Instant, ms: number): Instant {
  return instant(now + ms);
}
