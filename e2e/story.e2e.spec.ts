import { expect, inject, it } from 'vitest';
import { tellStory } from './house/tell-story.ts';

it('the story of a household holds from its first euro to the button of its gas meter', async () => {
  const { exitCode, output } = await tellStory(inject('house'));
  expect(exitCode, output).toBe(0);
  expect(output).toContain('The story holds.');
  expect(output.match(/ledger verify: 0\.00/g)?.length).toBeGreaterThanOrEqual(8);
});
