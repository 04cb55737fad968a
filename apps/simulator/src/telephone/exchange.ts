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
    return this.#go(wire, { sid, from, lines: [], next: null, document: '' }, '/voice', {});
  }

  /** Answers what was asked; null when the call is over or unknown. */
  async answer(wire: Wire, sid: string, move: CallerMove): Promise<TelephoneCall | null> {
    const call = this.#calls.get(sid);
    if (call?.next?.kind !== 'gather') return null;
    const text = move.kind === 'keys' ? move.keys : move.kind === 'words' ? move.words : '...';
    const fields: Record<string, string> = move.kind === 'keys' ? { Digits: move.keys } : move.kind === 'words' ? { SpeechResult: move.words, Confidence: '0.9' } : { Digits: '' };
    const said: TelephoneCall = { ...call, lines: [...call.lines, { by: 'caller', language: '', text }] };
    return this.#go(wire, said, call.next.action.slice(new URL(call.next.action).origin.length), fields);
  }

  hangUp(sid: string): void {
    const call = this.#calls.get(sid);
    if (call !== undefined) this.#keep({ ...call, next: { kind: 'hang_up' } });
  }

  /** Sends an SMS to the phone line; the answer that comes with it, and the document it came in. */
  async text(wire: Wire, from: string, body: string): Promise<{ readonly reply: string | null; readonly document: string }> {
    const sid = `SM${randomBytes(16).toString('hex')}`;
    const answer = await this.#post(wire, '/texts', { MessageSid: sid, SmsSid: sid, From: from, To: this.name, Body: body, NumMedia: '0', NumSegments: '1' });
    return { reply: answer.status === 200 ? readMessage(answer.body) : null, document: answer.body };
  }

  async #go(wire: Wire, call: TelephoneCall, path: string, fields: Record<string, string>): Promise<TelephoneCall> {
    const answer = await this.#post(wire, path, {
      CallSid: call.sid, From: call.from ?? 'anonymous', To: this.name, Direction: 'inbound', CallStatus: 'in-progress', ApiVersion: '2010-04-01', ...fields,
    });
    const instructions = answer.status === 200 ? readTwiml(answer.body) : null;
    const heard = (instructions?.spoken ?? []).map(({ language, text }): CallLine => ({ by: 'line', language, text }));
    return this.#keep({ ...call, lines: [...call.lines, ...heard], next: instructions?.then ?? null, document: answer.body });
  }

  #post(wire: Wire, path: string, fields: Record<string, string>) {
    const url = `${this.phoneLineUrl.replace(/\/$/, '')}${path}`;
    return wire.api.notify(url, 'application/x-www-form-urlencoded', new URLSearchParams(fields).toString(), { 'X-Twilio-Signature': signature(wire.smsAuthToken, url, fields) });
  }

  #keep(call: TelephoneCall): TelephoneCall {
    this.#calls.set(call.sid, call);
    const [oldest] = this.#calls.keys();
    if (this.#calls.size > KEPT_CALLS && oldest !== undefined) this.#calls.delete(oldest);
    return call;
  }
}
