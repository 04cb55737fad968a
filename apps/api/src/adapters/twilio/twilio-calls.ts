import type twilio from 'twilio';
import type { CallPort, OutgoingCall, SendOutcome } from '../../features/notices/ports.js';
import { makeTwilioClient, type TwilioSettings } from './twilio-client.js';
import { outcomeOfError } from './twilio-outcome.js';

/** About eight rings: old people walk to the telephone. */
const RING_SECONDS = 40;

/** Places calls over the Twilio Calls API. What is said comes as TwiML from the phone line when somebody picks up. */
export class TwilioCalls implements CallPort {
  readonly #client: twilio.Twilio;
  readonly #from: string;

  constructor(settings: TwilioSettings) {
    this.#client = makeTwilioClient(settings);
    this.#from = settings.from;
  }

  async place({ to, wordsUrl, statusCallback }: OutgoingCall): Promise<SendOutcome> {
    try {
      const { sid } = await this.#client.calls.create({ to, from: this.#from, url: wordsUrl, method: 'POST', statusCallback, statusCallbackMethod: 'POST', timeout: RING_SECONDS });
      return { kind: 'accepted', providerId: sid };
    } catch (error) {
      return outcomeOfError(error);
    }
  }
}
