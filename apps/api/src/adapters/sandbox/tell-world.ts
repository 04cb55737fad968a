import { isoOf } from '../clock/wall-clock.js';

/** The outside of a sandbox is told the time and answers when it has done everything due until then. */
const ANSWER_WITHIN_MS = 60_000;

/**
 * Tells the simulator a world's time. A simulator that is not there stops nobody: the clock moves on, only nothing
 * comes from outside.
 */
export async function tellWorld(simulatorUrl: string, worldPublicId: string, nowMs: number): Promise<void> {
  const answer = await fetch(`${simulatorUrl.replace(/\/$/, '')}/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ worldId: worldPublicId, now: isoOf(nowMs) }),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  }).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  if (typeof answer === 'string') console.error(`the simulator does not answer: ${answer}`);
  else if (!answer.ok) console.error(`the simulator answered ${answer.status} to its clock`);
}
