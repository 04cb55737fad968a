import { describe, expect, it } from 'vitest';
import type { TimelineItem } from '../api/timeline-types.js';
import { balancesByDay } from './balance-history.js';
import { balanceLine, chartHeight, chartWidth } from './balance-line.js';

const grant = (id: string, at: string, balanceAfterEuro: string): TimelineItem => ({
  id, kind: 'grant', at, recordedAt: at, data: { kind: 'support_credit', amountEuro: '1.00', reason: 'r', by: 'b', balanceAfterEuro },
});
const note: TimelineItem = { id: 'n', kind: 'note', at: '2027-01-14T10:00:00Z', recordedAt: '2027-01-14T10:00:00Z', data: { text: 't', by: 'b' } };

describe('balancesByDay', () => {
  it('keeps the last balance of each Brussels day, oldest first, and passes over what moves no money', () => {
    const items = [note, grant('c', '2027-01-13T23:30:00Z', '3.00'), grant('b', '2027-01-13T20:00:00Z', '2.00'), grant('a', '2027-01-13T08:00:00Z', '1.00')];
    expect(balancesByDay(items, 30)).toEqual([
      { day: '2027-01-13', balanceEuro: '2.00' },
      { day: '2027-01-14', balanceEuro: '3.00' },
    ]);
  });

  it('leaves out what lies before the days that are shown', () => {
    const items = [grant('b', '2027-01-31T10:00:00Z', '2.00'), grant('a', '2027-01-01T10:00:00Z', '1.00')];
    expect(balancesByDay(items, 30).map(({ day }) => day)).toEqual(['2027-01-31']);
    expect(balancesByDay(items, 31)).toHaveLength(2);
    expect(balancesByDay([], 30)).toEqual([]);
  });
});

describe('balanceLine', () => {
  it('puts the highest balance at the top, the lowest at the bottom and zero between', () => {
    const line = balanceLine([{ day: '2027-01-01', balanceEuro: '30.00' }, { day: '2027-01-03', balanceEuro: '-10.00' }]);
    expect(line).toMatchObject({ path: `M10 10H${chartWidth - 10}V${chartHeight - 10}`, zeroY: 130, endX: chartWidth - 10, endY: chartHeight - 10 });
  });

  it('draws nothing from fewer than two days', () => {
    expect(balanceLine([])).toBeNull();
    expect(balanceLine([{ day: '2027-01-01', balanceEuro: '30.00' }])).toBeNull();
  });
});
