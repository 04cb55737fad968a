import { instant, isAboutSupply, type Channel, type Instant, type NoticeKind } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { WorldClock } from '../../adapters/clock/world-clock.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { quietHoursOf } from './account-quiet-hours.js';
import { channelBelow } from './channel-ladder.js';
import { markDelivered, moveFollower, recordStep, ringAt, type NoticeKey } from './notice-rows.js';
import { CALLS_PER_MESSAGE, effectOfReceipt, saysArrived, type NoticeState, type ReceiptEffect } from './notice-state.js';
import { outsideQuiet } from './send-moment.js';

/** Long enough to come home, short enough that the message is still of use. */
const CALL_AGAIN_AFTER_MS = 15 * 60_000;

/** A receipt whose signature has been checked. */
export interface Receipt {
  /** Public id of the tenant, from the address that was called. */
  readonly endpointId: string;
  /** The notice named in that address; finds a message whose own id is not written yet. */
  readonly noticeId: string | null;
  readonly providerId: string;
  readonly status: string;
  readonly errorCode: string | null;
}

interface ReceiptRow {
  account_id: number;
  notice_id: string;
  state: NoticeState;
  channel: Channel;
  attempts: number;
  kind: string;
}

/**
 * Moves a notice forward by what the provider reports; what is lost makes the next channel due at once. A receipt for
 * a message that is not known, or of another tenant, is stored nowhere.
 */
export async function recordReceipt(dataSource: DataSource, clock: WorldClock, tenantId: number, receipt: Receipt): Promise<ReceiptEffect> {
  const now = await clock.nowOf(tenantId);
  return inTenant(dataSource, tenantId, async (tx) => {
    const row = await rowOf(tx, receipt);
    if (row === null) return recordLateReceipt(tx, receipt, now);
    const key = { accountId: row.account_id, noticeId: row.notice_id };
    await keepProviderId(tx, key, receipt.providerId);
    const effect = effectOfReceipt(row.state, receipt.status);
    await applyEffect(tx, row, effect, receipt, now);
    return effect;
  });
}

/** The tenant whose public id an address carries; null for none. The ids never change, so each is asked for once. */
export class EndpointDirectory {
  readonly #tenants = new Map<string, number>();

  constructor(private readonly dataSource: DataSource) {}

  async tenantOf(endpointId: string): Promise<number | null> {
    if (!this.#tenants.has(endpointId)) await this.learn();
    return this.#tenants.get(endpointId) ?? null;
  }

  private async learn(): Promise<void> {
    const tenants = await this.dataSource.query<{ tenant_id: number }[]>('select tenant_id from tenants_to_serve()');
    for (const { tenant_id } of tenants) {
      const { public_id } = await inTenant(this.dataSource, tenant_id, (tx) => tx.one<{ public_id: string }>('select public_id from tenant'));
      this.#tenants.set(public_id, tenant_id);
    }
  }
}

// By the provider's id; or by the notice, while it is being sent and the provider's id is not written.
async function rowOf(tx: TenantTransaction, receipt: Receipt): Promise<ReceiptRow | null> {
  const rows = await tx.query<ReceiptRow>(
    `select n.account_id, n.notice_id, n.state, n.channel, n.attempts, n.kind from notice n
     where n.provider_id = $1 or (n.notice_id = $2 and n.state = 'sending' and n.channel in ('sms', 'call') and n.provider_id is null)
     for update of n`,
    [receipt.providerId, receipt.noticeId],
  );
  return rows[0] ?? null;
}

async function keepProviderId(tx: TenantTransaction, key: NoticeKey, providerId: string): Promise<void> {
  await tx.query('update notice set provider_id = coalesce(provider_id, $3) where account_id = $1 and notice_id = $2', [key.accountId, key.noticeId, providerId]);
}

async function applyEffect(tx: TenantTransaction, row: ReceiptRow, effect: ReceiptEffect, receipt: Receipt, nowMs: number): Promise<void> {
  const key = { accountId: row.account_id, noticeId: row.notice_id };
  switch (effect) {
    case 'nothing':
      return;
    case 'sent':
      await tx.query(`update notice set state = 'sent', sent_at = $3 where account_id = $1 and notice_id = $2`, [key.accountId, key.noticeId, isoOf(nowMs)]);
      return moveFollower(tx, key.noticeId);
    case 'delivered':
      await markDelivered(tx, key, { channel: row.channel, providerId: receipt.providerId }, nowMs);
      return;
    case 'next_channel': {
      if (row.channel === 'call' && row.attempts < CALLS_PER_MESSAGE) await callAgain(tx, row, instant(nowMs));
      else await moveToChannelBelow(tx, key, row.channel, nowMs);
      const why = `${receipt.status}${receipt.errorCode === null ? '' : ` ${receipt.errorCode}`}`;
      await recordStep(tx, key, { what: 'not_delivered', channel: row.channel, providerId: receipt.providerId, why }, nowMs);
    }
  }
}

/** Nobody took the call, or nobody heard it to its end: one more, a little later, and not in the quiet hours of the home. */
async function callAgain(tx: TenantTransaction, row: ReceiptRow, now: Instant): Promise<void> {
  const quiet = await quietHoursOf(tx, row.account_id, now);
  const at = outsideQuiet(instant(now + CALL_AGAIN_AFTER_MS), isAboutSupply(row.kind as NoticeKind), quiet);
  await tx.query(`update notice set state = 'due', provider_id = null, send_after = $3 where account_id = $1 and notice_id = $2`, [row.account_id, row.notice_id, isoOf(at)]);
  await moveFollower(tx, row.notice_id);
  await ringAt(tx, at);
}

/** What was sent has not arrived: the next channel is due now. */
export async function moveToChannelBelow(tx: TenantTransaction, key: NoticeKey, channel: Channel, nowMs: number): Promise<void> {
  await tx.query(
    `update notice set state = 'due', channel = $3, attempts = 0, provider_id = null, send_after = $4 where account_id = $1 and notice_id = $2`,
    [key.accountId, key.noticeId, channelBelow(channel), isoOf(nowMs)],
  );
  await moveFollower(tx, key.noticeId);
  await ringAt(tx, nowMs);
}

/**
 * A message was silent, another channel took over, and now it has arrived after all: the person knows, and a letter that
 * still waits for the printer is not needed. A message that was reported lost stays lost.
 */
async function recordLateReceipt(tx: TenantTransaction, receipt: Receipt, nowMs: number): Promise<ReceiptEffect> {
  if (!saysArrived(receipt.status)) return 'nothing';
  const [row] = await tx.query<{ account_id: number; notice_id: string; channel: Channel }>(
    `select s.account_id, s.notice_id, s.channel from notice_step s where s.provider_id = $1 and s.what = 'silent'
       and not exists (select from notice_step l where l.provider_id = $1 and l.what = 'not_delivered')`,
    [receipt.providerId],
  );
  if (row === undefined) return 'nothing';
  const key = { accountId: row.account_id, noticeId: row.notice_id };
  await tx.query(`update notice set state = 'sending' where account_id = $1 and notice_id = $2 and state = 'due'`, [key.accountId, key.noticeId]);
  const arrived = await markDelivered(tx, key, { channel: row.channel, providerId: receipt.providerId, why: 'late_receipt' }, nowMs);
  if (arrived) await tx.query(`update letter set state = 'cancelled' where account_id = $1 and notice_id = $2 and state = 'waiting'`, [key.accountId, key.noticeId]);
  return arrived ? 'delivered' : 'nothing';
}
