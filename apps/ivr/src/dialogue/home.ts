import { phrasesOf } from '../wording/index.js';
import type { Call } from './call.js';
import { ask, type Account, type Steps, type Summary } from './orders.js';
import { person, type Situation } from './person.js';
import { readOut } from './read-out.js';
import { at, question, type Turn } from './turn.js';

/** Reads out how the account stands, then the menu: the balance is heard before anybody has to choose. */
export function* home(call: Call, situation: Situation, ...first: readonly string[]): Steps<Turn> {
  const phrases = phrasesOf(call.language);
  const summary = yield* ask({ kind: 'read' });
  const account = accountOf(summary, call);
  if (account === null) return yield* person(call, situation, ...first, phrases.noAccount);
  return question(at(call, 'menu'), ...first, ...readOut(account, phrases), menuWords(call, summary));
}

/** What was done or asked for is said, and the menu again. */
export function backToMenu(call: Call, summary: Summary, ...texts: readonly string[]): Turn {
  return question(at(call, 'menu'), ...texts, menuWords(call, summary));
}

/** The account that the call is about; null when the customer has none (any more). */
export function accountOf({ accounts }: Summary, call: Call): Account | null {
  return accounts[call.account] ?? accounts[0] ?? null;
}

/** The menu, with the other meter when there is one. */
export function menuWords(call: Call, summary: Summary): string {
  const phrases = phrasesOf(call.language);
  const other = summary.accounts.length < 2 ? undefined : summary.accounts[otherOf(summary, call)];
  return phrases.menu(other === undefined ? null : phrases.utility[other.utility]);
}

/** The account that the caller is not hearing about now. */
export function otherOf({ accounts }: Summary, call: Call): number {
  return (call.account + 1) % accounts.length;
}
