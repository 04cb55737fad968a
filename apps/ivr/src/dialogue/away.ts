import { phrasesOf, spokenMoment } from '../wording/index.js';
import type { Call } from './call.js';
import type { Account } from './orders.js';
import { readOut } from './read-out.js';
import { at, farewell, question, type Turn } from './turn.js';

/** What the line heard last from the API about a customer. */
export interface LastKnown {
  readonly accounts: readonly Account[];
  /** When it was heard, as the customer lives it. */
  readonly at: string;
}

/** Wrong PINs that are allowed while nobody but this process can count them. */
const WRONG_WHILE_AWAY = 3;

/**
 * The API does not answer. The caller hears that the fault is ours, then the last known balance with its time. Without
 * one nothing is said about credit at all: "we cannot look" is not "you have none".
 */
export function awayTurn(call: Call, known: LastKnown | null): Turn {
  const phrases = phrasesOf(call.language);
  const away = at(call, 'away');
  const account = known?.accounts[call.account] ?? known?.accounts[0];
  if (known === null || account === undefined) return question(away, phrases.away, phrases.awayChoices);
  const figures = readOut({ ...account, nextChange: null, lastPayment: null }, phrases);
  return question(away, phrases.away, phrases.lastKnown(...spokenMoment(known.at, phrases)), ...figures, phrases.awayChoices);
}

/** A PIN that does not fit what the line remembers. */
export function wrongPinWhileAway(call: Call): Turn {
  const phrases = phrasesOf(call.language);
  if (call.misses + 1 >= WRONG_WHILE_AWAY) return farewell(call.language, phrases.away, phrases.goodbye);
  return question(at(call, 'pin', { misses: call.misses + 1 }), phrases.doesNotFit, phrases.typePin);
}
