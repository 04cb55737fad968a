import { afterAll, beforeAll, expect, it } from 'vitest';
import { TwilioDouble } from '../../features/notices/provider-doubles.spec.js';
import { TwilioCalls } from './twilio-calls.js';

const provider = new TwilioDouble();
let calls: TwilioCalls;
const call = (to: string) => calls.place({ to, wordsUrl: 'https://phone.example.be/voice/message?endpoint=e&notice=n', statusCallback: 'https://api.example.be/webhooks/twilio/e?notice=n' });

beforeAll(async () => {
  calls = new TwilioCalls({ apiUrl: await provider.open(), accountSid: 'ACsandbox', authToken: 'sandbox', from: '+32460000000', timeoutMs: 2_000 });
});
afterAll(() => provider.close());

it('places a call over the Calls resource, with the address of its words and of its end', async () => {
  const placed = await call('+3252200001');
  const [taken] = provider.sentTo('+3252200001');
  expect(placed).toEqual({ kind: 'accepted', providerId: taken?.sid });
  expect(taken?.path).toBe('/2010-04-01/Accounts/ACsandbox/Calls.json');
  expect(taken?.fields).toMatchObject({
    To: '+3252200001', From: '+32460000000', Url: 'https://phone.example.be/voice/message?endpoint=e&notice=n', Method: 'POST',
    StatusCallback: 'https://api.example.be/webhooks/twilio/e?notice=n', StatusCallbackMethod: 'POST', Timeout: '40',
  });
});

it('says what a refusal, a limit and a broken connection mean', async () => {
  provider.answerTo('+3252200002', { status: 400, code: 21211 }, { status: 429, code: 20429 }, 'take_and_break');
  const kinds = [(await call('+3252200002')).kind, (await call('+3252200002')).kind, (await call('+3252200002')).kind];
  expect(kinds).toEqual(['refused', 'not_taken', 'unknown']);
});
