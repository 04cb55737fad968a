// Keeps .data/running.json: which processes belong to the run of this checkout. A second start refuses to share the
// data with a first, and a start right after a kill -9 waits until what is left of the killed run has stopped by itself.
import fs from 'node:fs';
import path from 'node:path';
import { commandLine, isAlive, waitUntilGone } from '../pg/postmaster-file.mjs';
import { StartProblem } from './settings.mjs';

const LONGEST_WAIT_MS = 15_000;

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

// Process numbers are given out again, so a number counts only while its command line still shows what was recorded.
function stillRuns({ pid, command }) {
  return isAlive(pid) && commandLine(pid) === command;
}

const recorded = (pid) => ({ pid, command: commandLine(pid) });

/**
 * @param {string} dataFolder
 * @returns {Promise<{ record: (pids: number[]) => void, end: () => void }>}
 * @throws {StartProblem} when this checkout is running already, or what is left of a killed run does not stop
 */
export async function takeOverFromEarlierRun(dataFolder, { onWait }) {
  const file = path.join(dataFolder, 'running.json');
  const earlier = read(file);
  if (earlier && earlier.main.pid !== process.pid && stillRuns(earlier.main)) {
    throw new StartProblem(`Tegoed is already running from this folder (process ${earlier.main.pid}): stop it first with Ctrl-C or "kill ${earlier.main.pid}".`);
  }
  for (const left of (earlier?.processes ?? []).filter(stillRuns)) {
    onWait();
    if (!(await waitUntilGone(left.pid, LONGEST_WAIT_MS))) throw new StartProblem(`Process ${left.pid} of an earlier run does not stop: end it with "kill -9 ${left.pid}" and start again.`);
  }
  const main = recorded(process.pid);
  // Written beside and renamed: a kill -9 halfway must not leave a file that cannot be read.
  const record = (pids) => {
    fs.writeFileSync(`${file}.new`, JSON.stringify({ main, processes: pids.map(recorded) }));
    fs.renameSync(`${file}.new`, file);
  };
  record([]);
  return { record, end: () => fs.rmSync(file, { force: true }) };
}
