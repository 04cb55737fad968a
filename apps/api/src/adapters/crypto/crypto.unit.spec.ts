import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { e164Of, newApiKey, newSessionToken, PersonalData, sameSecret, tokenHash } from './index.js';

const keys = new PersonalData('01'.repeat(32), '02'.repeat(32));
const otherKeys = new PersonalData('03'.repeat(32), '04'.repeat(32));

describe('a sealed column', () => {
  it('opens to the same text and never looks the same twice', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const sealed = keys.seal('person.name', text);
      expect(keys.open('person.name', sealed)).toBe(text);
      expect(keys.seal('person.name', text).equals(sealed)).toBe(false);
    }));
  });

  it('does not open in another column, with another key, or after any changed byte', () => {
    const sealed = keys.seal('person.phone', '+32470123456');
    expect(() => keys.open('person.mail', sealed)).toThrow();
    expect(() => otherKeys.open('person.phone', sealed)).toThrow();
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => keys.open('person.phone', changed)).toThrow();
    }
  });
});

describe('the blind index of a name', () => {
  const finds = (typed: string, name: string): boolean => {
    const stored = keys.namePrefixIndexes(name).map((index) => index.toString('hex'));
    const asked = keys.nameQueryIndexes(typed).map((index) => index.toString('hex'));
    return asked.length > 0 && asked.every((index) => stored.includes(index));
  };

  it.each([
    ['zoe', 'Zoë De Smet'], ['de sm', 'Zoë De Smet'], ['SMET ZO', 'Zoë De Smet'], ['o’ne', 'Sean O’Neill'], ['van den', 'Piet Vandenbroucke'],
  ])('finds by %s the person %s', (typed, name) => {
    expect(finds(typed, name)).toBe(typed !== 'van den');
  });

  it('finds by the beginning of every word, and by no other beginning', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z]{2,11}$/), fc.nat(9), (word, length) => {
      const prefix = word.slice(0, 2 + (length % (word.length - 1)));
      expect(finds(prefix, `Jan ${word}`)).toBe(true);
      expect(finds(`${prefix}0`, `Jan ${word}`)).toBe(false);
    }));
  });

  it('is another one under another key', () => {
    expect(keys.phoneIndex('+32470123456').equals(otherKeys.phoneIndex('+32470123456'))).toBe(false);
  });
});

describe('phones and tokens', () => {
  it.each([['0470 12 34 56', '+32470123456'], ['+32 470/12.34.56', '+32470123456'], ['0032470123456', '+32470123456'], ['12', null], ['geen', null]])(
    'the phone %s is %s', (typed, e164) => expect(e164Of(typed)).toBe(e164));

  it('carry what they are in their first letters and are never the same', () => {
    expect(newSessionToken()).toMatch(/^tgd_ses_[\w-]{43}$/);
    expect(newApiKey('live')).toMatch(/^tgd_live_[\w-]{43}$/);
    expect(newApiKey('sandbox')).not.toBe(newApiKey('sandbox'));
    expect(tokenHash('a').equals(tokenHash('b'))).toBe(false);
    expect([sameSecret('a', 'a'), sameSecret('a', 'ab')]).toEqual([true, false]);
  });
});
