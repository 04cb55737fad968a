import { phrasesOf } from '../wording/index.js';
import type { Call } from './call.js';
import { emergencyChosen } from './emergency.js';
import { accountOf, backToMenu, home, otherOf } from './home.js';
import { askPin } from './identify.js';
import { ask, type Steps } from './orders.js';
import { person, type Situation } from './person.js';
import { paymentWords, referenceWords } from './read-out.js';
import { at, question, type Turn } from './turn.js';

/** The four choices of the menu; null when the key is none of them. */
export function* menuChosen(call: Call, keys: string, situation: Situation): Steps<Turn | null> {
  if (keys === '9' || keys === '*') return yield* home(call, situation);
  if (!['1', '2', '3', '4'].includes(keys)) return null;
  const phrases = phrasesOf(call.language);
  if (!call.proved && (keys === '2' || keys === '3')) return askPin(call, phrases.pinFirst);
  const summary = yield* ask({ kind: 'read' });
  const account = accountOf(summary, call);
  if (account === null) return yield* person(call, situation, phrases.noAccount);
  if (keys === '1') return backToMenu(call, summary, ...paymentWords(account, phrases));
  if (keys === '2') return emergencyChosen(call, summary, account);
  if (keys === '3') return question(at(call, 'pay'), referenceWords(account, phrases), phrases.payChoices);
  return summary.accounts.length < 2 ? null : yield* home({ ...call, account: otherOf(summary, call) }, situation);
}

/** 0: a person. At night a customer who is to be called back can go on with what the line itself can do. */
export function* personAsked(call: Call, situation: Situation): Steps<Turn> {
  const turn = yield* person(call, situation);
  if (turn.next.kind === 'connect' || !call.proved) return turn;
  const again = backToMenu(call, yield* ask({ kind: 'read' }));
  return { ...again, lines: [...turn.lines.slice(0, -1), ...again.lines] };
}
