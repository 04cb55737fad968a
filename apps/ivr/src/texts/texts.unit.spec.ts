import { describe, expect, it } from 'vitest';
import { FakeLine, HOME, NUMBER } from '../dialogue/fake-line.spec.js';
import { LANGUAGES, type Language } from '../wording/index.js';
import { answerText } from './answer-text.js';
import { wishOf } from './keyword.js';
import { balanceText, emergencyText, lastPaymentText } from './reply.js';
import { textPhrasesOf, unknownNumber } from './wording/index.js';

const HELP_LINE = '0800 00 000';
const ASKING = { sid: 'SM1', step: 0, channel: 'sms', from: NUMBER } as const;
const PART = 160;

// 3GPP TS 23.038, section 6.2.1; the characters of the extension table cost two.
const ALPHABET = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const septetsOf = (text: string): number => [...text].reduce((sum, character) => sum + (ALPHABET.includes(character) ? 1 : '^{}\\[~]|€'.includes(character) ? 2 : Number.NaN), 0);

const WORST = { ...HOME, balanceEuro: '1234.56', daysLeft: 365, confirmedSupply: 'ready' as const, emergency: { ...HOME.emergency, availableEuro: '1234.56' } };

function line(language: Language, change: Partial<FakeLine> = {}): FakeLine {
  return Object.assign(new FakeLine(), { contact: { known: true, language, balanceWithoutPin: false } }, change);
}

const answer = (text: string, of: FakeLine): Promise<string> => answerText(of, ASKING, wishOf(text), HELP_LINE);

describe('words', () => {
  it.each([
    ['SALDO', 'balance'], ['saldo', 'balance'], [' Solde!', 'balance'], ['stand', 'balance'], ['Balance?', 'balance'],
    ['hulp', 'help'], ['AIDE', 'help'], ['Hilfe', 'help'], ['help', 'help'],
    ['nood', 'emergency_credit'], ['Urgence', 'emergency_credit'], ['NOT', 'emergency_credit'], ['crédit', 'emergency_credit'],
    ['Laatste', 'last_payment'], ['dernier', 'last_payment'], ['letzte', 'last_payment'], ['last', 'last_payment'],
    ['stop', 'stop'], ['Start.', 'start'], ['', 'unknown'], ['hasOwnProperty', 'unknown'], ['dag', 'unknown'],
  ])('%s', (text, kind) => expect(wishOf(text).kind).toBe(kind));

  it('agree to emergency credit, and choose a language', () => {
    expect(wishOf('Nood ja')).toEqual({ kind: 'emergency_credit', agreed: true });
    expect(wishOf('URGENCE OUI')).toEqual({ kind: 'emergency_credit', agreed: true });
    expect(wishOf('credit')).toEqual({ kind: 'emergency_credit', agreed: false });
    expect(wishOf('taal fr')).toEqual({ kind: 'language', language: 'fr' });
    expect(wishOf('Sprache')).toEqual({ kind: 'language', language: null });
  });
});

