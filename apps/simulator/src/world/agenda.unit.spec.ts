import fc from 'fast-check';
import { expect, it } from 'vitest';

import type { AgendaItem, Task, World } from '../store/state.js';
import { byDueTime, enter, takeDue, takeDueOfKind, takeItem } from './agenda.js';
import { sideBySide } from './side-by-side.js';

const look: Task = { kind: 'look_at_balance', accountId: 'a', days: 3 };
const evening: Task = { kind: 'bank_evening', day: '2026-11-02' };
const itemOf = (number: number, dueAtMs: number, task: Task = look): AgendaItem => ({ number, dueAtMs, wallDueAtMs: null, task });
const worldOf = (items: readonly AgendaItem[]): World => {
  const agenda: AgendaItem[] = [];
  items.forEach((item) => { enter(agenda, item); });
  return { agenda } as unknown as World;
};

it('keeps an agenda in the order of due time and entry, whatever the order of entering', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
    const items = times.map((dueAtMs, number) => itemOf(number, dueAtMs));
    expect(worldOf(items).agenda).toEqual([...items].sort(byDueTime));
  }));
});

it('takes what is due from the head, and nothing that lies ahead', () => {
  const world = worldOf([itemOf(1, 30), itemOf(2, 10), itemOf(3, 20)]);
  expect([takeDue(world, 20), takeDue(world, 20), takeDue(world, 20)].map((item) => item?.number)).toEqual([2, 3, undefined]);
  expect(world.agenda.map(({ number }) => number)).toEqual([1]);
});

it('takes neighbours of one kind together, up to another kind, the time or the limit', () => {
  const items = [itemOf(1, 1), itemOf(2, 2), itemOf(3, 3, evening), itemOf(4, 4)];
  const taken = (nowMs: number, limit: number) => takeDueOfKind(worldOf(items), nowMs, 'look_at_balance', limit).map(({ number }) => number);
  expect([taken(9, 9), taken(1, 9), taken(9, 1), taken(0, 9)]).toEqual([[1, 2], [1], [1], []]);
  expect(takeDueOfKind(worldOf([itemOf(1, 1)]), 9, 'look_at_balance', 9)).toHaveLength(1);
});

it('takes one item once, wherever it stands', () => {
  const item = itemOf(2, 2);
  const world = worldOf([itemOf(1, 1), item]);
  expect([takeItem(world, item), takeItem(world, item), world.agenda.length]).toEqual([true, false, 1]);
});

it('works side by side within its width and gives the results in order', async () => {
  let busy = 0;
  let most = 0;
  const results = await sideBySide([5, 1, 3, 2, 4], 2, async (item) => {
    most = Math.max(most, (busy += 1));
    await new Promise((resolve) => { setTimeout(resolve, item); });
    busy -= 1;
    return item * 10;
  });
  expect([results, most]).toEqual([[50, 10, 30, 20, 40], 2]);
  expect(await sideBySide([], 2, () => Promise.resolve(1))).toEqual([]);
});
