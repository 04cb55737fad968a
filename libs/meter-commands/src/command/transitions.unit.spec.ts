import { describe, expect, it } from 'vitest';
import { COMMAND_STATES, type CommandState } from './meter-command.js';
import { transitionsAsMarkdown } from './transition-document.js';
import { CASES_OF_EVENT, COMMAND_CASES, TRANSITIONS } from './transitions.js';

const DIRECTIONS = ['more', 'less', 'read'] as const;

const cells = COMMAND_STATES.flatMap((state) =>
  COMMAND_CASES.flatMap((on) => DIRECTIONS.map((direction) => ({ state, on, direction }))),
);

function linesFor({ state, on, direction }: (typeof cells)[number]) {
  return TRANSITIONS.filter(
    (line) => line.from.includes(state) && line.on.includes(on) && line.directions.includes(direction),
  );
}

describe('the transition table', () => {
  it('states exactly one outcome for each state, case and direction', () => {
    const wrong = cells.map((cell) => ({ ...cell, lines: linesFor(cell).length })).filter(({ lines }) => lines !== 1);
    expect(wrong).toEqual([]);
    expect(cells).toHaveLength(12 * 21 * 3);
  });

  it('knows every case from some event', () => {
    expect(new Set(Object.values(CASES_OF_EVENT).flat())).toEqual(new Set(COMMAND_CASES));
  });

  it('lets an order for less supply leave in one way only', () => {
    const leaving = TRANSITIONS.filter(({ to, directions }) => to === 'sending' && directions.includes('less'));
    expect(leaving.map(({ on, from }) => ({ on, from }))).toEqual([{ on: ['send_started'], from: ['queued'] }]);
  });

  it('never brings an order for less supply that has left back into the queue', () => {
    const left: CommandState[] = ['sending', 'sent', 'accepted', 'unknown', 'refused', 'unreachable'];
    const back = TRANSITIONS.filter(
      ({ from, to, directions }) =>
        directions.includes('less') && left.some((state) => from.includes(state)) && ['requested', 'held', 'queued'].includes(to),
    );
    expect(back).toEqual([]);
  });

  it('confirms only what the meter itself showed', () => {
    const confirming = TRANSITIONS.filter(({ to }) => to === 'confirmed').flatMap(({ on }) => on);
    expect(new Set(confirming)).toEqual(new Set(['seen_as_wanted', 'seen_otherwise']));
    const otherwise = TRANSITIONS.filter(({ to, on }) => to === 'confirmed' && on.includes('seen_otherwise'));
    expect(otherwise.every(({ directions }) => directions.join() === 'read')).toBe(true);
  });

  it('leaves no open state without a way out by time', () => {
    const open: CommandState[] = ['requested', 'held', 'queued', 'sending', 'sent', 'accepted', 'unknown'];
    for (const state of open) {
      for (const direction of DIRECTIONS) {
        const [byDeadline] = linesFor({ state, on: 'deadline_reached', direction });
        expect(byDeadline?.effects.length, `${state} ${direction}`).toBeGreaterThan(0);
      }
    }
  });

  it('reads as a table', () => {
    const page = transitionsAsMarkdown();
    expect(page.split('\n')[0]).toBe('| when | in state | order | becomes | then | why |');
    expect(page).toContain('| send_started | queued | any | sending | hand_over | Committed before it leaves, so that a crash is seen. |');
    expect(page.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(TRANSITIONS.length + 4 + 12);
  });
});
