import fs from 'node:fs';

/** Linux counts CPU time in hundredths of a second (proc_pid_stat, utime and stime). */
const TICK_MS = 10;

/** CPU time that these processes have used together, in milliseconds; 0 where /proc does not tell. */
export function cpuMs(pids) {
  return pids.reduce((sum, pid) => sum + cpuOf(pid), 0);
}

function cpuOf(pid) {
  try {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return 0;
  }
}
