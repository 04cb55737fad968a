import { phrasesOf, type Language } from '../wording/index.js';
import { NEW_CALL } from './call.js';
import { isOpen } from './desk.js';
import type { Situation } from './person.js';
import { farewell, lines, type Heard, type Turn } from './turn.js';

/** What we call somebody about. */
export interface Message {
  readonly language: Language;
  readonly text: string;
}

/** What follows on an answer: the next turn, and whether the person has heard the message. */
export interface MessageAnswered {
  readonly turn: Turn;
  readonly isHeard: boolean;
}

/**
 * We call, and somebody picks up: who we are, the message, and a key to say that it was heard. Nobody is asked for a PIN:
 * whoever takes this telephone hears what an SMS to it would say.
 */
export function tellMessage(message: Message): Turn {
  const { weCall, confirmHeard } = phrasesOf(message.language);
  return {
    lines: lines(message.language, [weCall, message.text, confirmHeard]),
    next: { kind: 'listen', listen: { keys: 1, speech: false }, call: { ...NEW_CALL, language: message.language } },
  };
}

/** 1 has heard it, 9 hears it again, 0 gets a person; silence and other keys hear it once more, and then the call ends unheard. */
export function messageAnswered(message: Message, heard: Heard, isRepeat: boolean, situation: Situation): MessageAnswered {
  const phrases = phrasesOf(message.language);
  const keys = heard.kind === 'keys' ? heard.keys : null;
  if (keys === '1') return { turn: farewell(message.language, phrases.heard, phrases.goodbye), isHeard: true };
  if (keys === '0') return { turn: helpTurn(message.language, situation), isHeard: false };
  if (keys === '9' || !isRepeat) return { turn: tellMessage(message), isHeard: false };
  return { turn: farewell(message.language, phrases.goodbye), isHeard: false };
}

/** There is nothing to tell (any more), or nobody to ask for it: who helps. */
export function noMessage(language: Language, { desk }: Situation): Turn {
  const phrases = phrasesOf(language);
  return farewell(language, phrases.weCall, phrases.callAgain(desk.helpLine, desk.opensAt, desk.closesAt), phrases.goodbye);
}

function helpTurn(language: Language, { desk, nowMs }: Situation): Turn {
  const phrases = phrasesOf(language);
  if (desk.number !== null && isOpen(desk, nowMs)) return { lines: lines(language, [phrases.connecting]), next: { kind: 'connect', number: desk.number } };
  return farewell(language, phrases.callAgain(desk.helpLine, desk.opensAt, desk.closesAt), phrases.goodbye);
}
