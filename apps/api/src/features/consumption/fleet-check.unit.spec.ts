import { describe, expect, it } from 'vitest';
import { checkFleet } from './fleet-check.js';
import { emptyCounts } from './settle-range.js';

const counts = (accounts: number, wishesLess: number) => ({ ...emptyCounts(), accounts, wishesLess });

describe('the fleet check of a run', () => {
  it('releases an ordinary day', () => {
    expect(checkFleet(counts(1000, 10), 1000, 100)).toEqual({ kind: 'release' });
  });
  it('quarantines one home too many', () => {
    expect(checkFleet(counts(1000, 11), 1000, 100)).toMatchObject({ kind: 'quarantine', why: expect.stringContaining('11 homes') });
  });
  it('quarantines everything when a bug empties all balances', () => {
    expect(checkFleet(counts(340, 340), 340, 100).kind).toBe('quarantine');
  });
  it('lets a small tenant lower a handful of homes', () => {
    expect(checkFleet(counts(40, 5), 40, 100).kind).toBe('release');
    expect(checkFleet(counts(40, 6), 40, 100).kind).toBe('quarantine');
  });
  it('never releases a run that lost an account', () => {
    expect(checkFleet(counts(999, 0), 1000, 100).kind).toBe('quarantine');
  });
});
