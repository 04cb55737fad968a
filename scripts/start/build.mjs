// Builds what changed. Nx keeps the result of every build, so an unchanged checkout costs about a second.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { StartProblem } from './settings.mjs';

const SHOWN_LINES = 40;

/** The environment that keeps Nx to one plain process: no daemon, no screen of its own. */
export const NX_ENVIRONMENT = { NX_DAEMON: 'false', NX_TUI: 'false' };

/**
 * Builds all projects; the output goes to build.log and its last lines into the problem.
 * @param {{ root: string, logFolder: string, signal: AbortSignal }} options
 * @throws {StartProblem} when a build fails
 */
export async function buildHouse({ root, logFolder, signal }) {
  const logFile = path.join(logFolder, 'build.log');
  const log = fs.openSync(logFile, 'w');
  const nx = path.join(root, 'node_modules/.bin/nx');
  const child = spawn(process.execPath, [nx, 'run-many', '-t', 'build', '--outputStyle=static'], {
    cwd: root,
    env: { ...process.env, ...NX_ENVIRONMENT },
    stdio: ['ignore', log, log],
    detached: true,
  });
  // Nx starts compilers of its own: the whole group is ended, not Nx alone.
  const endGroup = () => process.kill(-child.pid, 'SIGTERM');
  signal.addEventListener('abort', endGroup, { once: true });
  const code = await new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', () => resolve(1));
  });
  signal.removeEventListener('abort', endGroup);
  fs.closeSync(log);
  if (code === 0 || signal.aborted) return;
  const lines = fs.readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-SHOWN_LINES);
  throw new StartProblem(`${lines.join('\n')}\n\nThe build failed: see the lines above, or all of them in ${logFile}.`);
}
