import { de } from './de.js';
import { en } from './en.js';
import { fr } from './fr.js';
import { nl } from './nl.js';
import type { Language, Phrases } from './phrases.js';

const CATALOGUES: Readonly<Record<Language, Phrases>> = { nl, fr, de, en };

/** What the line says in a language. */
export function phrasesOf(language: Language): Phrases {
  return CATALOGUES[language];
}

export { LANGUAGES, type Language, type Phrases, type Supply, type Utility } from './phrases.js';
export { civilDayOf, spokenDay, spokenMoment, spokenPastDay, spokenReference, spokenWeekday } from './moments.js';
