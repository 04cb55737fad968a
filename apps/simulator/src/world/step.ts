import { carryOut, press, sendEvent, trip } from '../amm/moves.js';
import { statementDelivery, usualFormat } from '../bank/bank.js';
import { lookAtBalances, payAtCounter, type Look } from '../bank/household.js';
import { addDays, dayOf } from '../calendar/supply-day.js';
import { closeDay, readingDeliveries } from '../mdm/mdm.js';
import { bringUpToDate } from '../meters/house.js';
import { moveStatus } from '../sinks/sms.js';
import { endRinging } from '../telephone/placed-calls.js';
import type { AgendaItem, Task, World } from '../store/state.js';
import { byDueTime, takeDue, takeDueOfKind, takeItem } from './agenda.js';
import { planDay } from './day-plan.js';
import { learnWorld } from './learn.js';
import { deliver, sendWaiting } from './outbox.js';
import { note, type OutsideWorld } from './outside-world.js';
import { inTurn } from './turn.js';

/** Households that look at their balance together, before anything else of the agenda happens. */
const LOOKS_AT_ONCE = 60;

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
    for (let item = takeDue(world, nowMs); item !== null; item = takeDue(world, nowMs)) {
      world.nowMs = Math.max(world.nowMs, item.dueAtMs);
      if (item.task.kind === 'look_at_balance') await think(outside, world, [item, ...takeDueOfKind(world, nowMs, 'look_at_balance', LOOKS_AT_ONCE)]);
      else await perform(outside, world, item.task);
    }
    world.nowMs = Math.max(world.nowMs, nowMs);
    // A step in which nothing happened changes only the time, which the next step brings again.
    if (world.nextAgendaNumber + world.agenda.length !== agendaBefore) outside.saveSoon();
    return true;
  });
}

/** While a world clock stands still, wall time carries answers and receipts; nobody pays or reads by it. */
export async function tickWorlds(outside: OutsideWorld, wallNowMs: number): Promise<void> {
  for (const world of Object.values(outside.state.worlds)) {
    if (!world.agenda.some((item) => isWallDue(item, wallNowMs))) continue;
    await inTurn(world.id, async () => {
      const due = world.agenda.filter((item) => isWallDue(item, wallNowMs)).sort(byDueTime);
      for (const item of due) if (takeItem(world, item)) await perform(outside, world, item.task);
      outside.saveSoon();
    });
  }
}

// The list of homes is asked for once per supply day; contracts that start in between are learnt by their first order.
async function upToDateWorld(outside: OutsideWorld, worldId: string, nowMs: number): Promise<World | null> {
  const known = outside.state.worlds[worldId];
  if (known !== undefined && known.homes.length > 0 && dayOf(known.nowMs) === dayOf(nowMs)) return known;
  return await learnWorld(outside, worldId) ?? known ?? null;
}

async function perform(outside: OutsideWorld, world: World, task: Task): Promise<void> {
  switch (task.kind) {
    case 'midnight': midnight(outside, world, task.day); return;
    case 'readings': await deliver(outside, world, readingDeliveries(outside, world, task.day)); return;
    case 'look_at_balance': await lookAtBalances(outside, world, looksOf(world, task, world.nowMs)); return;
    case 'bank_evening': await bankEvening(outside, world); return;
    case 'peak': await trip(outside, world, task.serial); return;
    case 'press': await press(outside, world, task.serial); return;
    case 'pay_at_counter': await payAtCounter(outside, world, task.accountId, task.amountCents); return;
    case 'move': await carryOut(outside, world, task); return;
    case 'event': await sendEvent(outside, world, task.event, task.attempt); return;
    case 'sms_status': await moveStatus(outside, world, task.sid, task.status); return;
    case 'placed_call': await endRinging(outside, task.sid, task.isPickedUp); return;
  }
}

function midnight(outside: OutsideWorld, world: World, endedDay: string): void {
  for (const meter of Object.values(world.meters)) bringUpToDate(outside.seed, world, meter);
  closeDay(world, endedDay);
  planDay(outside, world, addDays(endedDay, 1));
}

// Households that think of their balance one after the other do so side by side: each of them is a request to the API.
async function think(outside: OutsideWorld, world: World, items: readonly AgendaItem[]): Promise<void> {
  const looks = items.flatMap(({ task, dueAtMs }) => looksOf(world, task, dueAtMs));
  // Two looks of one home would see the same balance and pay twice.
  const firstLooks = looks.filter((look, index) => looks.findIndex(({ home }) => home === look.home) === index);
  await lookAtBalances(outside, world, firstLooks);
  world.nowMs = Math.max(world.nowMs, ...items.map(({ dueAtMs }) => dueAtMs));
}

function looksOf(world: World, task: Task, atMs: number): readonly Look[] {
  if (task.kind !== 'look_at_balance') return [];
  const home = world.homes.find((candidate) => candidate.accountId === task.accountId);
  return home === undefined ? [] : [{ home, days: task.days, atMs }];
}

async function bankEvening(outside: OutsideWorld, world: World): Promise<void> {
  const statements = world.tenants.flatMap((tenant) => {
    const amountsCents = (world.bank[tenant.id]?.waiting ?? []).map(({ amountCents }) => amountCents);
    const statement = statementDelivery(world, tenant, usualFormat(world, tenant.id));
    if (statement === null) return [];
    note(outside, world, { kind: 'statement', deliveryId: statement.id, tenantId: tenant.id, amountsCents });
    return [statement];
  });
  await deliver(outside, world, statements);
}

function isWallDue(item: AgendaItem, wallNowMs: number): boolean {
  return item.wallDueAtMs !== null && item.wallDueAtMs <= wallNowMs;
}
