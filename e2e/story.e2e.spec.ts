import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, inject, it } from 'vitest';

/** Runs the story as a person does, from its command line. */
function tellStory(environment: Record<string, string>): Promise<{ exitCode: number | null; output: string }> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'story/story.ts')], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, output })));
}

it('the story of a household holds from its first euro to the button of its gas meter', async () => {
  const { apiUrl, simulatorUrl, dataFolder } = inject('house');
  const { exitCode, output } = await tellStory({ API_URL: apiUrl, SIMULATOR_URL: simulatorUrl, TEGOED_SECRETS: path.join(dataFolder, 'secrets.json') });
  expect(exitCode, output).toBe(0);
  expect(output).toContain('The story holds.');
  expect(output.match(/ledger verify: 0\.00/g)?.length).toBeGreaterThanOrEqual(8);
});
