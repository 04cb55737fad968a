import type { Language } from '../../wording/index.js';
import { de } from './de.js';
import { en } from './en.js';
import { fr } from './fr.js';
import { nl } from './nl.js';
import type { TextPhrases } from './text-phrases.js';

const CATALOGUES: Readonly<Record<Language, TextPhrases>> = { nl, fr, de, en };

/** What answers by SMS say in a language. */
export function textPhrasesOf(language: Language): TextPhrases {
  return CATALOGUES[language];
}

/** To a number that belongs to nobody we know; the language is not known either. */
export function unknownNumber(helpLine: string): string {
  return `Nummer niet bekend. Numéro inconnu. Nummer unbekannt. Number not known. Tel: ${helpLine}`;
}

export type { TextPhrases } from './text-phrases.js';
