import type { Asking, Carried, PhoneLine, Preferences } from '../api/phone-line.js';
import type { Message } from './message.js';
import { answer, ring, type Conversing } from '../voice/hold-conversation.js';
import { LastKnownFigures } from '../voice/last-known.js';
import type { Call } from './call.js';
import type { Desk } from './desk.js';
import type { Account, Answers, Order } from './orders.js';
import type { Heard, Turn } from './turn.js';

export const NUMBER = '+32470001001';
export const PIN = '4711';
export const EAN_DIGITS = '4880000000019';
/** Tuesday 24 November 2026, 10:00 in Brussels. */
export const NOW_MS = Date.UTC(2026, 10, 24, 9);

/** A home that is on, three days before its credit ends. */
export const HOME: Account = {
  id: '00000000-0000-7000-8000-000000000001', utility: 'electricity', reference: '123456789012', creditState: 'low', desiredSupply: 'on', confirmedSupply: 'on',
  balanceEuro: '12.30', daysLeft: 3, runsOutOn: '2026-11-27', nextChange: null, measuredUntil: '2026-11-23', estimated: false,
  amountToGetBackOnEuro: null, paymentUnderWayUntil: null, lastPayment: { amountEuro: '20.00', paidAt: '2026-11-20T13:05:00Z', recordedAt: '2026-11-20T13:05:00Z' },
  emergency: { starts: 'by_itself', canBeTaken: false, inUse: false, limitEuro: '50.00', availableEuro: '50.00' }, asOf: '2026-11-24T09:00:00Z',
};

/** The API as a test arranges it; it remembers what was ordered, and does an order of a step once. */
export class FakeLine implements PhoneLine {
  contact: Answers['open'] = { known: true, language: 'nl', balanceWithoutPin: false };
  accounts: Account[] = [HOME];
  pinResults: Answers['check_pin'][] = [];
  callBack: Answers['ask_call_back'] = 'noted';
  link: Answers['send_link'] = 'sent';
  claim: Answers['claim_payment'] = { result: 'kept', paymentUnderWayUntil: '2026-11-27T23:00:00Z' };
  taken: Answers['take_emergency_credit'] = { accountId: HOME.id, result: 'taken', availableEuro: '12.00', why: null, desiredSupply: 'on' };
  away = false;
  readonly done = new Map<string, Order>();
  readonly wishes: Preferences[] = [];
  #identified = false;

  carryOut<Kind extends Order['kind']>({ sid, step }: Asking, order: Extract<Order, { kind: Kind }>): Promise<Carried<Kind>> {
    if (this.away) return Promise.resolve({ kind: 'away' });
    if (order.kind !== 'read') this.done.set(`${sid}:${step}:${order.kind}`, order);
    return Promise.resolve({ kind: 'answered', answer: this.#answer(order) as Answers[Kind] });
  }

  prefer(_: Asking, preferences: Preferences): Promise<'done' | 'away'> {
    if (!this.away) this.wishes.push(preferences);
    return Promise.resolve(this.away ? 'away' : 'done');
  }

  /** The message that a call of ours is about. */
  message: Message | null = { language: 'nl', text: 'Uw stroom: u hebt nog ongeveer 1 dag.' };
  heardMessages = 0;

  readMessage(): Promise<Message | null> {
    return Promise.resolve(this.away ? null : this.message);
  }

  messageHeard(): Promise<'done' | 'away'> {
    this.heardMessages += 1;
    return Promise.resolve('done');
  }

  /** The kinds of orders that were carried out, in order. */
  kinds(): string[] {
    return [...this.done.values()].map(({ kind }) => kind);
  }

  #answer(order: Order): Answers[Order['kind']] {
    switch (order.kind) {
      case 'open': return this.contact;
      case 'name_connection': return null;
      case 'check_pin': return this.#pin(order.pin);
      case 'read': return { language: this.contact.language ?? 'nl', identified: this.#identified, accounts: this.accounts };
      case 'take_emergency_credit': return this.taken;
      case 'claim_payment': return this.claim;
      case 'send_link': return this.link;
      case 'ask_call_back': return this.callBack;
    }
  }

  #pin(pin: string): Answers['check_pin'] {
    const result = this.pinResults.shift() ?? (pin === PIN ? 'accepted' : 'refused');
    this.#identified ||= result === 'accepted';
    return result;
  }
}

export const CLOSED_DESK: Desk = { number: null, opensAt: 8, closesAt: 18, helpLine: '0800 00 000' };

/** A telephone call against a fake API: what was said so far, and keys to press. */
export class Telephone {
  readonly deps: Conversing;
  readonly heard: string[] = [];
  turn: Turn | null = null;

  constructor(readonly line: FakeLine, readonly options: { readonly from?: string | null; readonly desk?: Desk; readonly nowMs?: number; readonly sid?: string; readonly deps?: Conversing } = {}) {
    this.deps = options.deps ?? { line, figures: new LastKnownFigures() };
  }

  async ring(): Promise<string> {
    return this.#hear(await ring(this.deps, this.#who(), this.#situation()));
  }

  async press(keys: string): Promise<string> {
    return this.answer({ kind: 'keys', keys });
  }

  async answer(heard: Heard): Promise<string> {
    return this.#hear(await answer(this.deps, this.#who(), this.call(), heard, this.#situation()));
  }

  /** The call as the next address carries it; throws when the line does not listen any more. */
  call(): Call {
    if (this.turn?.next.kind !== 'listen') throw new Error(`the line does not listen: ${this.heard.join(' | ')}`);
    return this.turn.next.call;
  }

  #hear(turn: Turn): string {
    this.turn = turn;
    const said = turn.lines.map(({ text }) => text).join(' ');
    this.heard.push(said);
    return said;
  }

  #who(): { sid: string; from: string | null } {
    return { sid: this.options.sid ?? 'CA1', from: this.options.from === undefined ? NUMBER : this.options.from };
  }

  #situation() {
    return { desk: this.options.desk ?? CLOSED_DESK, nowMs: this.options.nowMs ?? NOW_MS };
  }
}

/** A known caller who has typed the right PIN. */
export async function identified(line: FakeLine, options: ConstructorParameters<typeof Telephone>[1] = {}): Promise<Telephone> {
  const telephone = new Telephone(line, options);
  await telephone.ring();
  await telephone.press(PIN);
  return telephone;
}
