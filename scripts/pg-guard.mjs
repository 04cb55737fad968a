// Stops PostgreSQL when start.mjs is gone without having stopped it. PostgreSQL knows no channel to a parent, so this
// small process holds one in its place: start.mjs sends `{ watch: pid }` after each start of the server and 'done' at
// the end. First the sessions may end (SIGTERM), then they are broken off (SIGINT); both write a clean shutdown.
import process from 'node:process';

const SESSIONS_MAY_END_MS = 9_000;
let watchedPid = null;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function exitWhenServerIsGone() {
  if (watchedPid === null || !isAlive(watchedPid)) process.exit(0);
}

process.on('SIGTERM', () => {});
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
process.on('message', (message) => {
  if (message === 'done') process.exit(0);
  watchedPid = message.watch;
});
process.on('disconnect', () => {
  exitWhenServerIsGone();
  process.kill(watchedPid, 'SIGTERM');
  setTimeout(() => isAlive(watchedPid) && process.kill(watchedPid, 'SIGINT'), SESSIONS_MAY_END_MS);
  setInterval(exitWhenServerIsGone, 100);
});
