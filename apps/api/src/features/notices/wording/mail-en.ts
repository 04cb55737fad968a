import { microEuro } from '@tegoed/prepayment-engine';
import type { MicroEuro, SupplyDay } from '@tegoed/prepayment-engine';
import { datedDay, euroFigure, longDay, longDayOf, timeOfDay } from './figures.js';
import type { CreditLeft, MailCatalogue } from './message-facts.js';

const SUPPLY = { electricity: 'electricity', gas: 'gas', exclusive_night: 'night electricity' } as const;

const euro = (amount: MicroEuro): string => `${euroFigure(amount, 'en')} euro`;
const measured = (day: SupplyDay | null): string[] => (day === null ? [] : [`This is measured up to and including ${longDay(day, 'en')}.`]);
const topUp = (amount: MicroEuro | null): string => (amount === null ? 'Please top up' : `Please top up ${euro(amount)}`);
const balance = (amount: MicroEuro): string =>
  amount < 0 ? `Still to pay: ${euro(microEuro(-amount))}.` : `You now have ${euro(amount)}.`;

const creditLeft = (f: CreditLeft): string[] => [
  `Your ${SUPPLY[f.utility]}: about ${f.daysLeft} ${f.daysLeft === 1 ? 'day' : 'days'} left, until ${longDay(f.runsOutOn, 'en')}.`,
  `There is ${euro(f.balanceMicroEuro)} on your account.`,
  ...measured(f.measuredUntil),
  'Please top up before that day and nothing changes.',
];

/** Mails in English. */
export const MAIL_EN: MailCatalogue = {
  days_left_7: creditLeft,
  days_left_3: creditLeft,
  days_left_1: creditLeft,
  risk_today: (f) =>
    f.event === 'credit_ends'
      ? [
          `Your ${SUPPLY[f.utility]}: your credit ends today, ${longDay(f.runsOutOn, 'en')}.`,
          `There is ${euro(f.balanceMicroEuro)} left on your account.`,
          ...measured(f.measuredUntil),
          'Please top up today and nothing changes.',
        ]
      : [
          `Without a top-up your ${SUPPLY[f.utility]} ${f.event === 'off' ? 'goes off' : 'is limited to 2300 watt'} ` +
            `today, ${longDayOf(f.at, 'en')}, at ${timeOfDay(f.at, 'en')}.`,
          'Nothing changes before that moment.',
          `${topUp(f.amountToStayOnMicroEuro)} and everything stays on.`,
        ],
  emergency_started: (f) => [
    `Your ${SUPPLY[f.utility]} stays on. Your emergency credit has started.`,
    `You have ${euro(f.availableMicroEuro)} of emergency credit left.`,
    ...measured(f.measuredUntil),
    'Please top up before it ends. You repay emergency credit with a top-up.',
  ],
  emergency_half_used: (f) => [
    `Your ${SUPPLY[f.utility]}: half of your emergency credit is used.`,
    `You have ${euro(f.availableMicroEuro)} of emergency credit left.`,
    ...measured(f.measuredUntil),
    'Please top up before it ends.',
  ],
  planned_limit: (f) => [
    `Without a top-up your ${SUPPLY[f.utility]} is limited on ${longDayOf(f.at, 'en')} at ${timeOfDay(f.at, 'en')}.`,
    'You then have 10 A. That is 2300 watt: enough for light, the fridge and one large appliance at a time.',
    'Nothing changes before that moment. We never do this at night or at the weekend.',
    `${topUp(f.amountToStayOnMicroEuro)} and everything stays on.`,
  ],
  planned_off: (f) => [
    `Without a top-up your ${SUPPLY[f.utility]} goes off on ${longDayOf(f.at, 'en')} at ${timeOfDay(f.at, 'en')}.`,
    'Nothing changes before that moment. We never do this at night or at the weekend.',
    `${topUp(f.amountToStayOnMicroEuro)} and everything stays on.`,
  ],
  limited: (f) => [
    `Your ${SUPPLY[f.utility]} is now limited to 10 A. That is 2300 watt.`,
    'Light and fridge work. Use one large appliance at a time.',
    'Is everything off? Switch off appliances and press the button on your meter.',
    `${topUp(f.amountToGetBackOnMicroEuro)} and everything comes back by itself.`,
  ],
  cut: (f) => [
    `Your ${SUPPLY[f.utility]} is off.`,
    `${topUp(f.amountToGetBackOnMicroEuro)}, then ${f.utility === 'gas' ? 'we release it. You then press the button on your gas meter' : 'we switch it on again. You do not have to ask'}.`,
    'Is it cold, are you ill or are there children at home? Call us, we look for help with you.',
  ],
  ready: (f) =>
    f.utility === 'gas'
      ? [
          'Your gas is ready. You turn it on yourself.',
          'First turn off all gas appliances. Then press the button on your gas meter.',
          'The meter checks for a few minutes that all is closed. Then the gas is back.',
        ]
      : [
          `Your ${SUPPLY[f.utility]} is ready. You turn it on yourself.`,
          'First turn off oven and hob. Then press the button on your meter.',
        ],
  on: (f) => [
    `Your ${SUPPLY[f.utility]} is on.`,
    ...(f.balanceMicroEuro === null ? [] : [balance(f.balanceMicroEuro)]),
    'Is something not working? Call us free of charge.',
  ],
  payment_received: (f) => [
    `Your ${SUPPLY[f.utility]}: we have received your payment of ${euro(f.amountMicroEuro)}.`,
    ...(f.toDebtMicroEuro > 0 ? [`Of this, ${euro(f.toDebtMicroEuro)} goes to what you still had to pay.`] : []),
    balance(f.balanceAfterMicroEuro),
    ...(f.daysLeft === null ? [] : [`That is enough for about ${f.daysLeft} ${f.daysLeft === 1 ? 'day' : 'days'}.`]),
  ],
  payment_returned: (f) => [
    `Your ${SUPPLY[f.utility]}: your bank took back a payment of ${euro(f.amountMicroEuro)}.`,
    balance(f.balanceAfterMicroEuro),
    'Call us free of charge, we look for a solution together.',
  ],
  grant_received: (f) => [
    `Your ${SUPPLY[f.utility]}: you received ${euro(f.amountMicroEuro)} of support.`,
    balance(f.balanceAfterMicroEuro),
  ],
  tripped: (f) => [
    `Your ${SUPPLY[f.utility]} went out. Too many appliances were on at once.`,
    'First switch off the large appliances: oven, hob, dryer, heating.',
    'Then press the button on your meter. You have 2300 watt again.',
    `${topUp(f.amountToGetBackOnMicroEuro)} and you have everything back.`,
  ],
  own_threshold: creditLeft,
  plan_agreed: (f) => [
    `Your ${SUPPLY[f.utility]}: you pay back ${euro(f.amountMicroEuro)} a week, from ${longDay(f.firstOn, 'en')}.`,
    'This is how you pay your old bill in small parts.',
    'We take this amount from your credit. Without credit, we take nothing.',
    'Is it too much? Call us free of charge, we look for a lower amount together.',
  ],
  meter_exchanged: (f) => [
    `Your ${SUPPLY[f.utility]}: you have a new meter, since ${longDay(f.exchangedOn, 'en')}.`,
    `The new meter has number ${f.serial}.`,
    'Your credit stays the same. You do not have to do anything.',
  ],
  helper_added: (f) => [
    `${f.helper} may follow your energy with you${f.until === null ? '' : `, until and including ${datedDay(f.until, 'en')}`}.`,
    'They see your credit and our warnings. So they can help you in time.',
    'Not what you want? Call us free of charge and it stops at once.',
  ],
};
