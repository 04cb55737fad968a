import { instant } from '@tegoed/prepayment-engine';
import { describe, expect, it } from 'vitest';
import { nextAgendaMoment, nextStop } from './clock-steps.js';

const at = (iso: string) => instant(Date.parse(iso));

describe('the steps of a sandbox clock', () => {
  it('stops where the MDM delivers, in local time on both sides of the change of clock', () => {
    expect(nextAgendaMoment(at('2026-03-28T20:00:00Z'))).toBe(at('2026-03-29T01:15:00Z')); // 02:15 does not exist that night
    expect(nextAgendaMoment(at('2026-10-24T20:00:00Z'))).toBe(at('2026-10-25T00:15:00Z'));
  });
  it('goes to the earliest of due, agenda and target', () => {
    const now = at('2026-11-20T09:30:00Z');
    expect(nextStop(now, at('2026-11-21T00:00:00Z'), at('2026-11-20T09:40:00Z'), true)).toBe(at('2026-11-20T09:40:00Z'));
    expect(nextStop(now, at('2026-11-21T00:00:00Z'), null, true)).toBe(at('2026-11-20T11:00:00Z'));
    expect(nextStop(now, at('2026-11-21T00:00:00Z'), null, false)).toBe(at('2026-11-21T00:00:00Z'));
  });
  it('does the dues of one second at one stop, never early', () => {
    const stop = (due: string) => nextStop(at('2026-11-20T09:30:00.500Z'), at('2026-11-21T00:00:00Z'), at(due), false);
    expect(stop('2026-11-20T09:40:00.001Z')).toBe(at('2026-11-20T09:40:01Z'));
    expect(stop('2026-11-20T09:40:00Z')).toBe(at('2026-11-20T09:40:00Z'));
    expect(nextStop(at('2026-11-20T09:30:00Z'), at('2026-11-20T09:40:00.500Z'), at('2026-11-20T09:40:00.200Z'), false)).toBe(at('2026-11-20T09:40:00.500Z'));
  });
  it('never goes back', () => {
    const now = at('2026-11-20T09:30:00Z');
    expect(nextStop(now, at('2026-11-20T09:00:00Z'), null, false)).toBe(now);
  });
});
