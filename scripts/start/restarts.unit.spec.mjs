import { expect, it } from 'vitest';
import { restartPolicy } from './restarts.mjs';

it('doubles the pause with each death of the last minute and gives up at the sixth', () => {
  const afterDeath = restartPolicy();
  const verdicts = [0, 1_000, 3_000, 6_000, 11_000].map(afterDeath);
  expect(verdicts.map((verdict) => verdict.pauseMs)).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
  expect(afterDeath(20_000)).toEqual({ kind: 'give_up', deaths: 6 });
});

it('forgets deaths that are older than a minute', () => {
  const afterDeath = restartPolicy();
  for (let death = 0; death < 20; death += 1) expect(afterDeath(death * 20_000).kind).toBe('restart');
  expect(afterDeath(500_000)).toEqual({ kind: 'restart', pauseMs: 500 });
});
