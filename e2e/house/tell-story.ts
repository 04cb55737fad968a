import { spawn } from 'node:child_process';
import path from 'node:path';
import type { House } from './start-house.ts';

const e2eFolder = path.resolve(import.meta.dirname, '..');

/** Runs a story against a house as a person does, from its command line. */
export function tellStory({ apiUrl, simulatorUrl, dataFolder }: House, story = 'story', words: readonly string[] = []): Promise<{ exitCode: number | null; output: string }> {
  const where = { API_URL: apiUrl, SIMULATOR_URL: simulatorUrl, TEGOED_SECRETS: path.join(dataFolder, 'secrets.json') };
  const child = spawn(process.execPath, [path.join(e2eFolder, story, 'story.ts'), ...words], { env: { ...process.env, ...where }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, output })));
}
