import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLACES, readCall, writeCall } from './call.js';
import { EAN_DIGITS, FakeLine, identified, PIN, Telephone } from './fake-line.spec.js';

const with_ = (change: Partial<FakeLine>): FakeLine => Object.assign(new FakeLine(), change);
const SILENCE = { kind: 'silence' } as const;

describe('9, 0, silence and wrong keys', () => {
  it('9 says the same question again at every place', async () => {
    const telephone = new Telephone(with_({ contact: { known: false, language: null, balanceWithoutPin: false } }), { from: null });
    const first = await telephone.ring();
    expect(await telephone.press('9')).toBe(first);
    const connection = await telephone.press('1');
    expect(await telephone.press('9')).toBe(connection);
    const pin = await telephone.press(EAN_DIGITS);
    expect(await telephone.press('9')).toBe(pin);
    const balance = await telephone.press(PIN);
    expect(await telephone.press('9')).toBe(balance);
    const pay = await telephone.press('3');
    expect(pay.endsWith(await telephone.press('9'))).toBe(true);
    const claim = await telephone.press('2');
    expect(await telephone.press('9')).toBe(claim);
  });

  it('0 connects to a person while the desk is open', async () => {
    const desk = { number: '+3292000000', opensAt: 8, closesAt: 18, helpLine: '0800 00 000' };
    const telephone = new Telephone(new FakeLine(), { desk });
    await telephone.ring();
    expect(await telephone.press('0')).toBe('Wij verbinden u door.');
    expect(telephone.turn?.next).toEqual({ kind: 'connect', number: '+3292000000' });
    const sunday = new Telephone(new FakeLine(), { desk, nowMs: Date.UTC(2026, 10, 22, 12) });
    await sunday.ring();
    expect(await sunday.press('0')).toBe('Wij bellen u terug op dit nummer. Een mens helpt u op 0800 00 000, van maandag tot vrijdag, van 8 tot 18 uur. Tot ziens.');
  });

  it('0 at night asks to be called back, and whoever is known goes on to the menu', async () => {
    const telephone = await identified(new FakeLine());
    expect(await telephone.press('0')).toMatch(/^Wij bellen u terug op dit nummer\. Een mens helpt u op 0800 00 000.*Laatste betaling: druk 1/);
    expect(telephone.call().place).toBe('menu');
  });

  it('says where people help when there is no number to call back', async () => {
    const telephone = new Telephone(with_({ contact: { known: false, language: null, balanceWithoutPin: false }, callBack: 'no_number' }), { from: null });
    await telephone.ring();
    await telephone.press('2');
    expect(await telephone.press('0')).toBe('Une personne vous aide au 0800 00 000, du lundi au vendredi, de 8 à 18 heures. Au revoir.');
  });

  it('asks once more after silence or a wrong key, and lets a person take over the second time', async () => {
    const telephone = await identified(new FakeLine());
    expect(await telephone.press('7')).toMatch(/^Dat hebben wij niet begrepen\. Laatste betaling/);
    expect(await telephone.answer(SILENCE)).toMatch(/^Wij bellen u terug/);
    expect(telephone.turn?.next.kind).toBe('hang_up');
  });

  it('forgets an earlier miss once it was understood', async () => {
    const telephone = await identified(new FakeLine());
    await telephone.answer(SILENCE);
    await telephone.press('1');
    expect(await telephone.answer(SILENCE)).toMatch(/^Dat hebben wij niet begrepen/);
  });

  it('always ends when nobody ever answers', async () => {
    const telephone = new Telephone(with_({ contact: { known: false, language: null, balanceWithoutPin: false } }));
    await telephone.ring();
    for (let turns = 0; telephone.turn?.next.kind === 'listen'; turns += 1) {
      expect(turns).toBeLessThan(5);
      await telephone.answer(SILENCE);
    }
  });

  it('ends as well while the API is away', async () => {
    const telephone = new Telephone(with_({ away: true }));
    await telephone.ring();
    await telephone.answer(SILENCE);
    await telephone.answer(SILENCE);
    expect(telephone.turn?.next.kind).toBe('hang_up');
  });
});

describe('a call in an address', () => {
  it('is read as it was written, and anything else is nothing', () => {
    const calls = fc.record({
      place: fc.constantFrom(...PLACES), step: fc.nat(500), language: fc.constantFrom('nl' as const, 'fr' as const, 'de' as const, 'en' as const),
      misses: fc.nat(9), account: fc.nat(9), proved: fc.boolean(), claim: fc.constantFrom('transfer' as const, 'deposit' as const, null),
    });
    fc.assert(fc.property(calls, (call) => { expect(readCall(writeCall(call))).toEqual(call); }));
    fc.assert(fc.property(fc.string(), (text) => { expect(readCall(text)).toBeNull(); }));
  });

  it('survives any keys at any place: the line always says something and knows what comes next', async () => {
    const moves = fc.array(fc.oneof(fc.stringMatching(/^[0-9*#]{1,13}$/), fc.constant(null)), { maxLength: 12 });
    await fc.assert(fc.asyncProperty(moves, fc.boolean(), async (keys, known) => {
      const telephone = new Telephone(with_(known ? {} : { contact: { known: false, language: null, balanceWithoutPin: false } }));
      await telephone.ring();
      for (const key of keys) {
        if (telephone.turn?.next.kind !== 'listen') break;
        expect((await telephone.answer(key === null ? SILENCE : { kind: 'keys', keys: key })).length).toBeGreaterThan(5);
      }
    }), { numRuns: 300 });
  });
});
