import twilio from 'twilio';

const TWILIO_ORIGIN = 'https://api.twilio.com';

/** Where and as whom to call Twilio. */
export interface TwilioSettings {
  /** Base address of the API; another than Twilio's own points the same client at a sandbox. */
  readonly apiUrl: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** Number that sends. */
  readonly from: string;
  readonly timeoutMs: number;
}

/** Twilio's own HTTP client, which calls the configured address instead of the one that is built into the library. */
class AddressedRequestClient extends twilio.RequestClient {
  constructor(
    private readonly apiUrl: string,
    timeout: number,
  ) {
    super({ timeout });
  }

  override request<Data>(options: Parameters<InstanceType<typeof twilio.RequestClient>['request']>[0] & { data?: Data }) {
    return super.request<Data>({ ...options, uri: options.uri.replace(TWILIO_ORIGIN, this.apiUrl) });
  }
}

/** The official client, pointed at the configured address. */
export function makeTwilioClient(settings: TwilioSettings): twilio.Twilio {
  const apiUrl = settings.apiUrl.replace(/\/$/, '');
  return twilio(settings.accountSid, settings.authToken, { httpClient: new AddressedRequestClient(apiUrl, settings.timeoutMs) });
}
