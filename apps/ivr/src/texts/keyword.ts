import { LANGUAGES, type Language } from '../wording/index.js';

/** What a customer asks by SMS. */
export type Wish =
  | { readonly kind: 'balance' | 'help' | 'last_payment' | 'stop' | 'start' | 'unknown' }
  | { readonly kind: 'emergency_credit'; readonly agreed: boolean }
  | { readonly kind: 'language'; readonly language: Language | null };

const WORDS: Readonly<Record<string, Wish['kind']>> = {
  SALDO: 'balance', SOLDE: 'balance', STAND: 'balance', BALANCE: 'balance',
  HULP: 'help', AIDE: 'help', HILFE: 'help', HELP: 'help',
  NOOD: 'emergency_credit', URGENCE: 'emergency_credit', NOT: 'emergency_credit', CREDIT: 'emergency_credit',
  LAATSTE: 'last_payment', DERNIER: 'last_payment', LETZTE: 'last_payment', LAST: 'last_payment',
  STOP: 'stop', START: 'start',
  TAAL: 'language', LANGUE: 'language', SPRACHE: 'language', LANGUAGE: 'language',
};
const YES: ReadonlySet<string> = new Set(['JA', 'OUI', 'YES']);

/** The wish in a text; case, accents, punctuation and blanks do not count. */
export function wishOf(text: string): Wish {
  const [word = '', second = ''] = plainWords(text);
  const kind = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
  switch (kind) {
    case undefined: return { kind: 'unknown' };
    case 'emergency_credit': return { kind, agreed: YES.has(second) };
    case 'language': return { kind, language: LANGUAGES.find((language) => language.toUpperCase() === second) ?? null };
    default: return { kind };
  }
}

function plainWords(text: string): readonly string[] {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().split(/[^A-Z]+/).filter((word) => word !== '');
}
