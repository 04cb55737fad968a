import { randomBytes } from 'node:crypto';

import type { Api } from '../api/api.js';
import { signature } from '../sinks/twilio-signature.js';
import { readMessage, readTwiml, type Then } from './twiml.js';

/** A line of a call's transcript. */
export interface CallLine {
  readonly by: 'line' | 'caller';
  readonly language: string;
  readonly text: string;
}

/** A telephone call from a home to the phone line, with everything that was said. */
export interface TelephoneCall {
  readonly sid: string;
  readonly from: string | null;
  readonly lines: readonly CallLine[];
  /** Null: the line did not answer. */
  readonly next: Then | null;
  /** The last answer of the line as it came. */
  readonly document: string;
  /** A call that the platform placed; null for one from the home. */
  readonly placed: PlacedCall | null;
}

/** What the platform said when it placed a call. */
export interface PlacedCall {
  /** Address that says the words once somebody picks up. */
  readonly wordsUrl: string;
  readonly statusCallback: string | null;
  readonly isRinging: boolean;
}

/** What the caller does. */
export type CallerMove = { readonly kind: 'keys'; readonly keys: string } | { readonly kind: 'words'; readonly words: string } | { readonly kind: 'silence' };

/** How webhooks reach the phone line, and the token under which they are signed. */
export interface Wire {
  readonly api: Pick<Api, 'notify'>;
  readonly smsAuthToken: string;
}

const KEPT_CALLS = 200;

/**
 * The telephone network and its provider, as far as the phone line sees them: webhooks as Twilio sends them, signed, and
 * the answer read as Twilio reads it. Calls live in memory; a restart hangs up.
 */
export class TelephoneExchange {
  readonly #calls = new Map<string, TelephoneCall>();

  constructor(
    private readonly phoneLineUrl: string,
    /** The number of the phone line, from which its answers come. */
    readonly name: string,
  ) {}

  call(sid: string): TelephoneCall | null {
    return this.#calls.get(sid) ?? null;
  }

  /** Calls the phone line; a null number is withheld. */
  async ring(wire: Wire, from: string | null): Promise<TelephoneCall> {
    const sid = `CA${randomBytes(16).toString('hex')}`;
    return this.#go(wire, { sid, from, lines: [], next: null, document: '', placed: null }, `${this.#lineUrl}/voice`, {});
  }

  /** Answers what was asked; null when the call is over or unknown. */
  async answer(wire: Wire, sid: string, move: CallerMove): Promise<TelephoneCall | null> {
    const call = this.#calls.get(sid);
    if (call?.next?.kind !== 'gather') return null;
    const text = move.kind === 'keys' ? move.keys : move.kind === 'words' ? move.words : '...';
    const fields: Record<string, string> = move.kind === 'keys' ? { Digits: move.keys } : move.kind === 'words' ? { SpeechResult: move.words, Confidence: '0.9' } : { Digits: '' };
    const said: TelephoneCall = { ...call, lines: [...call.lines, { by: 'caller', language: '', text }] };
    return this.#go(wire, said, `${this.#lineUrl}${call.next.action.slice(new URL(call.next.action).origin.length)}`, fields);
  }

  /** A home ends its call. */
  async hangUp(wire: Wire, sid: string): Promise<void> {
    const call = this.#calls.get(sid);
    if (call !== undefined) await this.#ended(wire, this.#keep({ ...call, next: { kind: 'hang_up' } }));
  }

  /** The platform calls this number: its telephone rings until somebody picks up or the caller gives up. */
  place(to: string, wordsUrl: string, statusCallback: string | null): TelephoneCall {
    const sid = `CA${randomBytes(16).toString('hex')}`;
    return this.#keep({ sid, from: to, lines: [], next: null, document: '', placed: { wordsUrl, statusCallback, isRinging: true } });
  }

  /** The call that rings at a number; null when none does. */
  ringingAt(number: string): TelephoneCall | null {
    return [...this.#calls.values()].find(({ from, placed }) => from === number && placed?.isRinging === true) ?? null;
  }

  /** Somebody picks up and hears the words; null when the call does not ring (any more). */
  async pickUp(wire: Wire, sid: string): Promise<TelephoneCall | null> {
    const call = this.#calls.get(sid);
    if (call?.placed?.isRinging !== true) return null;
    const placed = { ...call.placed, isRinging: false };
    return this.#go(wire, { ...call, placed }, placed.wordsUrl, {});
  }

  /** Nobody picked up. */
  async giveUp(wire: Wire, sid: string): Promise<void> {
    const call = this.#calls.get(sid);
    if (call?.placed?.isRinging !== true) return;
    this.#keep({ ...call, placed: { ...call.placed, isRinging: false } });
    await this.#tell(wire, call, 'no-answer');
  }

  /** Sends an SMS to the phone line; the answer that comes with it, and the document it came in. */
  async text(wire: Wire, from: string, body: string): Promise<{ readonly reply: string | null; readonly document: string }> {
    const sid = `SM${randomBytes(16).toString('hex')}`;
    const answer = await this.#post(wire, `${this.#lineUrl}/texts`, { MessageSid: sid, SmsSid: sid, From: from, To: this.name, Body: body, NumMedia: '0', NumSegments: '1' });
    return { reply: answer.status === 200 ? readMessage(answer.body) : null, document: answer.body };
  }

  async #go(wire: Wire, call: TelephoneCall, url: string, fields: Record<string, string>): Promise<TelephoneCall> {
    const home = call.from ?? 'anonymous';
    const ends = call.placed === null ? { From: home, To: this.name, Direction: 'inbound' } : { From: this.name, To: home, Direction: 'outbound-api' };
    const answer = await this.#post(wire, url, { CallSid: call.sid, ...ends, CallStatus: 'in-progress', ApiVersion: '2010-04-01', ...fields });
    const instructions = answer.status === 200 ? readTwiml(answer.body) : null;
    const heard = (instructions?.spoken ?? []).map(({ language, text }): CallLine => ({ by: 'line', language, text }));
    const after = this.#keep({ ...call, lines: [...call.lines, ...heard], next: instructions?.then ?? null, document: answer.body });
    if (after.next?.kind !== 'gather') await this.#ended(wire, after);
    return after;
  }

  async #ended(wire: Wire, call: TelephoneCall): Promise<void> {
    if (call.placed !== null) await this.#tell(wire, call, 'completed');
  }

  async #tell(wire: Wire, { sid, from, placed }: TelephoneCall, status: string): Promise<void> {
    if (placed?.statusCallback == null) return;
    await this.#post(wire, placed.statusCallback, { CallSid: sid, CallStatus: status, From: this.name, To: from ?? '', Direction: 'outbound-api', ApiVersion: '2010-04-01' });
  }

  get #lineUrl(): string {
    return this.phoneLineUrl.replace(/\/$/, '');
  }

  #post(wire: Wire, url: string, fields: Record<string, string>) {
    return wire.api.notify(url, 'application/x-www-form-urlencoded', new URLSearchParams(fields).toString(), { 'X-Twilio-Signature': signature(wire.smsAuthToken, url, fields) });
  }

  #keep(call: TelephoneCall): TelephoneCall {
    this.#calls.set(call.sid, call);
    const [oldest] = this.#calls.keys();
    if (this.#calls.size > KEPT_CALLS && oldest !== undefined) this.#calls.delete(oldest);
    return call;
  }
}
