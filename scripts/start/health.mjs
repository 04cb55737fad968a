// Asks a process over HTTP whether it is up.

const PAUSE_MS = 100;
const LONGEST_ANSWER_MS = 5_000;

async function statusOf(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(LONGEST_ANSWER_MS), redirect: 'manual' });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}

/**
 * Waits until `url` answers as `accept` wants.
 * @param {string} url
 * @param {{ accept: (status: number) => boolean, longestMs: number, signal: AbortSignal }} options
 * @returns {Promise<'answered' | 'too_late' | 'stopped'>}
 */
export async function waitForAnswer(url, { accept, longestMs, signal }) {
  const timeUp = AbortSignal.timeout(longestMs);
  while (!signal.aborted) {
    const status = await statusOf(url);
    if (status !== null && accept(status)) return 'answered';
    if (timeUp.aborted) return 'too_late';
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return 'stopped';
}
