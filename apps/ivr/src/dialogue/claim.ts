import { phrasesOf, spokenWeekday } from '../wording/index.js';
import type { Call } from './call.js';
import { accountOf, backToMenu } from './home.js';
import { ask, type Steps } from './orders.js';
import { dayBefore, switchingOn } from './read-out.js';

import { at, question, type Turn } from './turn.js';

/** Euros without cents, up to what a household pays at once. */
const AMOUNT = /^[1-9]\d{0,3}$/;

/** How to pay: a link by SMS, or "I have paid already". */
export function* payAnswered(call: Call, keys: string): Steps<Turn | null> {
  const phrases = phrasesOf(call.language);
  if (keys === '2') return question(at(call, 'claim_channel'), phrases.claimChannel);
  if (keys !== '1' && keys !== '*') return null;
  const summary = yield* ask({ kind: 'read' });
  const account = accountOf(summary, call);
  if (account === null) return null;
  if (keys === '*') return backToMenu(call, summary);
  const result = yield* ask({ kind: 'send_link', accountId: account.id });
  return backToMenu(call, summary, result === 'sent' ? phrases.linkSent : phrases.linkNotSent);
}

/** 1 by bank, 2 at a counter. */
export function* claimChannelChosen(call: Call, keys: string): Steps<Turn | null> {
  if (keys === '*') return yield* payAnswered(call, keys);
  if (keys !== '1' && keys !== '2') return null;
  return question(at(call, 'claim_amount', { claim: keys === '1' ? 'transfer' : 'deposit' }), phrasesOf(call.language).claimAmount);
}

/** Supply is kept, or comes back, until the payment must have arrived. */
export function* claimAmountTyped(call: Call, keys: string): Steps<Turn | null> {
  if (!AMOUNT.test(keys) || call.claim === null) return null;
  const phrases = phrasesOf(call.language);
  const summary = yield* ask({ kind: 'read' });
  const account = accountOf(summary, call);
  if (account === null) return null;
  const { result, paymentUnderWayUntil } = yield* ask({ kind: 'claim_payment', accountId: account.id, amountEuro: `${keys}.00`, channel: call.claim });
  if (result === 'already_announced' || paymentUnderWayUntil === null) return backToMenu(call, summary, phrases.claimKnown);
  const comesBack = account.confirmedSupply === 'on' ? [] : switchingOn(account, phrases);
  return backToMenu(call, summary, phrases.claimKept(spokenWeekday(dayBefore(paymentUnderWayUntil), phrases)), ...comesBack);
}
