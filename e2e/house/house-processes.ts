import fs from 'node:fs';

/** A process as /proc shows it. */
export interface Process {
  readonly pid: number;
  readonly command: string;
}

const EVERY_NUMBER = /^\d+$/;

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function commandOf(pid: number): string {
  return textOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
}

/** The number of the parent, or null when the process is gone; the name in brackets may hold blanks and brackets itself. */
function parentOf(pid: number): number | null {
  const [, parent] = /\) \S (\d+) /.exec(textOf(`/proc/${pid}/stat`)) ?? [];
  return parent === undefined ? null : Number(parent);
}

/** A process with everything that it started and that those started. */
export function processesUnder(pid: number): Process[] {
  const all = fs.readdirSync('/proc').filter((name) => EVERY_NUMBER.test(name)).map(Number);
  const parents = new Map(all.map((one) => [one, parentOf(one)]));
  const found = [pid];
  for (const parent of found) found.push(...all.filter((one) => parents.get(one) === parent));
  return found.map((one) => ({ pid: one, command: commandOf(one) }));
}

/** Those that still live. Numbers are given out again, so the command line must still be the same; an ended one has none. */
export function stillLiving(processes: readonly Process[]): Process[] {
  return processes.filter(({ pid, command }) => command !== '' && commandOf(pid) === command);
}

/**
 * Memory of a process in bytes: its proportional set size, so that pages which several processes share, such as
 * PostgreSQL's buffers, count once in the sum over all of them (Linux, proc_pid_smaps_rollup).
 */
export function memoryBytes(pid: number): number {
  const [, kilobytes] = /^Pss:\s+(\d+) kB$/m.exec(textOf(`/proc/${pid}/smaps_rollup`)) ?? [];
  return Number(kilobytes ?? 0) * 1024;
}
