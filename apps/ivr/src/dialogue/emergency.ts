import { phrasesOf, type Phrases } from '../wording/index.js';
import type { Call } from './call.js';
import { accountOf, backToMenu } from './home.js';
import { ask, type Account, type Answers, type Steps, type Summary } from './orders.js';
import { switchingOn } from './read-out.js';
import { at, question, type Turn } from './turn.js';

/** Where it starts by itself the caller hears what is left of it; where it must be asked for (Wallonia), it is offered. */
export function emergencyChosen(call: Call, summary: Summary, account: Account): Turn {
  const phrases = phrasesOf(call.language);
  if (!account.emergency.canBeTaken) return backToMenu(call, summary, stateWords(account, phrases));
  return question(at(call, 'emergency'), phrases.emergencyOffer(phrases.figures.amount(account.emergency.availableEuro)), phrases.yesOrBack);
}

/** 1 takes it, the star goes back. */
export function* emergencyAnswered(call: Call, keys: string): Steps<Turn | null> {
  if (keys !== '1' && keys !== '*') return null;
  const summary = yield* ask({ kind: 'read' });
  const account = accountOf(summary, call);
  if (account === null) return null;
  if (keys === '*') return backToMenu(call, summary);
  const answer = yield* ask({ kind: 'take_emergency_credit', accountId: account.id });
  return backToMenu(call, summary, ...resultWords(answer, account, phrasesOf(call.language)));
}

function stateWords({ emergency, creditState }: Account, phrases: Phrases): string {
  const available = phrases.figures.amount(emergency.availableEuro);
  if (emergency.availableEuro === '0.00') return phrases.emergencyUsedUp;
  if (emergency.inUse) return phrases.emergencyInUse(available);
  if (emergency.starts === 'by_itself') return phrases.emergencyByItself(available);
  return creditState === 'in_credit' ? phrases.emergencyLater : phrases.emergencyInUse(available);
}

function resultWords(answer: Answers['take_emergency_credit'], account: Account, phrases: Phrases): readonly string[] {
  const available = phrases.figures.amount(answer.availableEuro);
  switch (answer.result) {
    case 'taken': return [phrases.emergencyTaken(available), ...(account.confirmedSupply === 'on' ? [] : switchingOn(account, phrases))];
    case 'already_taken': return [phrases.emergencyInUse(available)];
    case 'not_needed': return [phrases.emergencyLater];
    case 'not_available': return [phrases.emergencyUsedUp];
  }
}
