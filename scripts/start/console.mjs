// What the person at the console sees: plain lines, the same on a terminal and in a log of CI.

const SAY_AFTER_MS = 2_000;
const SAY_AGAIN_MS = 10_000;

/** Writes go on failing without harm when the terminal or npm is gone: the stop must still run in order. */
export function survivePipeLoss() {
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
}

export function say(line) {
  console.log(line);
}

export function complain(line) {
  console.error(line);
}

/**
 * Does `work` and, when it takes longer than two seconds, says what goes on and for how long. Work that tells its own
 * progress calls `spoke` with each line, and is then not spoken over.
 * @template Result
 * @param {string} title what is being done, as in "Building"
 * @param {(spoke: () => void) => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withProgress(title, work) {
  const startedAt = performance.now();
  const seconds = () => Math.round((performance.now() - startedAt) / 1000);
  let said = false;
  let again;
  const spoke = () => {
    said = true;
    clearTimeout(first);
    clearInterval(again);
    again = setInterval(() => say(`${title}: still busy after ${seconds()} s`), SAY_AGAIN_MS);
  };
  const first = setTimeout(() => {
    say(`${title} ...`);
    spoke();
  }, SAY_AFTER_MS);
  try {
    const result = await work(spoke);
    if (said && seconds() * 1000 >= SAY_AFTER_MS) say(`${title}: done in ${seconds()} s`);
    return result;
  } finally {
    clearTimeout(first);
    clearInterval(again);
  }
}
