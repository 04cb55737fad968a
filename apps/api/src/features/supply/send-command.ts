import { afterSending, type CommandEvent, decideCommand, directionOf, latest, nextSequence } from '@tegoed/meter-commands';
import { type Instant, supplyDayOf } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { lockCommand, lockSupplyCase, type StoredCommand, storeMove, type SupplyCase } from '../../adapters/postgres/supply-store.js';
import { readSnapshot } from '../../adapters/postgres/post-entry.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { applyEvent } from './apply-event.js';
import { commandTime } from './command-time.js';
import { passCutBreaker } from './cut-breaker.js';
import { cancellationOf, handOver, orderOf, type OrderToHandOver } from './hand-over.js';
import { gateAnswers } from './plan-account.js';
import { readBack } from './read-back.js';
import { reviewEntry } from './review-entry.js';
import type { SupplyDeps } from './supply-deps.js';

/**
 * Sends one queued command: commit `sending` with the gates asked again and a permit taken, then speak to the AMM with
 * no transaction held, then commit the answer. A crash in between is UNKNOWN and is never answered by a second cut.
 */
export async function sendCommand(deps: SupplyDeps, tenantId: number, command: { commandId: string; accountId: number }, now: Instant): Promise<void> {
  await deps.step?.('before_sending', command.accountId);
  const sending = await inTenant(deps.dataSource, tenantId, (tx) => startSending(deps, tx, command, now));
  if (sending.kind === 'nothing') return;
  if (sending.kind === 'order') return handOver(deps, tenantId, sending, now);
  await deps.step?.('sending_committed', command.accountId);
  await readBack(deps, tenantId, command.accountId, now);
}

/** What is to be done once `sending` is committed. */
type Sending = { readonly kind: 'nothing' } | { readonly kind: 'read' } | ({ readonly kind: 'order' } & OrderToHandOver);

const NOTHING: Sending = { kind: 'nothing' };

/** The sending transaction: the newest wish, the gates and the permit are looked at under the account's row lock. */
async function startSending(deps: SupplyDeps, tx: TenantTransaction, id: { commandId: string; accountId: number }, now: Instant): Promise<Sending> {
  const supplyCase = await freshCase(deps, tx, id.accountId, now);
  const command = await lockCommand(tx, id);
  if (supplyCase === null || command === null || command.state !== 'queued') return NOTHING;
  if (supplyCase.wish !== null && supplyCase.wish.version !== command.wishVersion) {
    await applyEvent(deps, tx, command, { kind: 'newer_wish', version: supplyCase.wish.version }, now);
    return NOTHING;
  }
  const answers = await gateAnswers(deps, tx, supplyCase, command, now);
  const allPass = answers.every((answer) => answer.passed);
  const event: CommandEvent = {
    kind: 'send_started',
    answers,
    permit: allPass && (await takePermit(deps, tx, command, now)) ? 'granted' : 'denied',
    sequence: nextSequence(supplyCase.standing),
    earlierOrdersUntil: supplyCase.standing.lastOrder?.expiresAt ?? null,
  };
  const decision = decideCommand(command, event, commandTime(now), deps.policy, deps.jitter());
  const correlationId = deps.newId();
  await storeMove(tx, command, event, decision, commandTime(now), { gates: answers, correlationId, wallNowMs: deps.wallNowMs() });
  if (decision.command.state !== 'sending') return NOTHING;
  if (directionOf(command.action) === 'read') return { kind: 'read' };
  const cancels = await cancellationOf(deps, tx, supplyCase, decision.command.action, now);
  await recordSending(tx, supplyCase, decision.command, now);
  return { kind: 'order', ...id, order: orderOf(deps, decision.command, correlationId, now), cancels };
}

/** For less supply the account is decided anew first: a payment, a hold or a holiday published today counts. */
async function freshCase(deps: SupplyDeps, tx: TenantTransaction, accountId: number, now: Instant): Promise<SupplyCase | null> {
  const first = await lockSupplyCase(tx, accountId, supplyDayOf(now));
  if (first?.wish == null || first.wish.wantedSupply === 'on') return first;
  await reviewEntry(deps, tx, accountId, now);
  return lockSupplyCase(tx, accountId, supplyDayOf(now));
}

/** One place in this hour's room for less supply, taken by a conditional update; orders for more supply need none. */
async function takePermit(deps: SupplyDeps, tx: TenantTransaction, command: StoredCommand, now: Instant): Promise<boolean> {
  if (directionOf(command.action) !== 'less') return true;
  const snapshot = await readSnapshot(tx.manager, tx.tenantId, command.accountId);
  if (snapshot === null) return false;
  const { policy } = await deps.terms.of(tx.tenantId, snapshot, now, tx);
  if (!(await passCutBreaker(tx, command.connectionId, policy, now))) return false;
  await tx.query(`insert into cut_permit (amm, hour, maximum) values ($1, date_trunc('hour', $2::timestamptz), $3) on conflict do nothing`, [
    deps.ammName, isoOf(now), deps.lessSupplyPerHour,
  ]);
  const taken = await tx.query(
    `with taken as (update cut_permit set used = used + 1 where amm = $1 and hour = date_trunc('hour', $2::timestamptz) and used < maximum returning 1)
     select 1 from taken`,
    [deps.ammName, isoOf(now)],
  );
  return taken.length === 1;
}

/** From here on the meter's state is UNKNOWN until a read-back newer than the order proves it. */
async function recordSending(tx: TenantTransaction, supplyCase: SupplyCase, command: { action: StoredCommand['action']; sequence: number; expiresAt: number | null }, now: Instant): Promise<void> {
  const sentAt = commandTime(now);
  const after = afterSending(supplyCase.standing, { action: command.action, sequence: command.sequence, sentAt, expiresAt: command.expiresAt as typeof sentAt | null });
  const mayActUntil = latest(sentAt, after.lastOrder?.expiresAt ?? null);
  await tx.query('select record_sending($1, $2, $3, $4, $5)', [supplyCase.connectionId, command.action, command.sequence, isoOf(now), isoOf(mayActUntil)]);
  await tx.query(`update account_state set confirmed_supply = 'unknown', version = version + 1 where account_id = $1`, [supplyCase.accountId]);
}
