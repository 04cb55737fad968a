import { Temporal } from 'temporal-polyfill';
import type { Account, Answers, Summary } from '../dialogue/orders.js';
import type { TextPhrases } from './wording/index.js';

/** "Which balance?": each account in a few words, and what was measured last. The same figures as in every channel. */
export function balanceText({ accounts }: Summary, phrases: TextPhrases): string {
  const told = accounts.slice(0, 2).map((account) => `${phrases.utility[account.utility]}: ${phrases.supply[account.confirmedSupply]}, ${creditWords(account, phrases)}.`);
  const measuredUntil = accounts[0]?.measuredUntil ?? null;
  return [...told, ...(measuredUntil === null ? [] : [phrases.measured(dayWords(measuredUntil, phrases))])].join(' ');
}

/** The last payment over all accounts of the customer. */
export function lastPaymentText({ accounts }: Summary, phrases: TextPhrases): string {
  const [last] = accounts.flatMap(({ lastPayment }) => (lastPayment === null ? [] : [lastPayment]))
    .sort((one, other) => other.paidAt.localeCompare(one.paidAt));
  if (last === undefined) return phrases.noPayment;
  const day = Temporal.Instant.from(last.paidAt).toZonedDateTimeISO('Europe/Brussels').toPlainDate().toString();
  return phrases.lastPayment(phrases.amount(last.amountEuro), dayWords(day, phrases));
}

/** The account that a word about emergency credit is about: one where it can be taken, else one that uses it, else the first. */
export function accountInNeed({ accounts }: Summary): Account | null {
  return accounts.find(({ emergency }) => emergency.canBeTaken) ?? accounts.find(({ emergency }) => emergency.inUse) ?? accounts[0] ?? null;
}

/** What can be said of the emergency credit without taking it. */
export function emergencyText({ emergency, creditState }: Account, phrases: TextPhrases): string {
  const available = phrases.amount(emergency.availableEuro);
  if (emergency.canBeTaken) return phrases.emergencyOffer(available);
  if (emergency.availableEuro === '0.00') return phrases.emergencyUsedUp;
  if (emergency.inUse) return phrases.emergencyInUse(available);
  if (emergency.starts === 'by_itself') return phrases.emergencyByItself(available);
  return creditState === 'in_credit' ? phrases.emergencyLater : phrases.emergencyInUse(available);
}

/** What became of taking it. */
export function takenText({ result, availableEuro }: Answers['take_emergency_credit'], phrases: TextPhrases): string {
  const available = phrases.amount(availableEuro);
  switch (result) {
    case 'taken': return phrases.emergencyTaken(available);
    case 'already_taken': return phrases.emergencyInUse(available);
    case 'not_needed': return phrases.emergencyLater;
    case 'not_available': return phrases.emergencyUsedUp;
  }
}

function creditWords(account: Account, phrases: TextPhrases): string {
  const amount = phrases.amount(account.balanceEuro);
  if (account.emergency.inUse) return phrases.onEmergencyCredit(phrases.amount(account.emergency.availableEuro));
  if (account.balanceEuro.startsWith('-') || account.balanceEuro === '0.00') return phrases.usedUp;
  if (account.daysLeft === null || account.runsOutOn === null) return phrases.leftOnly(amount);
  return phrases.left(account.daysLeft, dayWords(account.runsOutOn, phrases), amount);
}

function dayWords(day: string, phrases: TextPhrases): string {
  return phrases.day(Temporal.PlainDate.from(day).dayOfWeek, day.slice(8, 10), day.slice(5, 7));
}
