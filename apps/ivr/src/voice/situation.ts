import type { Situation } from '../dialogue/person.js';
import type { Env } from '../env.schema.js';

/** What a conversation knows of the world around it, from the settings. */
export function situationOf(env: Env, nowMs: number): Situation {
  const [opensAt = 8, closesAt = 18] = env.IVR_DESK_HOURS.split('-').map((hour) => Number.parseInt(hour, 10));
  return { desk: { number: env.IVR_DESK_NUMBER ?? null, opensAt, closesAt, helpLine: env.HELP_LINE }, nowMs };
}
