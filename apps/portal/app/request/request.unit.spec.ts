import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../env.schema.js';
import { languageOfBrowser } from './language-choice.js';
import { ownPath } from './own-path.js';

describe('ownPath', () => {
  it.each(['/', '/accounts?query=an', '/people/1#x'.replace('#x', '')])('keeps %s', (path) => expect(ownPath(path)).toBe(path));
  it.each(['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', 'accounts', '', '/\t/elsewhere.example', null])('turns %j into the start', (path) => {
    expect(ownPath(path)).toBe('/');
  });
});

describe('languageOfBrowser', () => {
  it.each([['fr-BE,fr;q=0.9,en;q=0.8', 'fr'], ['pl,de;q=0.5', 'de'], ['EN', 'en'], ['pl', 'nl'], [null, 'nl']])('reads %j as %s', (header, language) => {
    expect(languageOfBrowser(header)).toBe(language);
  });
});

describe('readEnvironment', () => {
  it('needs nothing but a secret', () => {
    expect(readEnvironment({ SESSION_SECRET: 'x'.repeat(32) })).toMatchObject({ kind: 'ready', environment: { PORTAL_PORT: 3000, API_URL: 'http://127.0.0.1:3001' } });
  });

  it('says in one sentence what is wrong', () => {
    expect(readEnvironment({ PORTAL_PORT: '99999', SESSION_SECRET: 'short' })).toMatchObject({ kind: 'invalid', sentence: expect.stringMatching(/PORTAL_PORT.*SESSION_SECRET must be at least 32 characters long/) });
  });
});