describe('answers', () => {
  it('tell the balance of each meter', async () => {
    const gas = { ...HOME, utility: 'gas' as const, balanceEuro: '8.05', daysLeft: 1, runsOutOn: '2026-11-25' };
    expect(await answer('saldo', line('nl', { accounts: [HOME, gas] }))).toBe('Stroom: aan, nog 3 dagen (tot vr 27/11), 12,30 euro. Gas: aan, nog 1 dag (tot wo 25/11), 8,05 euro. Gemeten t/m ma 23/11.');
    expect(await answer('STAND', line('de'))).toBe('Strom: an, noch 3 Tage (bis Fr 27.11.), 12,30 Euro. Gemessen bis Mo 23.11.');
  });

  it('tell the last payment', async () => {
    expect(await answer('dernier', line('fr'))).toBe('Votre énergie: votre dernier paiement était de 20,00 euros, le ven 20/11.');
    expect(await answer('last', line('en', { accounts: [{ ...HOME, lastPayment: null }] }))).toBe('Your energy: we have no payment from you yet.');
  });

  it('offer the emergency credit where it must be asked for, and take it after a yes', async () => {
    const walloon = line('fr', { accounts: [{ ...HOME, emergency: { ...HOME.emergency, starts: 'by_own_action', canBeTaken: true, availableEuro: '12.00' } }] });
    expect(await answer('urgence', walloon)).toContain('Répondez URGENCE OUI.');
    expect(walloon.kinds()).not.toContain('take_emergency_credit');
    expect(await answer('urgence oui', walloon)).toContain("C'est fait: 12,00 euros de crédit de secours.");
    expect(await answer('nood ja', line('nl', { taken: { accountId: HOME.id, result: 'already_taken', availableEuro: '48.00', why: 'starts_by_itself', desiredSupply: 'on' } })))
      .toBe('Uw energie: uw noodkrediet staat aan. U hebt er nog 48,00 euro van.');
  });

  it('STOP keeps the messages about safety on, and says so; START takes it back', async () => {
    const of = line('nl');
    expect(await answer('stop', of)).toContain('Berichten over uit, aan en veiligheid blijven komen.');
    expect(await answer('start', of)).toContain('U krijgt weer alle berichten');
    expect(await answer('TAAL EN', of)).toBe('Our messages come in English from now on.');
    expect(of.wishes).toEqual([{ optionalMessages: false }, { optionalMessages: true }, { language: 'en' }]);
  });

  it('tell nothing to a number that nobody gave us, and set nothing for it', async () => {
    const stranger = line('nl', { contact: { known: false, language: null, balanceWithoutPin: false } });
    for (const text of ['saldo', 'stop', 'nood ja', 'taal fr', 'x']) expect(await answer(text, stranger)).toBe(unknownNumber(HELP_LINE));
    expect(stranger.kinds()).toEqual(['open']);
    expect(stranger.wishes).toEqual([]);
  });

  it('say that the fault is ours while the API is away', async () => {
    expect(await answer('saldo', line('nl', { away: true }))).toBe(textPhrasesOf('nl').away(HELP_LINE));
  });
});

describe('every answer by SMS', () => {
  const amount = { nl: '1234,56 euro', fr: '1234,56 euros', de: '1234,56 Euro', en: '1234.56 euro' };
  const all = (language: Language): string[] => {
    const phrases = textPhrasesOf(language);
    const [day, money] = [phrases.day(4, '27', '11'), amount[language]];
    return [
      balanceText({ language, identified: false, accounts: [WORST] }, phrases),
      balanceText({ language, identified: false, accounts: [{ ...HOME, daysLeft: 12, balanceEuro: '123.45' }, { ...HOME, utility: 'gas', daysLeft: 12, balanceEuro: '123.45' }] }, phrases),
      lastPaymentText({ language, identified: false, accounts: [{ ...WORST, lastPayment: { amountEuro: '1234.56', paidAt: '2026-11-20T13:05:00Z', recordedAt: '2026-11-20T13:05:00Z' } }] }, phrases),
      emergencyText(WORST, phrases), phrases.lastPayment(money, day), phrases.noPayment, phrases.emergencyByItself(money), phrases.emergencyInUse(money),
      phrases.emergencyOffer('15,00 euros'), phrases.emergencyTaken('15,00 euros'), phrases.emergencyLater, phrases.emergencyUsedUp, phrases.stopped(HELP_LINE),
      phrases.started, phrases.languageSet, phrases.languageWhich, phrases.help(HELP_LINE), phrases.unknown(HELP_LINE), phrases.away(HELP_LINE), unknownNumber(HELP_LINE),
    ];
  };

  it.each(LANGUAGES)('in %s fits one part of GSM-7 with the longest values', (language) => {
    for (const text of all(language)) expect([text, septetsOf(text)]).toEqual([text, expect.toSatisfy((septets: number) => septets <= PART)]);
  });

  it('exists in every language, and is not left in Dutch', () => {
    const names = (language: Language): string[] => Object.keys(textPhrasesOf(language)).toSorted();
    for (const language of LANGUAGES) expect(names(language)).toEqual(names('nl'));
    for (const language of ['fr', 'de', 'en'] as const) expect(all(language).slice(0, -1).filter((text) => all('nl').includes(text))).toEqual([]);
  });
});
