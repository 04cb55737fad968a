import { carryOut, press, sendEvent, trip } from '../amm/moves.js';
import { statementDelivery, usualFormat } from '../bank/bank.js';
import { lookAtBalance } from '../bank/household.js';
import { addDays, dayOf } from '../calendar/supply-day.js';
import { closeDay, readingDeliveries } from '../mdm/mdm.js';
import { bringUpToDate } from '../meters/house.js';
import { moveStatus } from '../sinks/sms.js';
import type { AgendaItem, Task, World } from '../store/state.js';
import { planDay } from './day-plan.js';
import { learnWorld } from './learn.js';
import { deliver, sendWaiting } from './outbox.js';
import type { OutsideWorld } from './outside-world.js';
import { inTurn } from './turn.js';

/**
 * Moves a world to `nowMs`: everything that is due until then has happened, in order, when the promise is
 * fulfilled. Time never goes back; a call with an earlier time only sends what was left over. Returns false
 * when the API does not know the world.
 */
export async function stepWorld(outside: OutsideWorld, worldId: string, nowMs: number): Promise<boolean> {
  return inTurn(worldId, async () => {
    const world = await upToDateWorld(outside, worldId, nowMs);
    if (world === null) return false;
    await sendWaiting(outside, world);
    const agendaBefore = world.nextAgendaNumber + world.agenda.length;
    for (let item = nextDue(world, nowMs); item !== null; item = nextDue(world, nowMs)) {
      world.nowMs = Math.max(world.nowMs, item.dueAtMs);
      await happen(outside, world, item);
    }
    world.nowMs = Math.max(world.nowMs, nowMs);
    // A step in which nothing happened changes only the time, which the next step brings again.
    if (world.nextAgendaNumber + world.agenda.length !== agendaBefore) outside.save();
    return true;
  });
}

/** While a world clock stands still, wall time carries answers and receipts; nobody pays or reads by it. */
export async function tickWorlds(outside: OutsideWorld, wallNowMs: number): Promise<void> {
  for (const world of Object.values(outside.state.worlds)) {
    if (!world.agenda.some((item) => isWallDue(item, wallNowMs))) continue;
    await inTurn(world.id, async () => {
      const due = world.agenda.filter((item) => isWallDue(item, wallNowMs)).sort(byDueTime);
      for (const item of due) if (world.agenda.includes(item)) await happen(outside, world, item);
      outside.save();
    });
  }
}

// The list of homes is asked for once per supply day; contracts that start in between are learnt by their first order.
async function upToDateWorld(outside: OutsideWorld, worldId: string, nowMs: number): Promise<World | null> {
  const known = outside.state.worlds[worldId];
  if (known !== undefined && known.homes.length > 0 && dayOf(known.nowMs) === dayOf(nowMs)) return known;
  return await learnWorld(outside, worldId) ?? known ?? null;
}

async function happen(outside: OutsideWorld, world: World, item: AgendaItem): Promise<void> {
  world.agenda = world.agenda.filter((other) => other !== item);
  await perform(outside, world, item.task);
}

async function perform(outside: OutsideWorld, world: World, task: Task): Promise<void> {
  switch (task.kind) {
    case 'midnight': midnight(outside, world, task.day); return;
    case 'readings': await deliver(outside, world, readingDeliveries(outside, world, task.day)); return;
    case 'look_at_balance': await think(outside, world, task.accountId, task.days); return;
    case 'bank_evening': await bankEvening(outside, world); return;
    case 'peak': await trip(outside, world, task.serial); return;
    case 'press': await press(outside, world, task.serial); return;
    case 'move': await carryOut(outside, world, task); return;
    case 'event': await sendEvent(outside, world, task.event, task.attempt); return;
    case 'sms_status': await moveStatus(outside, world, task.sid, task.status); return;
  }
}

function midnight(outside: OutsideWorld, world: World, endedDay: string): void {
  for (const meter of Object.values(world.meters)) bringUpToDate(outside.seed, world, meter);
  closeDay(world, endedDay);
  planDay(outside, world, addDays(endedDay, 1));
}

async function think(outside: OutsideWorld, world: World, accountId: string, days: number): Promise<void> {
  const home = world.homes.find((candidate) => candidate.accountId === accountId);
  if (home !== undefined) await lookAtBalance(outside, world, home, days);
}

async function bankEvening(outside: OutsideWorld, world: World): Promise<void> {
  const statements = world.tenants.map((tenant) => statementDelivery(world, tenant, usualFormat(world, tenant.id)));
  await deliver(outside, world, statements.filter((statement) => statement !== null));
}

function nextDue(world: World, nowMs: number): AgendaItem | null {
  return world.agenda.filter((item) => item.dueAtMs <= nowMs).sort(byDueTime)[0] ?? null;
}

function byDueTime(one: AgendaItem, other: AgendaItem): number {
  return one.dueAtMs - other.dueAtMs || one.number - other.number;
}

function isWallDue(item: AgendaItem, wallNowMs: number): boolean {
  return item.wallDueAtMs !== null && item.wallDueAtMs <= wallNowMs;
}
