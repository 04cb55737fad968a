import { isSafetyNotice, type Instant, type NoticeKind, type NoticePolicy } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { wallNowMs } from '../../adapters/clock/wall-clock.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import type { ClaimedNotice } from './claim-notices.js';
import { ATTEMPTS_PER_CHANNEL, effectOfReceipt } from './notice-state.js';
import { markDelivered } from './notice-rows.js';
import type { ProviderMessage, SmsPort } from './ports.js';
import { failUnknown, markSent, sendAgain, stepDown, type Settled } from './settle-sending.js';

// The provider's clock and ours differ.
const CLOCK_SLACK_MS = 5 * 60_000;

/** What is known of a message after the provider was asked for it. */
type Found =
  | { readonly kind: 'found'; readonly message: ProviderMessage }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreachable'; readonly why: string };

/** What asking needs. */
export interface AskDependencies {
  readonly dataSource: DataSource;
  readonly sms: SmsPort;
  readonly policy: NoticePolicy;
}

/**
 * Finds out what became of a notice that was being sent when its worker went away. Still unknown: a safety notice is
 * sent again, because twice is better than never; any other fails and stands on the work list.
 */
export async function settleUnknown(deps: AskDependencies, tenantId: number, claimed: ClaimedNotice, now: Instant): Promise<Settled> {
  const found = await askFor(deps, claimed, now);
  return inTenant(deps.dataSource, tenantId, (tx) => {
    if (found.kind === 'found') return settleFound(tx, claimed, found.message, now, deps.policy);
    if (found.kind === 'unreachable' && claimed.attempt < ATTEMPTS_PER_CHANNEL) return Promise.resolve('unknown' as const);
    if (!isSafetyNotice(claimed.notice.kind as NoticeKind, claimed.notice.isWarning)) return failUnknown(tx, claimed, now);
    if (claimed.attempt < ATTEMPTS_PER_CHANNEL) return sendAgain(tx, claimed, now);
    return stepDown(tx, claimed, found.kind === 'unreachable' ? found.why : 'unknown_after_crash', now);
  });
}

async function settleFound(tx: TenantTransaction, claimed: ClaimedNotice, message: ProviderMessage, now: Instant, policy: NoticePolicy): Promise<Settled> {
  const effect = effectOfReceipt('sending', message.status);
  if (effect === 'next_channel') return stepDown(tx, claimed, message.status, now);
  const settled = await markSent(tx, claimed, message.providerId, now, policy);
  // Its receipt may have come while nobody knew whose it was.
  if (effect === 'delivered') await markDelivered(tx, claimed.notice, { channel: claimed.channel, providerId: message.providerId }, now);
  return settled;
}

async function askFor(deps: AskDependencies, { notice, plan }: ClaimedNotice, now: Instant): Promise<Found> {
  // Only a provider of SMS can be asked what it has taken.
  if (plan.kind !== 'ask' || plan.channel !== 'sms') return { kind: 'absent' };
  // A provider lives in wall time and a sandbox's in the time of its world: since the decision by either clock.
  const decidedByTheWall = wallNowMs() - (now - notice.decidedAt);
  const answer = await deps.sms.takenSince(plan.to, plan.text, Math.min(decidedByTheWall, notice.decidedAt) - CLOCK_SLACK_MS);
  if (answer.kind === 'unreachable') return answer;
  for (const message of answer.messages) {
    if (await isUnclaimed(deps.dataSource, message.providerId)) return { kind: 'found', message };
  }
  return { kind: 'absent' };
}

// The same words may have gone to the same number for another notice, which then holds the provider's id.
async function isUnclaimed(dataSource: DataSource, providerId: string): Promise<boolean> {
  const rows = await dataSource.query<{ tenant_id: number | null }[]>('select find_notice_tenant($1) as tenant_id', [providerId]);
  return rows.every((row) => row.tenant_id === null);
}
