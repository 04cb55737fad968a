import { channelsFor, instantAt, NO_MONEY, SHIPPED_NOTICE_POLICY, supplyDayFrom } from '@tegoed/prepayment-engine';
import type { NoticeFacts, NoticeKind, SupplyDay, Utility } from '@tegoed/prepayment-engine';
import { letterOf, letterOfPair, mailOf, mailOfPair, readFacts, readPair, smsOf, smsOfPair } from '../features/notices/wording/index.js';
import type { Language, LetterText, MailMessage, PaymentDetails } from '../features/notices/wording/index.js';

/** One notice of the gallery, with made-up figures. */
export interface Sample {
  /** Name of its pictures. */
  readonly name: string;
  /** When it is sent, for who looks at the gallery. */
  readonly when: string;
  /** Null for the warning about two supplies of one home. */
  readonly kind: NoticeKind | null;
  readonly utility: Utility;
  readonly facts: NoticeFacts;
}

/** A sample in words, on each channel that it uses. */
export interface SampleWords {
  readonly sms: string;
  readonly mail: MailMessage;
  /** Null for a notice for which a letter would come too late. */
  readonly letter: LetterText | null;
}

const EURO = 1_000_000;
const HELP_LINE = '0800 00 000';
const MADE_ON = dayOf('2026-11-24');
const HAPPENS_AT = instantAt(dayOf('2026-11-30'), 10 * 60);
const PAYMENT: PaymentDetails = {
  beneficiary: 'Net van het voorbeeld', iban: 'BE68539007547034', bic: 'GKCCBEBB', reference: '000000000101', topUpAddress: 'uw-energie.example',
};
const GAS_PAYMENT: PaymentDetails = { ...PAYMENT, reference: '000000000202' };

const credit = (daysLeft: number, runsOutOn: string, euro: number): NoticeFacts => ({ daysLeft, runsOutOn, balanceMicroEuro: euro * EURO, measuredUntil: '2026-11-23' });
const emergency = (used: number): NoticeFacts => ({ limitMicroEuro: 50 * EURO, usedMicroEuro: used * EURO, measuredUntil: '2026-11-23' });
const planned: NoticeFacts = { nextSupply: 'limited', nextSupplyAt: HAPPENS_AT, amountToStayOnMicroEuro: 15_400_000 };
const plannedToday: NoticeFacts = { ...planned, nextSupplyAt: instantAt(MADE_ON, 10 * 60) };
const back: NoticeFacts = { amountToGetBackOnMicroEuro: 15_400_000 };

const sample = (name: string, kind: NoticeKind, when: string, facts: NoticeFacts, utility: Utility = 'electricity'): Sample => ({ name, kind, when, facts, utility });

