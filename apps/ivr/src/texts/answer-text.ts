import type { Asking, PhoneLine } from '../api/phone-line.js';
import type { Language } from '../wording/index.js';
import type { Wish } from './keyword.js';
import { accountInNeed, balanceText, emergencyText, lastPaymentText, takenText } from './reply.js';
import { textPhrasesOf, unknownNumber } from './wording/index.js';

/** The answer to an SMS. Only a number that one customer gave us gets to know anything; the same SMS twice is one wish. */
export async function answerText(line: PhoneLine, asking: Asking, wish: Wish, helpLine: string): Promise<string> {
  const opened = await line.carryOut(asking, { kind: 'open' });
  if (opened.kind === 'away') return textPhrasesOf('nl').away(helpLine);
  const { known, language } = opened.answer;
  if (!known || language === null) return unknownNumber(helpLine);
  return (await granted(line, asking, wish, language, helpLine)) ?? textPhrasesOf(language).away(helpLine);
}

/** Null when the API was away. */
async function granted(line: PhoneLine, asking: Asking, wish: Wish, language: Language, helpLine: string): Promise<string | null> {
  const phrases = textPhrasesOf(language);
  const set = async (preferences: Parameters<PhoneLine['prefer']>[1], text: string): Promise<string | null> =>
    ((await line.prefer(asking, preferences)) === 'done' ? text : null);
  switch (wish.kind) {
    case 'unknown': return phrases.unknown(helpLine);
    case 'help': return phrases.help(helpLine);
    case 'stop': return set({ optionalMessages: false }, phrases.stopped(helpLine));
    case 'start': return set({ optionalMessages: true }, phrases.started);
    case 'language': return wish.language === null ? phrases.languageWhich : set({ language: wish.language }, textPhrasesOf(wish.language).languageSet);
    case 'balance':
    case 'last_payment':
    case 'emergency_credit': return told(line, asking, wish, language);
  }
}

async function told(line: PhoneLine, asking: Asking, wish: Wish, language: Language): Promise<string | null> {
  const phrases = textPhrasesOf(language);
  const read = await line.carryOut(asking, { kind: 'read' });
  if (read.kind === 'away') return null;
  if (wish.kind === 'balance') return balanceText(read.answer, phrases);
  if (wish.kind === 'last_payment') return lastPaymentText(read.answer, phrases);
  const account = accountInNeed(read.answer);
  if (account === null) return null;
  const agreed = wish.kind === 'emergency_credit' && wish.agreed;
  if (!agreed) return emergencyText(account, phrases);
  const taken = await line.carryOut(asking, { kind: 'take_emergency_credit', accountId: account.id });
  return taken.kind === 'away' ? null : takenText(taken.answer, phrases);
}
