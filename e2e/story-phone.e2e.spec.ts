import { expect, inject, it } from 'vitest';
import { tellStory } from './house/tell-story.ts';

it('people who can only call and text hear their balance, take their emergency credit, pay and say so', async () => {
  const { exitCode, output } = await tellStory(inject('house'), 'story-phone', ['--quick']);
  expect(exitCode, output).toBe(0);
  expect(output).toContain('The story by phone holds.');
  expect(output).toMatch(/\d\d TwiML documents are valid\./);
});
