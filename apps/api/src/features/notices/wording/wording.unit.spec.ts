import { NOTICE_KINDS, instant, microEuro, supplyDayFrom } from '@tegoed/prepayment-engine';
import type { MicroEuro, NoticeFacts, NoticeKind, SupplyDay, Utility } from '@tegoed/prepayment-engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { euroFigure, longDay, shortDay, timeOfDay } from './figures.js';
import { SMS_PART_SEPTETS, septetsOf } from './gsm7.js';
import { euroOf } from '../../../http/euro.js';
import { LANGUAGES, letterOf, mailOf, mailOfPair, plainLetter, readFacts, readPair, smsOf, smsOfPair, type PaymentDetails } from './index.js';

const UTILITIES: readonly Utility[] = ['electricity', 'gas', 'exclusive_night'];
// A help line as long as an international number with its spaces.
const LONGEST_HELP_LINE = '+32 800 00 0000';
const WORST: NoticeFacts = {
  daysLeft: 30,
  runsOutOn: '2026-11-25',
  balanceMicroEuro: 2_999_990_000,
  measuredUntil: '2026-11-22',
  limitMicroEuro: 2_999_990_000,
  usedMicroEuro: 0,
  nextSupply: 'limited',
  nextSupplyAt: 1_795_680_000_000,
  amountToStayOnMicroEuro: 2_999_990_000,
  amountToGetBackOnMicroEuro: 2_999_990_000,
  amountMicroEuro: 2_999_990_000,
  toDebtMicroEuro: 2_999_990_000,
  firstOn: '2026-11-25',
  exchangedOn: '2026-11-25',
  serial: '1SAG1105130000',
  // Longer than fits, with letters that the alphabet of an SMS does not have.
  helper: 'Centre public d’action sociale de La Louvière-Bracquegnies',
  until: '2026-11-25',
};
const PAYMENT: PaymentDetails = {
  beneficiary: 'Net van het voorbeeld', iban: 'BE68539007547034', bic: 'GKCCBEBB', reference: '000000000101', topUpAddress: 'uw-energie.example/opladen',
};
const MADE_ON = supplyDayFrom('2026-11-24') as SupplyDay;
// The same with money still to pay, and with a change of supply planned for today.
const OWING: NoticeFacts = { ...WORST, balanceMicroEuro: -2_999_990_000 };
const TODAY: NoticeFacts = { nextSupply: 'limited', nextSupplyAt: 1_795_680_000_000, amountToStayOnMicroEuro: 2_999_990_000 };
const MONEY: readonly NoticeKind[] = ['payment_received', 'payment_returned', 'grant_received'];
const BANNED = [
  'budgetmeter', 'armoede', 'schuldenaar', 'wanbetal', 'negatief', 'afgesloten', 'niet betaald', 'uw schuld',
  'compteur à budget', 'pauvreté', 'débiteur', 'mauvais payeur', 'négatif', "n'avez pas payé", 'votre faute',
  'budgetzähler', 'armut', 'schuldner', 'minussaldo', 'negativ', 'nicht bezahlt',
  'budget meter', 'poverty', 'debtor', 'defaulter', 'negative', 'have not paid', 'your fault', '€',
];
const MOST_WORDS_PER_SENTENCE = 21;

function factsOfKind(kind: NoticeKind): readonly NoticeFacts[] {
  if (kind === 'risk_today') return [WORST, TODAY, { ...TODAY, nextSupply: 'off' }];
  return MONEY.includes(kind) ? [WORST, OWING] : [WORST];
}

function every<T>(work: (kind: NoticeKind, language: (typeof LANGUAGES)[number], utility: Utility, raw: NoticeFacts) => T): T[] {
  return NOTICE_KINDS.flatMap((kind) =>
    LANGUAGES.flatMap((language) =>
      UTILITIES.flatMap((utility) => factsOfKind(kind).map((raw) => work(kind, language, utility, raw))),
    ),
  );
}

function factsFor(kind: NoticeKind, utility: Utility, raw: NoticeFacts = WORST) {
  const facts = readFacts(kind, raw, { utility, helpLine: LONGEST_HELP_LINE });
  if (facts === null) throw new Error(`facts of ${kind} are incomplete`);
  return facts;
}

function sms(kind: NoticeKind, language: (typeof LANGUAGES)[number], utility: Utility, raw?: NoticeFacts): string {
  return smsOf(kind, factsFor(kind, utility, raw) as never, language);
}

function mail(kind: NoticeKind, language: (typeof LANGUAGES)[number], utility: Utility, raw?: NoticeFacts) {
  return mailOf(kind, factsFor(kind, utility, raw) as never, language, PAYMENT);
}

function letter(kind: NoticeKind, language: (typeof LANGUAGES)[number], utility: Utility, raw?: NoticeFacts): string {
  return plainLetter(letterOf(kind, factsFor(kind, utility, raw) as never, language, PAYMENT, MADE_ON));
}

