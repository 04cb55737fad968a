import type { AgendaItem, World } from '../store/state.js';

/** An agenda is kept in order of due time, and of entry among items of the same time, so that its head is what comes next. */
export function enter(agenda: AgendaItem[], item: AgendaItem): void {
  let low = 0;
  let high = agenda.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = agenda[middle];
    if (other !== undefined && byDueTime(other, item) <= 0) low = middle + 1;
    else high = middle;
  }
  agenda.splice(low, 0, item);
}

/** Takes the next item that is due by world time; null when nothing is due until then. */
export function takeDue(world: World, nowMs: number): AgendaItem | null {
  const next = world.agenda[0];
  if (next === undefined || next.dueAtMs > nowMs) return null;
  world.agenda.shift();
  return next;
}

/** Takes the items that stand next in the agenda, are due by world time and are of one kind, at most `limit` of them. */
export function takeDueOfKind(world: World, nowMs: number, kind: AgendaItem['task']['kind'], limit: number): readonly AgendaItem[] {
  const last = world.agenda.findIndex((item, index) => index >= limit || item.dueAtMs > nowMs || item.task.kind !== kind);
  return world.agenda.splice(0, last === -1 ? world.agenda.length : last);
}

/** Takes one item out, wherever it stands; false when it is gone already. */
export function takeItem(world: World, item: AgendaItem): boolean {
  const index = world.agenda.indexOf(item);
  if (index === -1) return false;
  world.agenda.splice(index, 1);
  return true;
}

/** The order in which things happen. */
export function byDueTime(one: AgendaItem, other: AgendaItem): number {
  return one.dueAtMs - other.dueAtMs || one.number - other.number;
}
