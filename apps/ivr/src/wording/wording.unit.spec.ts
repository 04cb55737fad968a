import { describe, expect, it } from 'vitest';
import { EAN_DIGITS, FakeLine, HOME, PIN, Telephone } from '../dialogue/fake-line.spec.js';
import { LANGUAGES, phrasesOf, type Language, type Phrases } from './index.js';

/** Words a second at which a voice that is easy to follow speaks. */
const WORDS_PER_SECOND = 2.5;
const SECONDS_TO_BALANCE = 25;
const LONGEST_SENTENCE_WORDS = 17;
const BANNED = /\b(debiteur|wanbetal\w*|budgetmeter|negatief|afgesloten worden|schuldenaar|défaut de paiement|débiteur|négatif|Schuldner|säumig|negativ|debtor|default|negative|customer number)\b/i;

/** Every text of a catalogue, its functions called with words that are as long as they get. */
function textsOf(part: object, path = ''): (readonly [string, string])[] {
  return Object.entries(part).flatMap(([name, value]): (readonly [string, string])[] => {
    if (path === '' && (name === 'figures' || name === 'spokenKeys')) return [];
    if (typeof value === 'function') {
      const words = ['donderdag', 'donderdag', '1234 euro 56', '22 uur 45'];
      const known: unknown = (value as (...facts: unknown[]) => string)(...(name === 'callAgain' ? ['0800 00 000', 8, 18] : words));
      return [[`${path}${name}`, String(known)]];
    }
    return typeof value === 'string' ? [[`${path}${name}`, value]] : textsOf(value as object, `${path}${name}.`);
  });
}

const countWords = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
const names = (phrases: Phrases): string[] => textsOf(phrases).map(([name]) => name);

describe('what the line says', () => {
  it('is complete in every language', () => {
    for (const language of LANGUAGES) {
      expect(names(phrasesOf(language))).toEqual(names(phrasesOf('nl')));
      for (const [name, text] of textsOf(phrasesOf(language))) expect([language, name, text.trim().length]).toEqual([language, name, expect.toSatisfy((length: number) => length > 2)]);
      expect(Object.keys(phrasesOf(language).spokenKeys).toSorted()).toEqual(['0', '1', '2', '3', '4', '9']);
    }
  });

  it('is not left in another language', () => {
    const dutch = new Map(textsOf(phrasesOf('nl')));
    for (const language of ['fr', 'de', 'en'] as const) {
      expect(textsOf(phrasesOf(language)).filter(([name, text]) => dutch.get(name) === text)).toEqual([]);
    }
  });

  it.each(LANGUAGES)('is plain in %s: short sentences, no blame', (language) => {
    for (const [name, text] of textsOf(phrasesOf(language))) {
      expect([name, BANNED.test(text)]).toEqual([name, false]);
      for (const sentence of text.split(/[.?!:](?:\s|$)/)) expect([name, sentence, countWords(sentence)]).toEqual([name, sentence, expect.toSatisfy((count: number) => count <= LONGEST_SENTENCE_WORDS)]);
    }
  });

  it('speaks amounts, days and times as people do', () => {
    const spoken = (language: Language): unknown[] => {
      const { amount, days, weekday, time } = phrasesOf(language).figures;
      return [amount('12.30'), amount('-0.05'), amount('1.00'), days(1), days(3), weekday(4), time(14, 5), time(10, 0)];
    };
    expect(spoken('nl')).toEqual(['12 euro 30', '5 cent', '1 euro', '1 dag', '3 dagen', 'donderdag', '14 uur 5', '10 uur']);
    expect(spoken('fr')).toEqual(['12 euros 30', '5 cents', '1 euro', '1 jour', '3 jours', 'jeudi', '14 heures 5', '10 heures']);
    expect(spoken('de')).toEqual(['12 Euro 30', '5 Cent', '1 Euro', '1 Tag', '3 Tage', 'Donnerstag', '14 Uhr 5', '10 Uhr']);
    expect(spoken('en')).toEqual(['12 euros 30', '5 cents', '1 euro', '1 day', '3 days', 'Thursday', '14 o 5', '10 o’clock']);
  });
});

describe('the balance is heard within 25 seconds of spoken text', () => {
  /** The words that are spoken until the amount has been said. */
  const wordsToBalance = (telephone: Telephone): number => {
    const said = telephone.heard.join(' ');
    return countWords(said.slice(0, said.indexOf('1234') + '1234 euro 56'.length));
  };
  const line = (contact: FakeLine['contact'], utility: 'electricity' | 'exclusive_night'): FakeLine =>
    Object.assign(new FakeLine(), { contact, accounts: [{ ...HOME, utility, confirmedSupply: 'limited', balanceEuro: '1234.56', daysLeft: 365 }] });

  it.each(LANGUAGES)('for a known number in %s', async (language) => {
    const telephone = new Telephone(line({ known: true, language, balanceWithoutPin: false }, 'exclusive_night'));
    await telephone.ring();
    await telephone.press(PIN);
    expect(wordsToBalance(telephone) / WORDS_PER_SECOND).toBeLessThanOrEqual(SECONDS_TO_BALANCE);
  });

  it.each(LANGUAGES)('for an unknown number in %s, without the time to type', async (language) => {
    const telephone = new Telephone(line({ known: false, language: null, balanceWithoutPin: false }, 'exclusive_night'), { from: null });
    await telephone.ring();
    await telephone.press(String(LANGUAGES.indexOf(language) + 1));
    await telephone.press(EAN_DIGITS);
    await telephone.press(PIN);
    expect(wordsToBalance(telephone) / WORDS_PER_SECOND).toBeLessThanOrEqual(SECONDS_TO_BALANCE);
  });
});
