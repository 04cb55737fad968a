import { Temporal } from 'temporal-polyfill';
import { civilDayOf, spokenDay, spokenMoment, spokenPastDay, spokenReference, spokenWeekday, type Phrases } from '../wording/index.js';
import type { Account } from './orders.js';

const DAYS_OF_A_WEEK = 7;

/** After this a payment that is not yet visible at the meter is a matter for a person, not news. */
const PAYMENT_IS_NEWS_MS = 48 * 3_600_000;

/**
 * How an account stands, the most important first: is it on, how many days are left, how much money; then what was
 * measured until when, and what happens next without a payment.
 */
export function readOut(account: Account, phrases: Phrases): readonly string[] {
  const paid = paidAndNotOn(account) ? onTheWay(account, phrases) : [];
  // Who has paid hears that it is switched on: that nobody knows how it stands this moment would only worry.
  const isOnTheWay = account.confirmedSupply === 'unknown' && paid.length > 0;
  const supply = isOnTheWay ? [] : [phrases.supply[account.confirmedSupply](phrases.utility[account.utility])];
  return [...supply, ...paid, ...creditWords(account, phrases), ...measuredWords(account, phrases), ...changeWords(account, phrases)];
}

/** Supply should be on, a payment came in lately, and the meter has not confirmed yet. */
export function paidAndNotOn({ desiredSupply, confirmedSupply, lastPayment, asOf }: Account): boolean {
  const fresh = lastPayment !== null && instantMs(asOf) - instantMs(lastPayment.recordedAt) < PAYMENT_IS_NEWS_MS;
  return desiredSupply === 'on' && confirmedSupply !== 'on' && fresh;
}

/** Supply comes back: what to switch off first. Said before the power returns, because an oven that is on comes back too. */
export function switchingOn({ utility }: Account, phrases: Phrases): readonly string[] {
  return [phrases.switchingOn(phrases.utility[utility]), phrases.beSafe[utility], phrases.callIfStillOff];
}

/** The last payment, and one that is announced. */
export function paymentWords({ lastPayment, paymentUnderWayUntil, asOf }: Account, phrases: Phrases): readonly string[] {
  const last = lastPayment === null ? phrases.noPayment
    : phrases.lastPayment(phrases.figures.amount(lastPayment.amountEuro), spokenPastDay(civilDayOf(lastPayment.paidAt).toString(), asOf, phrases));
  return paymentUnderWayUntil === null ? [last] : [last, phrases.paymentUnderWay(spokenWeekday(dayBefore(paymentUnderWayUntil), phrases))];
}

/** The structured reference of an account, to write down. */
export function referenceWords({ reference }: Account, phrases: Phrases): string {
  return phrases.howToPay(spokenReference(reference));
}

/** A term ends at midnight after its last day, which is the day that people name. */
export function dayBefore(until: string): string {
  return Temporal.Instant.from(until).subtract({ milliseconds: 1 }).toString();
}

function instantMs(at: string): number {
  return Temporal.Instant.from(at).epochMilliseconds;
}

function onTheWay(account: Account, phrases: Phrases): readonly string[] {
  const { lastPayment } = account;
  if (lastPayment === null) return [];
  const paid = phrases.paymentIsIn(phrases.figures.amount(lastPayment.amountEuro), ...spokenMoment(lastPayment.recordedAt, phrases));
  return [paid, ...switchingOn(account, phrases)];
}

function creditWords(account: Account, phrases: Phrases): readonly string[] {
  const { figures } = phrases;
  if (account.balanceEuro.startsWith('-') || account.balanceEuro === '0.00') return debtWords(account, phrases);
  const amount = figures.amount(account.balanceEuro);
  if (account.daysLeft === null || account.runsOutOn === null) return [phrases.leftOnly(amount)];
  if (account.daysLeft === 0) return [phrases.leftToday(amount)];
  if (account.daysLeft >= DAYS_OF_A_WEEK) return [phrases.leftLong(figures.days(account.daysLeft), amount)];
  return [phrases.left(figures.days(account.daysLeft), spokenDay(account.runsOutOn, phrases), amount)];
}

function debtWords({ emergency, amountToGetBackOnEuro, confirmedSupply, desiredSupply }: Account, phrases: Phrases): readonly string[] {
  if (emergency.inUse) return [phrases.onEmergencyCredit(phrases.figures.amount(emergency.availableEuro))];
  if (amountToGetBackOnEuro === null || desiredSupply === 'on') return [phrases.usedUp];
  const amount = phrases.figures.amount(amountToGetBackOnEuro);
  return [phrases.usedUp, confirmedSupply === 'on' ? phrases.payToStayOn(amount) : phrases.payAtLeast(amount)];
}

function measuredWords({ measuredUntil, estimated, asOf }: Account, phrases: Phrases): readonly string[] {
  const measured = measuredUntil === null ? [] : [phrases.measured(spokenPastDay(measuredUntil, asOf, phrases))];
  return estimated ? [...measured, phrases.estimated] : measured;
}

// A change is named by its weekday, so only one that comes before that weekday comes twice: with credit for weeks it is no news.
function changeWords({ nextChange, desiredSupply, asOf }: Account, phrases: Phrases): readonly string[] {
  if (nextChange === null || nextChange.supply === desiredSupply) return [];
  if (civilDayOf(asOf).until(civilDayOf(nextChange.at)).days >= DAYS_OF_A_WEEK) return [];
  return [phrases.change[nextChange.supply](...spokenMoment(nextChange.at, phrases))];
}
