import { phrasesOf } from '../wording/index.js';
import type { Call } from './call.js';
import { isOpen, type Desk } from './desk.js';
import { ask, type Steps } from './orders.js';
import { farewell, lines, type Turn } from './turn.js';

/** What a conversation knows of the world around it. */
export interface Situation {
  readonly desk: Desk;
  /** Epoch milliseconds of the wall: people at a desk live by it, whatever the clock of a sandbox says. */
  readonly nowMs: number;
}

/** A person takes over: at once while the desk is open, else by calling back. */
export function* person(call: Call, { desk, nowMs }: Situation, ...first: readonly string[]): Steps<Turn> {
  const phrases = phrasesOf(call.language);
  if (desk.number !== null && isOpen(desk, nowMs)) {
    return { lines: lines(call.language, [...first, phrases.connecting]), next: { kind: 'connect', number: desk.number } };
  }
  const noted = (yield* ask({ kind: 'ask_call_back' })) === 'noted';
  const hours = phrases.callAgain(desk.helpLine, desk.opensAt, desk.closesAt);
  return farewell(call.language, ...first, ...(noted ? [phrases.callBackNoted] : []), hours, phrases.goodbye);
}
