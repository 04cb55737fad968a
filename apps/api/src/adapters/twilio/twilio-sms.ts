import type twilio from 'twilio';
import type { ProviderAnswer, SendOutcome, SmsMessage, SmsPort } from '../../features/notices/ports.js';
import { makeTwilioClient, type TwilioSettings } from './twilio-client.js';

/** How many messages to one number are looked through for one that may have been sent. */
const LOOK_BACK_MESSAGES = 50;

/** Errors of a connection that was never made: nothing has been handed over. */
const NOT_CONNECTED: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Sends SMS over the Twilio Messages API. */
export class TwilioSms implements SmsPort {
  readonly #client: twilio.Twilio;
  readonly #from: string;

  constructor(settings: TwilioSettings) {
    this.#client = makeTwilioClient(settings);
    this.#from = settings.from;
  }

  async send(message: SmsMessage): Promise<SendOutcome> {
    try {
      const { sid } = await this.#client.messages.create({
        to: message.to,
        from: this.#from,
        body: message.text,
        statusCallback: message.statusCallback,
      });
      return { kind: 'accepted', providerId: sid };
    } catch (error) {
      return outcomeOfError(error);
    }
  }

  async takenSince(to: string, text: string, sinceMs: number): Promise<ProviderAnswer> {
    try {
      const messages = await this.#client.messages.list({ to, limit: LOOK_BACK_MESSAGES, pageSize: LOOK_BACK_MESSAGES });
      const taken = messages.filter((message) => message.body === text && message.dateCreated.getTime() >= sinceMs);
      return { kind: 'answered', messages: taken.map((message) => ({ providerId: message.sid, status: message.status })) };
    } catch (error) {
      return { kind: 'unreachable', why: whyOf(error) };
    }
  }
}

/**
 * What an error means for the message. A 400 names a number that cannot be reached (Twilio errors 21211, 21610,
 * 21614 ...); 401, 403, 404 and 429 say that nothing was taken; after a 5xx or a broken connection nobody knows.
 */
function outcomeOfError(error: unknown): SendOutcome {
  const why = whyOf(error);
  const status = propertyOf(error, 'status');
  if (typeof status === 'number' && status < 500) return status === 400 ? { kind: 'refused', why } : { kind: 'not_taken', why };
  const code = propertyOf(error, 'code');
  return typeof code === 'string' && NOT_CONNECTED.has(code) ? { kind: 'not_taken', why } : { kind: 'unknown', why };
}

// The provider's own message can repeat the number, so only its codes are kept.
function whyOf(error: unknown): string {
  const parts = ['status', 'code'].map((name) => propertyOf(error, name)).filter((value) => value !== undefined && value !== null);
  return `twilio ${parts.join(' ')}`.trim();
}

function propertyOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
