import { phrasesOf } from '../wording/index.js';
import type { Call } from './call.js';
import { claimAmountTyped, claimChannelChosen, payAnswered } from './claim.js';
import { emergencyAnswered } from './emergency.js';
import { askLanguage, begin, connectionTyped, languageChosen, pinTyped } from './identify.js';
import { home, menuWords } from './home.js';
import { menuChosen, personAsked } from './menu.js';
import { ask, type Steps } from './orders.js';
import { person, type Situation } from './person.js';
import { question, type Heard, type Turn } from './turn.js';

export { begin };

/** After so many silent or wrong answers in a row a person takes over. */
const MISSES_ALLOWED = 2;

/**
 * What is said after an answer. Pure: it yields what it wants to know, so that every path can be walked in a test without
 * a telephone. 9 repeats everywhere and 0 asks for a person everywhere.
 */
export function* proceed(call: Call, heard: Heard, situation: Situation): Steps<Turn> {
  const keys = keysOf(call, heard);
  if (keys === null) return yield* missed(call, situation);
  if (keys === '0') return yield* personAsked(call, situation);
  if (keys === '9' && call.place !== 'menu' && call.place !== 'away') return yield* repeat({ ...call, step: call.step + 1 });
  const turn = yield* answered(call, keys, situation);
  return turn ?? (yield* missed(call, situation));
}

/** Null means that the keys are no answer to what was asked. */
function* answered(call: Call, keys: string, situation: Situation): Steps<Turn | null> {
  switch (call.place) {
    case 'language': return languageChosen(call, keys);
    case 'connection': return yield* connectionTyped(call, keys);
    case 'pin': return yield* pinTyped(call, keys, situation);
    case 'menu': return yield* menuChosen(call, keys, situation);
    case 'emergency': return yield* emergencyAnswered(call, keys);
    case 'pay': return yield* payAnswered(call, keys);
    case 'claim_channel': return yield* claimChannelChosen(call, keys);
    case 'claim_amount': return yield* claimAmountTyped(call, keys);
    case 'away': return keys === '9' ? yield* tryAgain(call, situation) : null;
  }
}

// The API was away: the call begins again, or goes on with fresh figures when the customer was known already.
function* tryAgain(call: Call, situation: Situation): Steps<Turn> {
  return call.proved ? yield* home(call, situation) : yield* begin(call, situation);
}

function* missed(call: Call, situation: Situation): Steps<Turn> {
  if (call.misses + 1 >= MISSES_ALLOWED) return yield* person(call, situation);
  const again = yield* repeat({ ...call, misses: call.misses + 1, step: call.step + 1 });
  const [notUnderstood] = question(call, phrasesOf(call.language).notUnderstood).lines;
  // Who has not chosen a language yet hears the choice only.
  return call.place === 'language' || notUnderstood === undefined ? again : { ...again, lines: [notUnderstood, ...again.lines] };
}

/** The question of a place once more. */
function* repeat(call: Call): Steps<Turn> {
  const phrases = phrasesOf(call.language);
  switch (call.place) {
    case 'language': return askLanguage(call);
    case 'connection': return question(call, phrases.typeConnection);
    case 'pin': return question(call, phrases.typePin);
    case 'menu': return question(call, menuWords(call, yield* ask({ kind: 'read' })));
    case 'emergency': return question(call, phrases.yesOrBack);
    case 'pay': return question(call, phrases.payChoices);
    case 'claim_channel': return question(call, phrases.claimChannel);
    case 'claim_amount': return question(call, phrases.claimAmount);
    case 'away': return question(call, phrases.awayChoices);
  }
}

/** The keys that were pressed, or the key that a spoken word stands for; null for silence and for words that are none. */
function keysOf(call: Call, heard: Heard): string | null {
  if (heard.kind === 'silence') return null;
  if (heard.kind === 'keys') return heard.keys;
  const words = heard.words.toLowerCase();
  const found = Object.entries(phrasesOf(call.language).spokenKeys).find(([, known]) => known.some((word) => words.includes(word)));
  return found?.[0] ?? null;
}
