export { formFields, isFromTwilio } from './twilio-signature.js';
export { TwilioSms } from './twilio-sms.js';
export type { TwilioSettings } from './twilio-client.js';
