import { describe, expect, it } from 'vitest';
import { FakeLine, identified, NUMBER, PIN, Telephone } from './fake-line.spec.js';

const with_ = (change: Partial<FakeLine>): FakeLine => Object.assign(new FakeLine(), change);

describe('the API is away', () => {
  it('for a caller who heard a balance before: the PIN, the last known balance and its time', async () => {
    const line = new FakeLine();
    const { deps } = await identified(line);
    line.away = true;
    const later = new Telephone(line, { deps, sid: 'CA2' });
    expect(await later.ring()).toBe('Toets uw pincode.');
    expect(await later.press('0815')).toBe('Dat klopt niet. Probeer het nog eens. Toets uw pincode.');
    expect(await later.press(PIN)).toBe(
      'Wij kunnen uw tegoed nu niet nakijken. Dat ligt aan ons. Dit weten wij van dinsdag, 10 uur. Uw elektriciteit staat aan. '
      + 'U hebt nog ongeveer 3 dagen, tot vrijdag: 12 euro 30. Gemeten tot en met maandag. Opnieuw proberen: druk 9. Een mens: druk 0.');
  });

  it('in the middle of a call: the figures of this call, and 9 goes on when the API is back', async () => {
    const line = new FakeLine();
    const telephone = await identified(line);
    line.away = true;
    expect(await telephone.press('1')).toContain('Dit weten wij van dinsdag, 10 uur.');
    line.away = false;
    expect(await telephone.press('9')).toMatch(/^Uw elektriciteit staat aan\. .*Laatste betaling: druk 1/);
  });

  it('for a stranger: never a word about credit that nobody looked up', async () => {
    const line = with_({ away: true });
    const telephone = new Telephone(line);
    const said = await telephone.ring();
    expect(said).toBe('Wij kunnen uw tegoed nu niet nakijken. Dat ligt aan ons. Opnieuw proberen: druk 9. Een mens: druk 0.');
    line.away = false;
    expect(await telephone.press('9')).toBe('Welkom bij uw energie. Toets uw pincode.');
    line.away = true;
    await telephone.press('0');
    expect(telephone.heard.at(-1)).toContain('Dat ligt aan ons.');
    expect(await telephone.press('0')).toBe('Een mens helpt u op 0800 00 000, van maandag tot vrijdag, van 8 tot 18 uur. Tot ziens.');
  });

  it('gives the figures to nobody who guesses the PIN', async () => {
    const line = new FakeLine();
    const { deps } = await identified(line);
    line.away = true;
    const guesser = new Telephone(line, { deps, sid: 'CA3' });
    await guesser.ring();
    for (const pin of ['0001', '0002', '0003']) await guesser.press(pin);
    expect(guesser.turn?.next.kind).toBe('hang_up');
    expect(guesser.heard.join(' ')).not.toContain('euro');
    const other = new Telephone(line, { deps, sid: 'CA1', from: `${NUMBER}9` });
    expect(await other.ring()).not.toContain('euro');
  });
});
