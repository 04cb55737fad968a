import { expect, it } from 'vitest';
import { checkMonth, type Month, type SentMessage } from './month-of-messages/check-month.ts';

const at = (text: string): number => Date.parse(text);
const message = (change: Partial<SentMessage>): SentMessage => ({ channel: 'sms', kind: 'days_left_3', to: 'An', text: 'nog 3 dagen', sentAtMs: at('2026-11-24T07:00:00Z'), ...change });
const month = (change: Partial<Month>): Month => ({ homes: 2, days: 30, messages: [], warnings: [], cuts: [], ...change });

it('finds a cut without a warning that arrived before it and within a week', () => {
  const cut = { accountId: 'a', action: 'limit', sentAtMs: at('2026-11-30T09:00:00Z') };
  const warnedAt = (text: string) => checkMonth(month({ cuts: [cut], warnings: [{ accountId: 'a', arrivedAtMs: at(text) }] })).violations;
  expect(warnedAt('2026-11-28T08:00:00Z')).toEqual([]);
  expect(warnedAt('2026-11-30T09:00:01Z')).toHaveLength(1);
  expect(warnedAt('2026-11-20T08:00:00Z')).toHaveLength(1);
});

it('finds the same words to the same person within a day', () => {
  const again = message({ sentAtMs: at('2026-11-24T18:00:00Z') });
  expect(checkMonth(month({ messages: [message({}), again] })).violations).toHaveLength(1);
  expect(checkMonth(month({ messages: [message({}), { ...again, to: 'Jan' }] })).violations).toEqual([]);
});

it('finds what comes at night, but not news of the supply itself', () => {
  const night = { sentAtMs: at('2026-11-24T20:30:00Z') };
  expect(checkMonth(month({ messages: [message(night)] })).violations).toHaveLength(1);
  expect(checkMonth(month({ messages: [message({ ...night, kind: 'ready' })] })).violations).toEqual([]);
});

it('counts the cost per home and month', () => {
  const report = checkMonth(month({ days: 15, messages: [message({}), message({ channel: 'letter' })] }));
  expect([report.milliEuro, report.milliEuroPerHomeAndMonth]).toEqual([2_035, 2_035]);
});
