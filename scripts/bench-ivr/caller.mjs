import { randomUUID } from 'node:crypto';

/** People listen before they press; these are about three times as quick as people, so that there is more to do at once. */
const QUICKEST_MS = 1_500;
const SLOWEST_MS = 4_000;

/**
 * One call: rings, and presses each of the keys in turn after a moment.
 * @param {{ url: string, sign: (url: string, fields: Record<string, string>) => string }} line
 * @returns {Promise<{ kind: 'ring' | 'pin' | 'key', ms: number, text: string }[]>} every webhook with its time and its TwiML
 */
export async function callPhoneLine(line, phone, keys, seed) {
  const sid = `CA${randomUUID().replaceAll('-', '')}`;
  const steps = [await webhook(line, 'ring', `${line.url}/voice`, { CallSid: sid, From: phone })];
  for (const [index, pressed] of keys.entries()) {
    const action = /action="([^"]+)"/.exec(steps.at(-1).text)?.[1]?.replaceAll('&amp;', '&');
    if (action === undefined) break;
    await new Promise((resolve) => setTimeout(resolve, QUICKEST_MS + moment(seed, index) * (SLOWEST_MS - QUICKEST_MS)));
    steps.push(await webhook(line, pressed.length > 1 ? 'pin' : 'key', action, { CallSid: sid, From: phone, Digits: pressed }));
  }
  return steps;
}

async function webhook({ sign }, kind, url, fields) {
  const startedAt = performance.now();
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(fields), headers: { 'x-twilio-signature': sign(url, fields) } });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  return { kind, ms: performance.now() - startedAt, text };
}

// A share from 0 to 1 that is the same for the same seed.
function moment(seed, index) {
  return ((Math.imul(seed * 31 + index + 1, 2_654_435_761) >>> 0) % 1_000) / 1_000;
}
