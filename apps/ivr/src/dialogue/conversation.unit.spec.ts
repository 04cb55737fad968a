import { describe, expect, it } from 'vitest';
import { EAN_DIGITS, FakeLine, HOME, identified, PIN, Telephone } from './fake-line.spec.js';

const with_ = (change: Partial<FakeLine>): FakeLine => Object.assign(new FakeLine(), change);

describe('a call begins', () => {
  it('with the PIN for a known number, and the balance comes before the menu', async () => {
    const telephone = new Telephone(new FakeLine());
    expect(await telephone.ring()).toBe('Welkom bij uw energie. Toets uw pincode.');
    expect(await telephone.press(PIN)).toMatch(
      /^Uw elektriciteit staat aan\. U hebt nog ongeveer 3 dagen, tot vrijdag: 12 euro 30\. Gemeten tot en met maandag\. Laatste betaling: druk 1\./);
  });

  it('with the balance at once for who asked for that; money still needs the PIN', async () => {
    const telephone = new Telephone(with_({ contact: { known: true, language: 'fr', balanceWithoutPin: true } }));
    expect(await telephone.ring()).toMatch(/^Bienvenue chez votre énergie\. Votre courant est ouvert\. Il vous reste environ 3 jours/);
    expect(await telephone.press('1')).toContain('Votre dernier paiement était de 20 euros');
    expect(await telephone.press('3')).toBe('Pour cela, il nous faut votre code secret. Tapez votre code secret.');
    expect(telephone.line.kinds()).toEqual(['open']);
  });

  it.each([['1', 'Toets de laatste 13 cijfers'], ['2', 'Tapez les 13 derniers chiffres'], ['3', 'Tippen Sie die letzten 13 Ziffern'], ['4', 'Enter the last 13 digits']])(
    'with the languages, each in itself, for an unknown number: %s', async (key, words) => {
      const telephone = new Telephone(with_({ contact: { known: false, language: null, balanceWithoutPin: false } }), { from: null });
      await telephone.ring();
      expect(telephone.turn?.lines.map(({ language }) => language)).toEqual(['nl', 'fr', 'de', 'en']);
      expect(await telephone.press(key)).toContain(words);
    });

  it('asks for the PIN whether the connection exists or not, and once more for too few digits', async () => {
    const telephone = new Telephone(with_({ contact: { known: false, language: null, balanceWithoutPin: false } }), { from: null });
    await telephone.ring();
    await telephone.press('4');
    expect(await telephone.press('123')).toBe('We need 13 digits. Enter the last 13 digits of the E A N code. You find them on your meter.');
    expect(await telephone.press(EAN_DIGITS)).toBe('Enter your PIN.');
    expect(await telephone.press(PIN)).toContain('Your electricity is on.');
  });
});

describe('the PIN', () => {
  it('may be tried again in the same words, until the API says that it is enough', async () => {
    const telephone = new Telephone(with_({ pinResults: ['refused', 'refused', 'too_many'] }));
    await telephone.ring();
    expect(await telephone.press('0815')).toBe('Dat klopt niet. Probeer het nog eens. Toets uw pincode.');
    expect(await telephone.press('0816')).toBe('Dat klopt niet. Probeer het nog eens. Toets uw pincode.');
    expect(await telephone.press('0817')).toMatch(/^Wij kunnen uw pincode nu niet meer proberen\. Een mens helpt u verder\. Wij bellen u terug/);
    expect(telephone.turn?.next.kind).toBe('hang_up');
  });

  it('never travels in the address of the next step', async () => {
    const telephone = await identified(new FakeLine());
    expect(JSON.stringify(telephone.call())).not.toContain(PIN);
  });
});

