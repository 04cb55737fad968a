// Reads postmaster.pid, the file in which a running PostgreSQL names itself. After kill -9 it may name a process that is
// gone, or a number that another program has been given since.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const PID_LINE = 0;
const PORT_LINE = 3;
const STATUS_LINE = 7;

/** True while a process with this number runs, also when it belongs to another account. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return !hasEnded(pid);
}

// In a container whose first process collects no children, an ended process stays in the list as a zombie.
function hasEnded(pid) {
  try {
    return /\) Z /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** The command line of a process, or '' when it is gone or cannot be read. */
export function commandLine(pid) {
  if (fs.existsSync('/proc/self/cmdline')) {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  }
  return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout ?? '';
}

/**
 * The live server on this data folder.
 * @returns {{ pid: number, port: number, status: string } | null} null when none runs; `status` is PostgreSQL's own word
 *   (starting, ready, stopping)
 */
export function liveServer(dataFolder) {
  const file = path.join(dataFolder, 'postmaster.pid');
  if (!fs.existsSync(file)) return null;
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[PID_LINE]);
  if (!Number.isSafeInteger(pid) || pid <= 1 || !isAlive(pid)) return null;
  if (!commandLine(pid).includes(dataFolder)) return null;
  return { pid, port: Number(lines[PORT_LINE]), status: (lines[STATUS_LINE] ?? '').trim() };
}

/** Waits until the process is gone; false when it still lives after `longestMs`. */
export async function waitUntilGone(pid, longestMs) {
  const steps = Math.ceil(longestMs / 50);
  for (let step = 0; step < steps; step += 1) {
    if (!isAlive(pid)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return !isAlive(pid);
}
