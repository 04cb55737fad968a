import { type Channel, type Instant, type NoticePolicy } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { recordStep, markDelivered } from './notice-rows.js';
import { saysArrived } from './notice-state.js';
import type { ContactReader, SmsPort } from './ports.js';
import { moveToChannelBelow } from './record-receipt.js';
import { silentBefore } from './send-moment.js';

/** Rows looked at in one go; the next look takes the rest. */
const LOOK_SIZE = 200;

/** What looking for receipts needs. */
export interface SilentDependencies {
  readonly dataSource: DataSource;
  readonly sms: SmsPort;
  readonly people: ContactReader;
  readonly policy: NoticePolicy;
}

interface SilentRow {
  account_id: number;
  notice_id: string;
  channel: Channel;
  provider_id: string | null;
  text: string;
  phone: Buffer | null;
}

/**
 * What was sent and of which nobody has said that it arrived goes by the next channel, because a receipt that never
 * comes is a person who knows nothing. The provider is asked once more before: its receipt may have been lost.
 */
export async function escalateSilent(deps: SilentDependencies, tenantId: number, now: Instant): Promise<number> {
  const before = silentBefore(now, deps.policy.receiptWithinMinutes);
  const rows = await inTenant(deps.dataSource, tenantId, (tx) =>
    tx.query<SilentRow>(
      `select n.account_id, n.notice_id, n.channel, n.provider_id, n.text, p.phone from notice n join contract c using (account_id) join person p using (person_id)
       where n.tenant_id = $1 and n.state = 'sent' and n.channel in ('sms', 'call') and n.sent_at < $2 and n.carried_by is null order by n.sent_at limit ${LOOK_SIZE}`,
      [tenantId, isoOf(before)],
    ),
  );
  for (const row of rows) await escalate(deps, tenantId, row, now);
  return rows.length;
}

async function escalate(deps: SilentDependencies, tenantId: number, row: SilentRow, now: Instant): Promise<void> {
  const hasArrived = await askForReceipt(deps, row);
  await inTenant(deps.dataSource, tenantId, async (tx) => {
    const key = { accountId: row.account_id, noticeId: row.notice_id };
    const step = { channel: row.channel, providerId: row.provider_id };
    if (hasArrived) return void (await markDelivered(tx, key, { ...step, why: 'asked' }, now));
    // A receipt may have come while the provider was asked.
    const still = await tx.query(`select notice_id from notice where account_id = $1 and notice_id = $2 and state = 'sent' and channel = $3 for update`, [key.accountId, key.noticeId, row.channel]);
    if (still.length === 0) return;
    await moveToChannelBelow(tx, key, row.channel, now);
    await recordStep(tx, key, { what: 'silent', ...step }, now);
  });
}

async function askForReceipt({ sms, people }: SilentDependencies, row: SilentRow): Promise<boolean> {
  if (row.channel !== 'sms' || row.provider_id === null) return false;
  const to = people.openOrNull('person.phone', row.phone);
  if (to === null) return false;
  const answer = await sms.takenSince(to, row.text, 0);
  return answer.kind === 'answered' && answer.messages.some(({ providerId, status }) => providerId === row.provider_id && saysArrived(status));
}
