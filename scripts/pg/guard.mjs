// Our side of pg-guard.mjs, the small process that stops PostgreSQL when we are killed.
import { fork } from 'node:child_process';
import path from 'node:path';

const guardScript = path.resolve(import.meta.dirname, '../pg-guard.mjs');

/**
 * Starts a guard over the server with this process number; the data folder only tells a reader of the process list
 * which server it guards.
 * @returns {{ pid: number, watch: (pid: number) => void, onExit: (listener: () => void) => void, release: () => void }}
 *   `watch` after each new start of the server; `release` once the server is stopped
 */
export function guardPostgres({ pid, dataFolder }) {
  const guard = fork(guardScript, [dataFolder], { detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
  let released = false;
  guard.send({ watch: pid });
  guard.unref();
  guard.channel?.unref();
  return {
    pid: guard.pid,
    watch: (newPid) => guard.connected && guard.send({ watch: newPid }),
    onExit: (listener) => guard.once('exit', () => released || listener()),
    release: () => {
      released = true;
      if (guard.connected) guard.send('done');
    },
  };
}