describe('the menu', () => {
  it('1 tells the last payment, and one that is announced', async () => {
    const telephone = await identified(with_({ accounts: [{ ...HOME, paymentUnderWayUntil: '2026-11-27T23:00:00Z' }] }));
    expect(await telephone.press('1')).toMatch(/^Uw laatste betaling was 20 euro, op vrijdag\. U zei dat u betaald hebt\. Wij wachten daarop tot vrijdag\. Laatste betaling/);
    expect(await (await identified(with_({ accounts: [{ ...HOME, lastPayment: null }] }))).press('1')).toMatch(/^Wij hebben nog geen betaling van u\./);
  });

  it('2 says in Flanders what is left of the emergency credit', async () => {
    const inUse = { ...HOME, balanceEuro: '-18.00', creditState: 'emergency' as const, emergency: { ...HOME.emergency, inUse: true, availableEuro: '32.00' } };
    const telephone = await identified(with_({ accounts: [inUse] }));
    expect(telephone.heard.at(-1)).toContain('U gebruikt uw noodkrediet. Daarvan hebt u nog 32 euro.');
    expect(await telephone.press('2')).toMatch(/^Uw noodkrediet staat aan\. U hebt er nog 32 euro van\./);
    expect(await (await identified(new FakeLine())).press('2')).toMatch(/^Is uw tegoed op\? Dan start uw noodkrediet vanzelf\. Dat is 50 euro\./);
    expect(telephone.line.kinds()).not.toContain('take_emergency_credit');
  });

  it('2 offers it in Wallonia, and takes it after a yes only', async () => {
    const walloon = { ...HOME, desiredSupply: 'off' as const, confirmedSupply: 'off' as const, lastPayment: null, balanceEuro: '0.00',
      emergency: { starts: 'by_own_action' as const, canBeTaken: true, inUse: false, limitEuro: '12.00', availableEuro: '12.00' } };
    const telephone = await identified(with_({ accounts: [walloon] }));
    expect(await telephone.press('2')).toBe('U kunt 12 euro noodkrediet nemen. U betaalt het terug bij uw volgende betaling. Ja: druk 1. Terug: druk sterretje.');
    expect(await telephone.press('*')).toMatch(/^Laatste betaling/);
    await telephone.press('2');
    expect(await telephone.press('1')).toMatch(
      /^Gelukt\. U hebt nu 12 euro noodkrediet\. Wij zetten uw elektriciteit aan\. Zet eerst oven en kookplaat uit\. Werkt het na 15 minuten nog niet\? Druk 0\./);
    expect(telephone.line.kinds().filter((kind) => kind === 'take_emergency_credit')).toHaveLength(1);
  });

  it.each([
    ['already_taken', 'Uw noodkrediet staat aan. U hebt er nog 4 euro van.'],
    ['not_needed', 'U hebt nog tegoed.'],
    ['not_available', 'Uw noodkrediet is helemaal gebruikt.'],
  ] as const)('2 tells plainly when it was %s', async (result, words) => {
    const line = with_({
      accounts: [{ ...HOME, emergency: { ...HOME.emergency, starts: 'by_own_action', canBeTaken: true } }],
      taken: { accountId: HOME.id, result, availableEuro: '4.00', why: null, desiredSupply: 'on' },
    });
    const telephone = await identified(line);
    await telephone.press('2');
    expect((await telephone.press('1')).startsWith(words)).toBe(true);
  });

  it('3 tells how to pay and sends a link', async () => {
    const telephone = await identified(new FakeLine());
    expect(await telephone.press('3')).toContain('Uw mededeling is 1 2 3, 4 5 6 7, 8 9 0 1 2.');
    expect(await telephone.press('1')).toMatch(/^Wij sturen u nu een sms met de link\. Laatste betaling/);
    const landline = await identified(with_({ link: 'no_mobile' }));
    await landline.press('3');
    expect(await landline.press('1')).toMatch(/^Wij kunnen naar dit nummer geen sms sturen\./);
  });

  it('3 takes "I have paid": by bank or at a counter, how much, and until when we wait', async () => {
    const telephone = await identified(new FakeLine());
    await telephone.press('3');
    expect(await telephone.press('2')).toBe('Betaalde u met uw bank: druk 1. Betaalde u aan een loket: druk 2.');
    expect(await telephone.press('2')).toBe('Hoeveel euro? Toets het bedrag zonder cent, en dan een hekje.');
    expect(await telephone.press('20')).toMatch(/^Dank u\. Wij wachten op uw betaling tot vrijdag\. Tot dan schakelen wij niet uit\. Laatste betaling/);
    expect([...telephone.line.done.values()].at(-1)).toEqual({ kind: 'claim_payment', accountId: HOME.id, amountEuro: '20.00', channel: 'deposit' });
  });

  it('3 says so when the payment was announced before', async () => {
    const telephone = await identified(with_({ claim: { result: 'already_announced', paymentUnderWayUntil: null } }));
    for (const key of ['3', '2', '1']) await telephone.press(key);
    expect(await telephone.press('50')).toMatch(/^Wij wisten dat al\. Wij wachten op uw betaling\./);
  });

  it('4 goes to gas and back, and is no choice for who has one meter', async () => {
    const gas = { ...HOME, id: 'gas', utility: 'gas' as const, balanceEuro: '8.05', daysLeft: 1 };
    const telephone = await identified(with_({ accounts: [HOME, gas] }));
    expect(telephone.heard.at(-1)).toContain('Voor uw gas: druk 4.');
    expect(await telephone.press('4')).toMatch(/^Uw gas staat aan\. U hebt nog ongeveer 1 dag, tot vrijdag: 8 euro 5\..*Voor uw elektriciteit: druk 4\./);
    await telephone.press('3');
    await telephone.press('1');
    expect([...telephone.line.done.values()].at(-1)).toEqual({ kind: 'send_link', accountId: 'gas' });
    const alone = await identified(new FakeLine());
    expect(alone.heard.at(-1)).not.toContain('druk 4');
    expect(await alone.press('4')).toMatch(/^Dat hebben wij niet begrepen\./);
  });

  it('takes a spoken word in place of a key', async () => {
    const telephone = await identified(new FakeLine());
    expect(await telephone.answer({ kind: 'words', words: 'Ik wil mijn laatste betaling weten' })).toMatch(/^Uw laatste betaling was/);
    expect(await telephone.answer({ kind: 'words', words: 'het regent' })).toMatch(/^Dat hebben wij niet begrepen/);
  });
});

describe('the same webhook again', () => {
  it('says the same and does nothing twice', async () => {
    const telephone = await identified(new FakeLine());
    for (const key of ['3', '2', '1']) await telephone.press(key);
    const before = telephone.turn;
    const first = await telephone.press('20');
    telephone.turn = before;
    expect(await telephone.press('20')).toBe(first);
    expect(telephone.line.kinds().filter((kind) => kind === 'claim_payment')).toHaveLength(1);
  });
});