/** A home that runs out of two supplies, with the largest figures. */
function pairs(change: NoticeFacts = {}) {
  const supply = (utility: Utility, more: NoticeFacts) => ({ raw: { ...WORST, ...change, ...more }, known: { utility, helpLine: LONGEST_HELP_LINE } });
  return ([['electricity', 'gas'], ['electricity', 'exclusive_night']] as const).map(([one, other]) => {
    const pair = readPair(supply(one, {}), supply(other, { daysLeft: 3, runsOutOn: '2026-12-02' }));
    if (pair === null) throw new Error('facts of a pair are incomplete');
    return pair;
  });
}

describe('every message, in every language, for every kind of supply', () => {
  it('is one SMS of the GSM alphabet, even with the largest figures', () => {
    const tooLong = every((kind, language, utility, raw) => ({ text: sms(kind, language, utility, raw), kind, language }))
      .map((message) => ({ ...message, septets: septetsOf(message.text) }))
      .filter(({ septets }) => septets === null || septets > SMS_PART_SEPTETS);
    expect(tooLong).toEqual([]);
  });

  it('names the help line', () => {
    for (const text of [...every(sms), ...every(letter)]) expect(text).toContain(LONGEST_HELP_LINE);
    for (const { text, html } of every(mail)) {
      expect(text).toContain(LONGEST_HELP_LINE);
      expect(html).toContain(LONGEST_HELP_LINE);
    }
  });

  it('blames nobody and uses no banned word', () => {
    const texts = [...every(sms), ...every(letter), ...every(mail).flatMap(({ subject, text }) => [subject, text])];
    for (const text of texts) for (const word of BANNED) expect(text.toLowerCase()).not.toContain(word);
  });

  it('is written in short sentences', () => {
    for (const text of [...every(letter), ...every(sms), ...every(mail).map((message) => message.text)]) {
      for (const sentence of text.split(/[.?!]\s|\n/)) expect(sentence.trim().split(/\s+/).length).toBeLessThanOrEqual(MOST_WORDS_PER_SENTENCE);
    }
  });

  it('has a neutral subject, a text and an HTML that say the same', () => {
    for (const message of every(mail)) {
      expect(message.subject).not.toMatch(/\d|kredi|crédit|credit|guthaben/i);
      const fromHtml = message.html.replace(/<[^>]+>/g, '').replaceAll('&quot;', '"').split('\n').filter(Boolean);
      expect(fromHtml).toEqual(message.text.split('\n').filter(Boolean));
    }
  });
});

describe('a household warning', () => {
  it('tells both supplies in one SMS part, the sooner end first, also on the last day', () => {
    for (const language of LANGUAGES) {
      const texts = [...pairs(), ...pairs({ daysLeft: 0 })].map((pair) => smsOfPair(pair, language));
      expect(texts.filter((text) => (septetsOf(text) ?? Infinity) > SMS_PART_SEPTETS)).toEqual([]);
    }
    const [pair] = pairs({ daysLeft: 0, balanceMicroEuro: 8_400_000 });
    expect(pair === undefined ? '' : smsOfPair(pair, 'nl')).toBe(
      `Stroom: vandaag op (wo 25/11), 8,40 euro. Gas: nog 3 dagen (wo 02/12), 8,40 euro. Gemeten tot zo 22/11. Laad op. Bel gratis ${LONGEST_HELP_LINE}.`,
    );
  });

  it('names the reference of each supply in the mail', () => {
    const payments = { sooner: PAYMENT, later: { ...PAYMENT, reference: '000000000202' } };
    for (const language of LANGUAGES) {
      for (const pair of pairs()) expect(mailOfPair(pair, language, payments).text).toMatch(/\+\+\+000\/0000\/00101\+\+\+[^]*\+\+\+000\/0000\/00202\+\+\+/);
    }
  });
});

