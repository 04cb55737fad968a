import { instantAt, type SupplyDay } from '@tegoed/prepayment-engine';
import { describe, expect, it } from 'vitest';
import { dayDueBy, freshnessAt } from './measured-until.js';

const day = (text: string): SupplyDay => text as SupplyDay;
const at = (text: string, minute: number) => instantAt(day(text), minute);

describe('the readings of a day', () => {
  it('are due at six in the morning of the next, on days of 23 and 25 hours too', () => {
    for (const [today, yesterday, before] of [['2026-11-24', '2026-11-23', '2026-11-22'], ['2026-03-29', '2026-03-28', '2026-03-27'], ['2026-10-25', '2026-10-24', '2026-10-23']] as const) {
      expect(dayDueBy(at(today, 6 * 60) )).toBe(yesterday);
      expect(dayDueBy((at(today, 6 * 60) - 1) as ReturnType<typeof at>)).toBe(before);
    }
  });

  it('are stale once they are due and missing, and when there never were any', () => {
    expect(freshnessAt(day('2026-11-22'), at('2026-11-24', 359)).stale).toBe(false);
    expect(freshnessAt(day('2026-11-22'), at('2026-11-24', 360)).stale).toBe(true);
    expect(freshnessAt(day('2026-11-23'), at('2026-11-24', 360)).stale).toBe(false);
    expect(freshnessAt(null, at('2026-11-24', 0)).stale).toBe(true);
  });
});
