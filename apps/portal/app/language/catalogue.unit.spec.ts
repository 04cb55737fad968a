import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languages } from '../api/types.js';
import { catalogue } from './catalogue.js';
import { translator, wordOr } from './translator.js';

const texts = Object.entries(catalogue).flatMap(([room, keys]) => Object.entries(keys).map(([key, text]) => [`${room}.${key}`, text] as const));
const placeholdersOf = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).toSorted();

describe('catalogue', () => {
  it.each(texts)('%s is written in every language, with the same things put in', (_key, text) => {
    for (const language of languages) {
      expect(text[language].trim(), language).not.toBe('');
      expect(placeholdersOf(text[language]), language).toEqual(placeholdersOf(text.nl));
    }
  });

  it('holds no sentence that nobody shows', () => {
    const folder = new URL('..', import.meta.url).pathname;
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name) && !name.includes('language/texts'));
    const code = sources.map((name) => readFileSync(`${folder}/${name}`, 'utf8')).join('\n');
    const roomsShownByCode = new Set([...code.matchAll(/`(\w+)\.\$\{/g)].map((match) => match[1]));
    const unused = texts.map(([key]) => key.replace(/_(one|other)$/, '')).filter((key) => !code.includes(`'${key}'`) && !roomsShownByCode.has(key.split('.')[0]));
    expect(unused.filter((key) => !/^(channel|commandState|component)\./.test(key))).toEqual([]);
  });

  it('counts days in the words of each language', () => {
    expect(languages.map((language) => translator(language)('accounts.days', { count: 1 }))).toEqual(['nog ongeveer 1 dag', 'encore environ 1 jour', 'noch etwa 1 Tag', 'about 1 day left']);
    expect(translator('nl')('accounts.days', { count: 3 })).toBe('nog ongeveer 3 dagen');
    expect(translator('fr')('accounts.days', { count: 0 })).toBe('encore environ 0 jour');
  });

  it('shows a code of the API that it has no word for, rather than nothing', () => {
    expect(wordOr(translator('nl'), 'channel', 'terminal')).toBe('Terminal');
    expect(wordOr(translator('nl'), 'channel', 'carrier_pigeon')).toBe('carrier pigeon');
    expect(wordOr(translator('nl'), 'channel', 'constructor')).toBe('constructor');
  });
});
