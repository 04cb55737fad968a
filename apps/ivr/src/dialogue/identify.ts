import { LANGUAGES, phrasesOf } from '../wording/index.js';
import type { Call } from './call.js';
import { home } from './home.js';
import { ask, type Steps } from './orders.js';
import { person, type Situation } from './person.js';
import { at, lines, question, type Turn } from './turn.js';

const CONNECTION = /^\d{13}$/;
const PIN = /^\d{4,6}$/;

/** The call rings: a known number goes to the PIN at once, or to the balance when the customer asked for that. */
export function* begin(call: Call, situation: Situation): Steps<Turn> {
  const contact = yield* ask({ kind: 'open' });
  if (!contact.known || contact.language === null) return askLanguage(at(call, 'language'));
  const known: Call = { ...call, language: contact.language };
  if (contact.balanceWithoutPin) return yield* home(known, situation, phrasesOf(known.language).welcome);
  return askPin(known, phrasesOf(known.language).welcome);
}

/** Each language is offered in itself. */
export function askLanguage(call: Call): Turn {
  const { next } = question(call);
  return { lines: LANGUAGES.flatMap((language) => lines(language, [phrasesOf(language).chooseThisLanguage])), next };
}

/** Asks for the PIN; the answer is complete after six digits or a short pause. */
export function askPin(call: Call, ...first: readonly string[]): Turn {
  return question(at(call, 'pin'), ...first, phrasesOf(call.language).typePin);
}

/** 1 to 4, in the order in which the languages are offered. */
export function languageChosen(call: Call, keys: string): Turn | null {
  const language = /^[1-4]$/.test(keys) ? LANGUAGES[keys.charCodeAt(0) - '1'.charCodeAt(0)] : undefined;
  return language === undefined ? null : question(at({ ...call, language }, 'connection'), phrasesOf(language).typeConnection);
}

/** Whether there is such a connection is not told: the PIN is asked all the same. */
export function* connectionTyped(call: Call, keys: string): Steps<Turn | null> {
  const phrases = phrasesOf(call.language);
  if (!CONNECTION.test(keys)) {
    return call.misses > 0 ? null : question({ ...call, misses: 1, step: call.step + 1 }, phrases.thirteenDigits, phrases.typeConnection);
  }
  yield* ask({ kind: 'name_connection', digits: keys });
  return askPin(call);
}

/** The API counts wrong tries, per call, per customer and over all calls; here they are only told. */
export function* pinTyped(call: Call, keys: string, situation: Situation): Steps<Turn | null> {
  if (!PIN.test(keys)) return null;
  const phrases = phrasesOf(call.language);
  const result = yield* ask({ kind: 'check_pin', pin: keys });
  if (result === 'accepted') return yield* home({ ...call, proved: true }, situation);
  if (result === 'too_many') return yield* person(call, situation, phrases.tooManyPins);
  return askPin(call, phrases.doesNotFit);
}