describe('the figures', () => {
  it('are those that the API shows, in every channel', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 3_000_000_000 }), fc.constantFrom(...LANGUAGES), (balanceMicroEuro, language) => {
      const figure = euroOf(balanceMicroEuro).replace('.', language === 'en' ? '.' : ',');
      const raw = { ...WORST, balanceMicroEuro };
      for (const text of [sms('days_left_3', language, 'gas', raw), mail('days_left_3', language, 'gas', raw).text, letter('days_left_3', language, 'gas', raw)]) {
        expect(text).toContain(` ${figure} `);
      }
    }));
  });

  it('are the ones of the facts, whatever the amount', () => {
    const cents = fc.integer({ min: 0, max: 99_999 });
    fc.assert(
      fc.property(cents, fc.constantFrom(...LANGUAGES), fc.constantFrom(...UTILITIES), (amount, language, utility) => {
        const raw = { ...WORST, balanceMicroEuro: amount * 10_000, amountMicroEuro: amount * 10_000, limitMicroEuro: amount * 10_000 };
        const figure = `${Math.floor(amount / 100)}${language === 'en' ? '.' : ','}${(amount % 100).toString().padStart(2, '0')}`;
        for (const kind of ['days_left_3', 'risk_today', 'emergency_started', 'payment_received', 'grant_received'] as const) {
          expect(sms(kind, language, utility, raw)).toContain(` ${figure} `.trimEnd());
          expect(mail(kind, language, utility, raw).text).toContain(` ${figure} `);
        }
      }),
    );
  });

  it('round half a cent away from zero and never through a float', () => {
    expect(euroFigure(microEuro(8_405_000), 'nl')).toBe('8,41');
    expect(euroFigure(microEuro(8_404_999), 'en')).toBe('8.40');
    expect(euroFigure(microEuro(9_007_199_254_740_991) as MicroEuro, 'de')).toBe('9007199254,74');
  });

  it('name the weekday and the date in Brussels, also when the clock changes', () => {
    const day = supplyDayFrom('2026-11-01') as SupplyDay;
    expect(LANGUAGES.map((language) => shortDay(day, language))).toEqual(['zo 01/11', 'dim 01/11', 'So 01.11.', 'Sun 01/11']);
    expect(LANGUAGES.map((language) => longDay(day, language))).toEqual([
      'zondag 1 november', 'dimanche 1er novembre', 'Sonntag, 1. November', 'Sunday 1 November',
    ]);
    // 25 October 2026: summer time ends; 00:30 UTC is 02:30 in summer time, 01:30 UTC is 02:30 once more.
    expect(timeOfDay(instant(Date.UTC(2026, 9, 25, 0, 30)), 'nl')).toBe('02.30');
    expect(timeOfDay(instant(Date.UTC(2026, 9, 25, 1, 30)), 'fr')).toBe('02h30');
    expect(timeOfDay(instant(Date.UTC(2026, 6, 1, 22, 5)), 'en')).toBe('00:05');
  });
});

describe('what a person must know', () => {
  it('hears how many days first, then euro, then until when it was measured', () => {
    const raw = { ...WORST, daysLeft: 2, balanceMicroEuro: 8_400_000, runsOutOn: '2026-11-26', measuredUntil: '2026-11-24' };
    expect(sms('days_left_3', 'nl', 'electricity', raw)).toBe(
      `Uw stroom: nog ongeveer 2 dagen (tot do 26/11), 8,40 euro. Gemeten tot di 24/11. Laad op. Hulp: bel gratis ${LONGEST_HELP_LINE}.`,
    );
    expect(sms('days_left_1', 'en', 'gas', { ...raw, daysLeft: 1 })).toContain('about 1 day left (until Thu 26/11)');
  });

  it('is told what limiting means, and never that limited power stops', () => {
    for (const language of LANGUAGES) {
      expect(sms('planned_limit', language, 'electricity')).toContain('2300');
      expect(sms('limited', language, 'electricity')).toMatch(/10 A \(2300 watt/i);
      expect(mail('limited', language, 'electricity').text).toMatch(/10 A/);
    }
  });

  it('is told to press the button of the gas meter, after closing the appliances', () => {
    const press = { nl: 'knop van uw gasmeter', fr: 'bouton du compteur de gaz', de: 'Knopf am Gaszähler', en: 'button on your gas meter' };
    for (const language of LANGUAGES) {
      expect(sms('ready', language, 'gas')).toContain(press[language]);
      expect(mail('ready', language, 'gas').text).toContain(press[language]);
    }
  });

  it('hears at what hour limited supply is planned for today', () => {
    expect(sms('risk_today', 'nl', 'electricity', TODAY)).toMatch(/^Zonder oplading wordt uw stroom beperkt tot 2300 watt: vandaag, \w\w \d\d\/\d\d, om \d\d\.\d\d\./);
  });

  it('sees how a payment was split and how long it lasts', () => {
    const raw = { amountMicroEuro: 20_000_000, toDebtMicroEuro: 7_000_000, balanceMicroEuro: 13_000_000, daysLeft: 5 };
    const { text } = mail('payment_received', 'nl', 'gas', raw);
    expect(text).toMatch(/20,00 euro[^]*7,00 euro[^]*13,00 euro[^]*ongeveer 5 dagen/);
  });

  it('gets no message with a figure missing', () => {
    expect(readFacts('payment_received', { amountMicroEuro: 5 }, { utility: 'gas', helpLine: '1' })).toBeNull();
    expect(readFacts('days_left_3', { ...WORST, runsOutOn: '2026-02-30' }, { utility: 'gas', helpLine: '1' })).toBeNull();
    expect(readFacts('planned_off', { nextSupplyAt: 1.5 }, { utility: 'gas', helpLine: '1' })).toBeNull();
  });
});

describe('the alphabet of an SMS', () => {
  it('counts the extension twice and refuses what it does not have', () => {
    expect(septetsOf('à é è ä ö ü ß')).toBe(13);
    expect(septetsOf('€')).toBe(2);
    expect(['ë', 'ï', 'ç', 'ê', 'œ', '’'].map(septetsOf)).toEqual([null, null, null, null, null, null]);
  });
});
