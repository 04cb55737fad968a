import { microEuro } from '@tegoed/prepayment-engine';
import type { MicroEuro, SupplyDay } from '@tegoed/prepayment-engine';
import { datedDay, euroFigure, shortDay, shortDayOf, timeOfDay } from './figures.js';
import { inGsm7 } from './gsm7.js';
import { measuredOfBoth } from './household-pair.js';
import type { CreditLeft, PairSms, SmsCatalogue } from './message-facts.js';

const SUPPLY = { electricity: 'electricity', gas: 'gas', exclusive_night: 'night electricity' } as const;

const euro = (amount: MicroEuro): string => `${euroFigure(amount, 'en')} euro`;
const help = (line: string): string => `Help: free call ${line}.`;
const measured = (day: SupplyDay | null): string => (day === null ? '' : ` Measured to ${shortDay(day, 'en')}.`);
const topUp = (amount: MicroEuro | null): string => (amount === null ? 'Please top up' : `Please top up ${euro(amount)}`);
const balance = (amount: MicroEuro): string =>
  amount < 0 ? `Still to pay: ${euro(microEuro(-amount))}.` : `You now have ${euro(amount)}.`;
const repaid = (amount: MicroEuro): string => (amount > 0 ? `, of which ${euro(amount)} pays back` : '');
const left = (days: number): string => (days === 0 ? 'ends today' : `${days} ${days === 1 ? 'day' : 'days'}`);

const SHORT_SUPPLY = { electricity: 'Electricity', gas: 'Gas', exclusive_night: 'Night power' } as const;

/** Electricity and gas of one home in one SMS. */
export const PAIR_SMS_EN: PairSms = (f) =>
  `${[f.sooner, f.later].map((one) => `${SHORT_SUPPLY[one.utility]}: ${left(one.daysLeft)} (${shortDay(one.runsOutOn, 'en')}), ${euro(one.balanceMicroEuro)}.`).join(' ')}` +
  `${measured(measuredOfBoth(f))} Top up. Help: ${f.sooner.helpLine}.`;

const creditLeft = (f: CreditLeft): string =>
  `Your ${SUPPLY[f.utility]}: about ${f.daysLeft} ${f.daysLeft === 1 ? 'day' : 'days'} left (until ${shortDay(f.runsOutOn, 'en')}), ` +
  `${euro(f.balanceMicroEuro)}.${measured(f.measuredUntil)} Please top up. ${help(f.helpLine)}`;

/** SMS in English. */
export const SMS_EN: SmsCatalogue = {
  days_left_7: creditLeft,
  days_left_3: creditLeft,
  days_left_1: creditLeft,
  risk_today: (f) =>
    f.event !== 'credit_ends'
      ? `Without a top-up your ${SUPPLY[f.utility]} ${f.event === 'off' ? 'goes off' : 'is limited to 2300 watt'} ` +
        `today, ${shortDayOf(f.at, 'en')}, at ${timeOfDay(f.at, 'en')}. ` +
        `${topUp(f.amountToStayOnMicroEuro)}. ${help(f.helpLine)}`
      : `Your ${SUPPLY[f.utility]}: credit ends today, ${shortDay(f.runsOutOn, 'en')}. ${euro(f.balanceMicroEuro)} left.` +
        `${measured(f.measuredUntil)} Please top up today. ${help(f.helpLine)}`,
  emergency_started: (f) =>
    `Your ${SUPPLY[f.utility]} stays on with emergency credit: ${euro(f.availableMicroEuro)} left.` +
    `${measured(f.measuredUntil)} Please top up. ${help(f.helpLine)}`,
  emergency_half_used: (f) =>
    `Your ${SUPPLY[f.utility]}: half of your emergency credit is left, ${euro(f.availableMicroEuro)}.` +
    `${measured(f.measuredUntil)} Please top up. ${help(f.helpLine)}`,
  planned_limit: (f) =>
    `Without a top-up your ${SUPPLY[f.utility]} is limited to 2300 watt on ${shortDayOf(f.at, 'en')} at ${timeOfDay(f.at, 'en')}. ` +
    `${topUp(f.amountToStayOnMicroEuro)}. ${help(f.helpLine)}`,
  planned_off: (f) =>
    `Without a top-up your ${SUPPLY[f.utility]} goes off on ${shortDayOf(f.at, 'en')} at ${timeOfDay(f.at, 'en')}. ` +
    `${topUp(f.amountToStayOnMicroEuro)}. ${help(f.helpLine)}`,
  limited: (f) =>
    `Your ${SUPPLY[f.utility]} is limited: 10 A (2300 watt), 1 large appliance at a time. ` +
    `${topUp(f.amountToGetBackOnMicroEuro)} and all is back. ${help(f.helpLine)}`,
  cut: (f) =>
    `Your ${SUPPLY[f.utility]} is off. ${topUp(f.amountToGetBackOnMicroEuro)}, then ${f.utility === 'gas' ? 'we release it and you press the button on the meter' : 'we switch it on again'}. ${help(f.helpLine)}`,
  ready: (f) =>
    f.utility === 'gas'
      ? `Your gas is ready. First turn off all gas appliances. Then press the button on your gas meter. ${help(f.helpLine)}`
      : `Your ${SUPPLY[f.utility]} is ready. First turn off oven and hob. Then press the button on your meter. ${help(f.helpLine)}`,
  on: (f) =>
    `Your ${SUPPLY[f.utility]} is on.${f.balanceMicroEuro === null ? '' : ` ${balance(f.balanceMicroEuro)}`} ` +
    `A problem? Free call ${f.helpLine}.`,
  payment_received: (f) =>
    `Your ${SUPPLY[f.utility]}: payment of ${euro(f.amountMicroEuro)} received${repaid(f.toDebtMicroEuro)}. ${balance(f.balanceAfterMicroEuro)} ${help(f.helpLine)}`,
  payment_returned: (f) =>
    `Your ${SUPPLY[f.utility]}: your bank took back ${euro(f.amountMicroEuro)}. ${balance(f.balanceAfterMicroEuro)} ` +
    `We can help, free call ${f.helpLine}.`,
  grant_received: (f) =>
    `Your ${SUPPLY[f.utility]}: you received ${euro(f.amountMicroEuro)} support. ${balance(f.balanceAfterMicroEuro)} ${help(f.helpLine)}`,
  tripped: (f) =>
    `Your ${SUPPLY[f.utility]} went out: too many appliances. Switch some off. Then press the button on your meter. ${help(f.helpLine)}`,
  own_threshold: creditLeft,
  plan_agreed: (f) =>
    `Your ${SUPPLY[f.utility]}: from ${shortDay(f.firstOn, 'en')} you pay back ${euro(f.amountMicroEuro)} a week, ` +
    `only while you have credit. ${help(f.helpLine)}`,
  meter_exchanged: (f) =>
    `Your ${SUPPLY[f.utility]}: new meter ${f.serial} since ${shortDay(f.exchangedOn, 'en')}. Your credit stays the same. ` +
    `Nothing to do. ${help(f.helpLine)}`,
  helper_added: (f) =>
    `${inGsm7(f.helper)} may follow your energy with you${f.until === null ? '' : `, until ${datedDay(f.until, 'en')}`}. ` +
    `Not what you want? Free call ${f.helpLine}.`,
};
