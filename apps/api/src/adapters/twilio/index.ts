export { formFields, isFromTwilio } from './twilio-signature.js';
export { TwilioCalls } from './twilio-calls.js';
export { TwilioSms } from './twilio-sms.js';
export type { TwilioSettings } from './twilio-client.js';
