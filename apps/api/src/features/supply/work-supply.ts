import { directionOf, type GateAnswer, MINUTE_MS, priorityOf } from '@tegoed/meter-commands';
import type { Instant } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { type CommandRow, commandOf, lockCommand, lockSupplyCase, type StoredCommand, storeMove } from '../../adapters/postgres/supply-store.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { decideCommand } from '@tegoed/meter-commands';
import { supplyDayOf } from '@tegoed/prepayment-engine';
import { applyEvent } from './apply-event.js';
import { commandTime } from './command-time.js';
import { giveBack } from './give-back.js';
import { gateAnswers, planAccount } from './plan-account.js';
import { inLanes } from './in-lanes.js';
import { readBack } from './read-back.js';
import { sendCommand } from './send-command.js';
import type { SupplyDeps } from './supply-deps.js';

const BATCH = 200;
const ROUNDS = 20;
/** A cut is not even planned on a meter that has not answered for this long: it must be able to come back. */
const SEEN_RECENTLY_MS = 30 * MINUTE_MS;
/** Nobody waits this long for the AMM's quick reply; a command still `sending` then was left behind by a crash. */
const LEFT_BEHIND_MS = 2 * MINUTE_MS;

/**
 * Does all switching that is due for one tenant: compares wishes with what meters proved, sends what is queued, reads
 * what was ordered, ends what is too late. More supply goes first. Repeats until nothing is left to do now.
 */
export async function workSupply(deps: SupplyDeps, tenantId: number, now: Instant): Promise<number> {
  let done = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const planned = await planOpenWishes(deps, tenantId, now);
    const moved = await moveDueCommands(deps, tenantId, now);
    done += planned + moved;
    if (planned + moved === 0) break;
  }
  return done;
}

/**
 * Gives supply back to every home of a tenant that is to have it and has no order under way: the lane of those who have
 * just paid. Nothing else is done here, so that nothing else is waited for. Returns how many orders left.
 */
export async function restoreSupply(deps: SupplyDeps, tenantId: number, now: Instant): Promise<number> {
  let restored = 0;
  for (;;) {
    const orders = await planWishes(deps, tenantId, await openWishes(deps, tenantId, now, 'more'), now);
    restored += orders;
    if (orders === 0) return restored;
  }
}

async function planOpenWishes(deps: SupplyDeps, tenantId: number, now: Instant): Promise<number> {
  return planWishes(deps, tenantId, await openWishes(deps, tenantId, now, 'any'), now);
}

interface OpenWish {
  readonly account_id: number;
  readonly wanted_supply: string;
  readonly meter_seen_at: number | null;
}

function openWishes(deps: SupplyDeps, tenantId: number, now: Instant, which: 'more' | 'any'): Promise<OpenWish[]> {
  return inTenant(deps.dataSource, tenantId, (tx) =>
    tx.query<OpenWish>(
      `select w.account_id, w.wanted_supply, s.meter_seen_at from supply_wish w join contract c using (account_id) join supply_state s using (connection_id)
       where w.state = 'open' and w.released and ($2 = 'any' or w.wanted_supply = 'on') and (w.not_before is null or w.not_before <= $1 or w.wanted_supply = 'on')
         and not exists (select 1 from command k where k.account_id = w.account_id and k.is_open and k.wish_version = w.version)
       order by w.wanted_supply = 'on' desc, w.account_id limit ${BATCH}`,
      [isoOf(now), which],
    ),
  );
}

async function planWishes(deps: SupplyDeps, tenantId: number, wishes: readonly OpenWish[], now: Instant): Promise<number> {
  let orders = 0;
  await inLanes(wishes, async (wish) => {
    const unseen = wish.meter_seen_at === null || now - wish.meter_seen_at > SEEN_RECENTLY_MS;
    if (wish.wanted_supply !== 'on' && unseen) await readBack(deps, tenantId, wish.account_id, now);
    if (wish.wanted_supply === 'on' && (await giveBack(deps, tenantId, wish.account_id, now))) orders += 1;
    else if (await planAccount(deps, tenantId, wish.account_id, now)) orders += 1;
  });
  return orders;
}

interface DueCommand extends StoredCommand {
  readonly leftBehind: boolean;
}

