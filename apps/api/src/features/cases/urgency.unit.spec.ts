import { instant } from '@tegoed/prepayment-engine';
import { describe, expect, it } from 'vitest';
import { urgencyOf } from './urgency.js';

const now = instant(Date.UTC(2026, 10, 23, 11));
const inDays = (days: number) => instant(now + days * 86_400_000);

describe('urgency', () => {
  it.each([
    ['off_now', inDays(1), 'off_now'],
    ['limited', null, 'limited'],
    ['ready_to_press', null, 'ready_to_press'],
    ['exhausted', inDays(2), 'changes_within_3_days'],
    ['exhausted', inDays(9), 'emergency_credit'],
    ['emergency_credit', inDays(3), 'changes_within_3_days'],
    ['emergency_credit', inDays(3.1), 'emergency_credit'],
    ['low', inDays(1), 'changes_within_3_days'],
    ['low', inDays(8), null],
    ['low', null, null],
  ] as const)('of %s with a change at %s is %s', (kind, nextChangeAt, urgency) => {
    expect(urgencyOf(kind, nextChangeAt, now)).toBe(urgency);
  });
});
