// How often a process that dies may be started again.

const WINDOW_MS = 60_000;
const MOST_RESTARTS = 5;
const FIRST_PAUSE_MS = 500;

/**
 * @typedef {{ kind: 'restart', pauseMs: number } | { kind: 'give_up', deaths: number }} Verdict
 */

/**
 * Says after each death whether to start again, and after which pause: it doubles with every death of the last minute.
 * @returns {(atMs: number) => Verdict} to be told the moment of each death, on a clock that only goes forward
 */
export function restartPolicy() {
  let deaths = [];
  return (atMs) => {
    deaths = [...deaths.filter((deathMs) => atMs - deathMs < WINDOW_MS), atMs];
    if (deaths.length > MOST_RESTARTS) return { kind: 'give_up', deaths: deaths.length };
    return { kind: 'restart', pauseMs: FIRST_PAUSE_MS * 2 ** (deaths.length - 1) };
  };
}
