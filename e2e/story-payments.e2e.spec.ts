import { expect, inject, it } from 'vitest';
import { tellStory } from './house/tell-story.ts';

it('the story of one household that is paid for in every way holds, and its books close to 0.00', async () => {
  const { exitCode, output } = await tellStory(inject('house'), 'story-payments', ['--quick']);
  expect(exitCode, output).toBe(0);
  expect(output).toContain('The story holds.');
  expect(output.match(/ledger verify: 0\.00/g)?.length).toBeGreaterThanOrEqual(12);
});
