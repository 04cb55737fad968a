import fs from 'node:fs';
import type pg from 'pg';

/** Clock ticks per second of /proc/<pid>/stat; Linux has given 100 to user space on every platform for decades. */
const TICKS_PER_SECOND = 100;

interface ProcessTimes {
  readonly parent: number;
  readonly ownSeconds: number;
  readonly endedChildrenSeconds: number;
}

/**
 * CPU seconds used so far by this process and by the whole database server: what a busy machine does not distort as it
 * does the clock on the wall. Null where there is no /proc (anything but Linux) or the server is elsewhere.
 */
export async function cpuSeconds(admin: pg.Client): Promise<number | null> {
  const { rows } = await admin.query<{ pid: number }>('select pg_backend_pid() as pid');
  const postmaster = timesOf(rows[0]?.pid ?? 0)?.parent;
  if (postmaster === undefined) return null;
  const { user, system } = process.cpuUsage();
  let seconds = (user + system) / 1e6;
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const times = timesOf(Number(name));
    if (times === null) continue;
    if (Number(name) === postmaster) seconds += times.ownSeconds + times.endedChildrenSeconds;
    else if (times.parent === postmaster) seconds += times.ownSeconds;
  }
  return seconds;
}

/** Times of one process, see proc(5) under /proc/pid/stat: parent, utime, stime, cutime and cstime. */
function timesOf(pid: number): ProcessTimes | null {
  let text: string;
  try {
    text = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return null;
  }
  // The name in brackets may hold spaces; the fields are counted after it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const seconds = (field: number): number => Number(fields[field]) / TICKS_PER_SECOND;
  return { parent: Number(fields[1]), ownSeconds: seconds(11) + seconds(12), endedChildrenSeconds: seconds(13) + seconds(14) };
}
