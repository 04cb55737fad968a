import type { Language } from '../wording/index.js';
import type { Call } from './call.js';

/** One thing that is said, and in which language. */
export interface Line {
  readonly language: Language;
  readonly text: string;
}

/** How keys are listened for. */
export interface Listen {
  /** The answer is complete with so many keys; null when the caller ends it with the hash key. */
  readonly keys: number | null;
  /** Words may be spoken in place of a key. */
  readonly speech: boolean;
}

/** What the line does next. */
export type Next =
  | { readonly kind: 'listen'; readonly listen: Listen; readonly call: Call }
  | { readonly kind: 'hang_up' }
  | { readonly kind: 'connect'; readonly number: string };

/** What is said, and what then happens. */
export interface Turn {
  readonly lines: readonly Line[];
  readonly next: Next;
}

/** What the caller answered. */
export type Heard = { readonly kind: 'keys'; readonly keys: string } | { readonly kind: 'words'; readonly words: string } | { readonly kind: 'silence' };

const ONE_KEY: Listen = { keys: 1, speech: true };
const LONGEST_PIN = 6;

const LISTEN: Readonly<Record<Call['place'], Listen>> = {
  language: { keys: 1, speech: false },
  connection: { keys: 13, speech: false },
  pin: { keys: LONGEST_PIN, speech: false },
  menu: ONE_KEY,
  emergency: ONE_KEY,
  pay: ONE_KEY,
  claim_channel: { keys: 1, speech: false },
  claim_amount: { keys: null, speech: false },
  away: ONE_KEY,
};

/** Says something in the language of the call and listens for the answer to it. */
export function question(call: Call, ...texts: readonly string[]): Turn {
  return { lines: lines(call.language, texts), next: { kind: 'listen', listen: LISTEN[call.place], call } };
}

/** Says something as the last thing of a call. */
export function farewell(language: Language, ...texts: readonly string[]): Turn {
  return { lines: lines(language, texts), next: { kind: 'hang_up' } };
}

/** Texts as lines; each begins with a capital, whatever word it begins with. */
export function lines(language: Language, texts: readonly string[]): readonly Line[] {
  return texts.map((text) => ({ language, text: text.charAt(0).toUpperCase() + text.slice(1) }));
}

/** The call at its next question. */
export function at(call: Call, place: Call['place'], change: Partial<Call> = {}): Call {
  return { ...call, misses: 0, ...change, place, step: call.step + 1 };
}
