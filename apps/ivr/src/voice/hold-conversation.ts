import type { Asking, PhoneLine } from '../api/phone-line.js';
import { awayTurn, wrongPinWhileAway } from '../dialogue/away.js';
import { NEW_CALL, type Call } from '../dialogue/call.js';
import { begin, proceed } from '../dialogue/conversation.js';
import type { Answers, Order, Steps } from '../dialogue/orders.js';
import type { Situation } from '../dialogue/person.js';
import { farewell, question, type Heard, type Turn } from '../dialogue/turn.js';
import { phrasesOf } from '../wording/index.js';
import type { LastKnownFigures } from './last-known.js';

/** Token of what a conversation needs: `@Inject(CONVERSING) deps: Conversing`. */
export const CONVERSING = Symbol('CONVERSING');

/** What holding a conversation needs of the world. */
export interface Conversing {
  readonly line: PhoneLine;
  readonly figures: LastKnownFigures;
}

type Who = Pick<Asking, 'sid' | 'from'>;

/** A call that rings. */
export async function ring(deps: Conversing, who: Who, situation: Situation): Promise<Turn> {
  const turn = await held(deps, { ...who, channel: 'call', step: 0 }, begin(NEW_CALL, situation));
  return turn ?? whileAway(deps, NEW_CALL, null, who, situation);
}

/** An answer of the caller. */
export async function answer(deps: Conversing, who: Who, call: Call, heard: Heard, situation: Situation): Promise<Turn> {
  const turn = await held(deps, { ...who, channel: 'call', step: call.step }, proceed(call, heard, situation));
  return turn ?? whileAway(deps, call, heard, who, situation);
}

/** Carries out the orders of a conversation until it knows what to say; null when the API was away for one of them. */
async function held(deps: Conversing, asking: Asking, steps: Steps<Turn>): Promise<Turn | null> {
  let acceptedPin: string | null = null;
  let next = steps.next();
  while (next.done !== true) {
    const order = next.value;
    const carried = await deps.line.carryOut(asking, order);
    if (carried.kind === 'away') return null;
    if (order.kind === 'check_pin' && carried.answer === 'accepted') acceptedPin = order.pin;
    remember(deps.figures, asking, order, carried.answer, acceptedPin);
    next = steps.next(carried.answer);
  }
  return next.value;
}

function remember(figures: LastKnownFigures, { from, sid }: Asking, order: Order, answered: Answers[Order['kind']], acceptedPin: string | null): void {
  if (order.kind !== 'read' || from === null) return;
  figures.heard(from, sid, answered as Answers['read']);
  if (acceptedPin !== null) figures.accepted(from, acceptedPin);
}

/** What is said while the API is away: the last known figures to whom they may be told, and who helps. */
function whileAway({ figures }: Conversing, call: Call, heard: Heard | null, { from, sid }: Who, situation: Situation): Turn {
  const triesAgain = heard?.kind === 'keys' && heard.keys === '9';
  // Nobody can be written down to be called back, and silence must not go round for ever.
  if (call.place === 'away' && !triesAgain) return helpTurn(call.language, situation);
  const language = from === null ? null : figures.languageOf(from);
  const spoken = call.place === 'language' && language !== null ? { ...call, language } : call;
  if (from === null || language === null) return awayTurn(spoken, null);
  const known = figures.withoutPin(from, sid);
  if (known !== null) return awayTurn(spoken, known);
  if (call.place !== 'pin' || heard?.kind !== 'keys') return question({ ...spoken, place: 'pin', step: call.step + 1 }, phrasesOf(language).typePin);
  const unlocked = figures.withPin(from, heard.keys);
  return unlocked === null ? wrongPinWhileAway(spoken) : awayTurn(spoken, unlocked);
}

/** The last words when something broke that nobody foresaw. */
export function brokenTurn(call: Call | null, situation: Situation): Turn {
  const language = call?.language ?? 'nl';
  const { lines, next } = helpTurn(language, situation);
  return { lines: [...farewell(language, phrasesOf(language).away).lines, ...lines], next };
}

function helpTurn(language: Call['language'], { desk }: Situation): Turn {
  const phrases = phrasesOf(language);
  return farewell(language, phrases.callAgain(desk.helpLine, desk.opensAt, desk.closesAt), phrases.goodbye);
}