/** Every notice, in the order in which a home may meet them. */
export const SAMPLES: readonly Sample[] = [
  sample('days-left-7', 'days_left_7', 'Seven days of credit are left.', credit(7, '2026-12-01', 16.8)),
  sample('days-left-3', 'days_left_3', 'Three days of credit are left.', credit(3, '2026-11-27', 8.4), 'gas'),
  sample('days-left-1', 'days_left_1', 'One day is left, or everything is closed until the credit ends.', credit(1, '2026-11-25', 2.4)),
  { name: 'household', kind: null, when: 'Electricity and gas of one home run out: one message.', facts: credit(2, '2026-11-26', 5.2), utility: 'electricity' },
  sample('own-threshold', 'own_threshold', 'The reminder that the person asked for.', credit(10, '2026-12-04', 24)),
  sample('risk-today', 'risk_today', 'The morning of the day on which the credit ends.', credit(0, '2026-11-24', 1.1)),
  sample('emergency-started', 'emergency_started', 'The credit is used up; emergency credit has begun by itself.', emergency(1.2)),
  sample('emergency-half-used', 'emergency_half_used', 'Half of the emergency credit is used.', emergency(26)),
  sample('planned-limit', 'planned_limit', 'Supply will be limited to 10 A, with day and hour.', planned),
  sample('planned-off', 'planned_off', 'Gas will go off, with day and hour.', { ...planned, nextSupply: 'off' }, 'gas'),
  sample('risk-today-limit', 'risk_today', 'The morning of the day on which supply is limited.', plannedToday),
  sample('limited', 'limited', 'The meter has confirmed 10 A.', back),
  sample('tripped', 'tripped', 'The limiter has opened: too many appliances.', back),
  sample('cut', 'cut', 'The meter has confirmed that gas is off.', back, 'gas'),
  sample('ready', 'ready', 'Electricity is released; the person presses the button.', {}),
  sample('ready-gas', 'ready', 'Gas is released; the person closes the appliances and presses the button.', {}, 'gas'),
  sample('on', 'on', 'The meter has confirmed that supply is on.', { balanceMicroEuro: 12_300_000 }),
  sample('payment-received', 'payment_received', 'A top-up is booked, with its split.', { amountMicroEuro: 20 * EURO, toDebtMicroEuro: 7 * EURO, balanceMicroEuro: 13 * EURO, daysLeft: 5 }),
  sample('payment-returned', 'payment_returned', 'A bank took a payment back.', { amountMicroEuro: 20 * EURO, toDebtMicroEuro: 0, balanceMicroEuro: 3_100_000, daysLeft: 1 }),
  sample('grant-received', 'grant_received', 'The OCMW gave support: all of it is on the balance.', { amountMicroEuro: 46_660_000, toDebtMicroEuro: 0, balanceMicroEuro: 46_660_000, daysLeft: 20 }, 'gas'),
  sample('plan-agreed', 'plan_agreed', 'A weekly plan for an older bill was agreed.', { amountMicroEuro: 5 * EURO, firstOn: '2026-12-24' }),
  sample('meter-exchanged', 'meter_exchanged', 'The meter was exchanged.', { exchangedOn: '2026-11-23', serial: '1SAG1100000042' }),
  sample('helper-added', 'helper_added', 'Somebody may look along from now on.', { helper: 'OCMW Zele', until: '2027-11-24' }),
];

/** The words of a sample in a language, made by the same functions that make the messages of customers. */
export function wordsOfSample(of: Sample, language: Language): SampleWords {
  return of.kind === null ? pairWords(of, language) : oneSupplyWords(of.kind, of, language);
}

function oneSupplyWords<K extends NoticeKind>(kind: K, { facts: raw, utility }: Sample, language: Language): SampleWords {
  const facts = readFacts(kind, raw, { utility, helpLine: HELP_LINE });
  if (facts === null) throw new Error(`the sample of ${kind} is not complete`);
  const isWarning = /^(days_left|risk|emergency|planned)/.test(kind);
  const byLetter = channelsFor(kind, isWarning, NO_MONEY, SHIPPED_NOTICE_POLICY).includes('letter');
  return {
    sms: smsOf(kind, facts, language),
    mail: mailOf(kind, facts, language, PAYMENT),
    letter: byLetter ? letterOf(kind, facts, language, PAYMENT, MADE_ON) : null,
  };
}

function pairWords({ facts }: Sample, language: Language): SampleWords {
  const supply = (utility: Utility, raw: NoticeFacts) => ({ raw, known: { utility, helpLine: HELP_LINE } });
  const pair = readPair(supply('electricity', facts), supply('gas', credit(5, '2026-11-29', 18.75)));
  if (pair === null) throw new Error('the sample of a household is not complete');
  const payments = { sooner: PAYMENT, later: GAS_PAYMENT };
  return { sms: smsOfPair(pair, language), mail: mailOfPair(pair, language, payments), letter: letterOfPair(pair, language, payments, MADE_ON) };
}

function dayOf(text: string): SupplyDay {
  const day = supplyDayFrom(text);
  if (day === null) throw new Error(`${text} is no day`);
  return day;
}
