import type twilio from 'twilio';
import type { ProviderAnswer, SendOutcome, SmsMessage, SmsPort } from '../../features/notices/ports.js';
import { makeTwilioClient, type TwilioSettings } from './twilio-client.js';
import { outcomeOfError, whyOf } from './twilio-outcome.js';

/** How many messages to one number are looked through for one that may have been sent. */
const LOOK_BACK_MESSAGES = 50;

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