async function moveDueCommands(deps: SupplyDeps, tenantId: number, now: Instant): Promise<number> {
  const due = await dueCommands(deps, tenantId, now);
  due.sort((a, b) => priorityOf(a.action, a.attempt) - priorityOf(b.action, b.attempt));
  await inLanes(due, (command) => moveOne(deps, tenantId, command, now));
  return due.length;
}

async function dueCommands(deps: SupplyDeps, tenantId: number, now: Instant): Promise<DueCommand[]> {
  const rows = await inTenant(deps.dataSource, tenantId, (tx) =>
    tx.query<CommandRow & { left_behind: boolean }>(
      `select *, state = 'sending' and sent_wall_at < $2 as left_behind from command where is_open and (
         (state = 'queued' and (next_attempt_at is null or next_attempt_at <= $1)) or (state <> 'sending' and next_attempt_at <= $1)
         or next_read_at <= $1 or deadline_at <= $1 or (state = 'sending' and sent_wall_at < $2)) limit ${BATCH}`,
      [isoOf(now), isoOf(deps.wallNowMs() - LEFT_BEHIND_MS)],
    ),
  );
  return rows.map((row) => ({ ...commandOf(row), leftBehind: row.left_behind }));
}

async function moveOne(deps: SupplyDeps, tenantId: number, command: DueCommand, now: Instant): Promise<void> {
  if (command.leftBehind) return tell(deps, tenantId, command, { kind: 'crash_found' }, now);
  if (command.deadlineAt <= now) return tell(deps, tenantId, command, { kind: 'deadline_reached' }, now);
  if (command.nextReadAt !== null && command.nextReadAt <= now) {
    await readBack(deps, tenantId, command.accountId, now);
    return;
  }
  if (command.state === 'queued') return sendCommand(deps, tenantId, command, now);
  if (command.state === 'held' || command.state === 'requested') return askGatesAgain(deps, tenantId, command, now);
  return tell(deps, tenantId, command, { kind: 'attempt_due' }, now);
}

/** Tells a command what happened, under its lock. */
async function tell(deps: SupplyDeps, tenantId: number, command: StoredCommand, event: { kind: 'crash_found' | 'deadline_reached' | 'attempt_due' }, now: Instant): Promise<void> {
  await inTenant(deps.dataSource, tenantId, async (tx) => {
    const locked = await lockCommand(tx, command);
    if (locked === null || locked.state !== command.state) return;
    const moved = await applyEvent(deps, tx, locked, event, now);
    // An attempt that was due and changed nothing must not be due for ever.
    if (moved.state === locked.state && event.kind === 'attempt_due') await tx.query('update command set next_attempt_at = null where command_id = $1', [command.commandId]);
  });
}

async function askGatesAgain(deps: SupplyDeps, tenantId: number, command: StoredCommand, now: Instant): Promise<void> {
  await deps.step?.('before_queueing', command.accountId);
  if (await waitsForMeter(deps, tenantId, command, now)) await readBack(deps, tenantId, command.accountId, now);
  await inTenant(deps.dataSource, tenantId, async (tx) => {
    const asked = await askGates(deps, tx, command, now);
    if (asked === null) return;
    const event = { kind: 'gates_answered', answers: asked.answers } as const;
    const decision = decideCommand(asked.locked, event, commandTime(now), deps.policy, deps.jitter());
    await storeMove(tx, asked.locked, event, decision, commandTime(now), { gates: asked.answers });
  });
}

/** A meter is woken for its order only when nothing else keeps that order back. */
async function waitsForMeter(deps: SupplyDeps, tenantId: number, command: StoredCommand, now: Instant): Promise<boolean> {
  if (directionOf(command.action) !== 'less') return false;
  const asked = await inTenant(deps.dataSource, tenantId, (tx) => askGates(deps, tx, command, now));
  const closed = asked?.answers.filter(({ passed }) => !passed) ?? [];
  return closed.length > 0 && closed.every(({ gate }) => gate === 'meter_reachable');
}

/** The gates of a command as they stand now, under its lock; null when somebody has moved it on. */
async function askGates(deps: SupplyDeps, tx: TenantTransaction, command: StoredCommand, now: Instant): Promise<{ locked: StoredCommand; answers: readonly GateAnswer[] } | null> {
  const supplyCase = await lockSupplyCase(tx, command.accountId, supplyDayOf(now));
  const locked = await lockCommand(tx, command);
  if (supplyCase === null || locked === null || locked.state !== command.state) return null;
  return { locked, answers: await gateAnswers(deps, tx, supplyCase, locked, now) };
}
