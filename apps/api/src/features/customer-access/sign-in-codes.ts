import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isoOf, wallNowMs } from '../../adapters/clock/wall-clock.js';
import { e164Of, PersonalData, tokenHash } from '../../adapters/crypto/index.js';
import type { Env } from '../../env.schema.js';
import { HttpProblem, invalidField } from '../../http/problem.js';
import type { Language } from '../../http/request-context.js';
import { ENV } from '../../platform.module.js';
import { NOTICE_SENDING, type SendDependencies } from '../notices/index.js';
import { LoginThrottle } from '../people/index.js';
import { codeMail, codeSms } from './code-wording.js';

const CODE_MS = 10 * 60_000;
const SESSION_MS = 12 * 3_600_000;
/** ASVS 5.0, 6.5 and 6.6: six digits, ten minutes, once, few tries, few codes. */
const CODES_PER_WINDOW = 3;
const WINDOW_MS = 15 * 60_000;
const TRIES_PER_CODE = 5;
const CODES_AND_TRIES_PER_CONTACT = 40;
const SESSION_PREFIX = 'tgd_cus_';

/** A phone number or a mail address as people type it, with the indexes by which it is found. */
interface Contact {
  readonly kind: 'sms' | 'mail';
  /** E.164, or the address in lower case. */
  readonly to: string;
  readonly index: Buffer;
}

interface PersonAt {
  readonly person_id: number;
  readonly language: Language;
}

/** A session of a customer that was just opened. */
export interface OpenedSession {
  readonly token: string;
  readonly expiresAtMs: number;
  readonly language: Language;
}

/** Customers have no password: a code is sent to the number or address that the supplier knows. */
@Injectable()
export class SignInCodes {
  // The database bounds codes and tries per number, whichever process is asked; this bounds one network address.
  readonly #throttle = new LoginThrottle(CODES_AND_TRIES_PER_CONTACT);
  readonly #log = new Logger('sign-in');

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(PersonalData) private readonly people: PersonalData,
    @Inject(ENV) private readonly env: Env,
    @Inject(NOTICE_SENDING) private readonly sending: SendDependencies,
  ) {}

  /**
   * Sends a code when somebody can be reached there, and answers the same, as quickly, when nobody can. Throws a 422
   * for what is no number and no address, a 429 after too many codes.
   */
  async send(typed: string, fromAddress: string): Promise<{ expiresAtMs: number }> {
    const contact = this.contactOf(typed);
    this.bound(contact, fromAddress);
    this.#throttle.failed(contact.to, fromAddress);
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const now = wallNowMs();
    const rows = await this.dataSource.query<{ made: boolean }[]>('select make_sign_in_code($1, $2, $3, $4, $5, $6) as made', [
      contact.index, this.hashOf(contact, code), isoOf(now), isoOf(now + CODE_MS), isoOf(now - WINDOW_MS), CODES_PER_WINDOW,
    ]);
    if (rows[0]?.made !== true) throw tooMany();
    // Nobody waits for the sending: how long it takes would tell whether the number is known.
    void this.deliver(contact, code).catch((error: unknown) => this.#log.error(`a code could not be sent: ${String(error)}`));
    return { expiresAtMs: now + CODE_MS };
  }

  /** Opens a session for the right code, once. Throws a 401 in the same words for a wrong, used or late code and for nobody. */
  async open(typed: string, code: string, fromAddress: string): Promise<OpenedSession> {
    const contact = this.contactOf(typed);
    this.bound(contact, fromAddress);
    const now = wallNowMs();
    const rows = await this.dataSource.query<{ right: boolean }[]>('select try_sign_in_code($1, $2, $3, $4) as right', [
      contact.index, this.hashOf(contact, code), isoOf(now), TRIES_PER_CODE,
    ]);
    const people = rows[0]?.right === true ? await this.peopleAt(contact) : [];
    const first = people[0];
    if (first === undefined) {
      this.#throttle.failed(contact.to, fromAddress);
      throw new HttpProblem(401, 'code_wrong', 'This code does not work', 'The code is wrong, was used, or is older than ten minutes. Ask for a new one.');
    }
    const token = `${SESSION_PREFIX}${randomBytes(32).toString('base64url')}`;
    const expiresAtMs = now + SESSION_MS;
    await this.dataSource.query('select open_customer_session($1, $2, $3, $4)', [tokenHash(token), people.map((person) => person.person_id), isoOf(now), isoOf(expiresAtMs)]);
    return { token, expiresAtMs, language: first.language };
  }

  async close(token: string): Promise<void> {
    await this.dataSource.query('select close_customer_session($1)', [tokenHash(token)]);
  }

  private bound(contact: Contact, fromAddress: string): void {
    if (!this.#throttle.mayTry(contact.to, fromAddress)) throw tooMany();
  }

  private contactOf(typed: string): Contact {
    const text = typed.trim();
    if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return { kind: 'mail', to: text.toLowerCase(), index: this.people.mailIndex(text) };
    const e164 = text.includes('@') ? null : e164Of(text);
    if (e164 === null) throw invalidField('contact', 'must be a phone number such as 0470 12 34 56, or a mail address');
    return { kind: 'sms', to: e164, index: this.people.phoneIndex(e164) };
  }

  /** A code is short, so its hash is keyed: the table alone does not give it away. */
  private hashOf({ index }: Contact, code: string): Buffer {
    return createHmac('sha256', Buffer.from(this.env.BLIND_INDEX_KEY, 'hex')).update('sign-in code\n').update(index).update(code).digest();
  }

  private peopleAt({ kind, index }: Contact): Promise<PersonAt[]> {
    return this.dataSource.query<PersonAt[]>('select person_id, language from people_at($1, $2)', kind === 'sms' ? [index, null] : [null, index]);
  }

  private async deliver(contact: Contact, code: string): Promise<void> {
    const person = (await this.peopleAt(contact))[0];
    if (person === undefined) return;
    const { sms, mail, apiUrl } = this.sending;
    const outcome = contact.kind === 'sms'
      ? await sms.send({ to: contact.to, text: codeSms(person.language, code), statusCallback: `${apiUrl}/webhooks/twilio/sign-in` })
      : await mail.send({ to: contact.to, ...codeMail(person.language, code), messageKey: randomBytes(16).toString('hex'), unsubscribeUrl: null });
    if (outcome.kind !== 'accepted') this.#log.warn(`a code was not taken by the ${contact.kind} provider: ${outcome.why}`);
  }
}

function tooMany(): HttpProblem {
  return new HttpProblem(429, 'too_many_tries', 'Too many tries', 'Too many codes or tries. Wait a quarter of an hour, or call us.');
}
