import { randomBytes } from 'node:crypto';

import { draw } from '../chance/draw.js';
import type { Message, SmsStatus, World } from '../store/state.js';
import { note, plan, type OutsideWorld } from '../world/outside-world.js';
import { signature } from './twilio-signature.js';
import { changeMessage, keepMessage, worldOf } from './inbox.js';

/** World time from one status to the next. */
const STATUS_STEP_MS = 15_000;
const FIRST_STATUS_MS = 3_000;
/** Twilio error code of a handset that cannot be reached. */
const UNREACHABLE_HANDSET = '30003';

/** Takes an SMS as Twilio's Messages resource does and lets it be delivered later. */
export function takeSms(outside: OutsideWorld, form: URLSearchParams): Message | null {
  const to = form.get('To');
  const text = form.get('Body');
  if (to === null || to === '' || text === null) return null;
  const world = worldOf(outside.state, to);
  const message: Message = {
    id: `SM${randomBytes(16).toString('hex')}`, channel: 'sms', to, from: form.get('From') ?? '', subject: null, text,
    atMs: world?.nowMs ?? outside.clock.nowMs(), status: 'queued', statusCallback: form.get('StatusCallback'),
  };
  keepMessage(outside, message);
  const carrier = world ?? Object.values(outside.state.worlds)[0];
  if (carrier !== undefined) plan(outside, carrier, FIRST_STATUS_MS, { kind: 'sms_status', sid: message.id, status: 'queued' });
  return message;
}

/** A message moves on: the status is kept, told to the status callback (signed), and the next one planned. */
export async function moveStatus(outside: OutsideWorld, world: World, sid: string, status: SmsStatus): Promise<void> {
  const message = changeMessage(outside.state, sid, (known) => ({ ...known, status }));
  if (message === null) return;
  note(outside, world, { kind: 'message_status', id: sid, status });
  if (status === 'queued') plan(outside, world, STATUS_STEP_MS, { kind: 'sms_status', sid, status: 'sent' });
  if (status === 'sent') {
    const share = world.automatic ? outside.state.globalFaults.undeliveredShare : 0;
    const lost = isUndeliverable(message.to) || draw(outside.seed, 'sms', message.to, message.atMs) < share;
    plan(outside, world, STATUS_STEP_MS, { kind: 'sms_status', sid, status: lost ? 'undelivered' : 'delivered' });
  }
  if (message.statusCallback === null) return;
  const form: Record<string, string> = {
    MessageSid: sid, SmsSid: sid, MessageStatus: status, SmsStatus: status, To: message.to, From: message.from, ApiVersion: '2010-04-01',
    ...(status === 'undelivered' ? { ErrorCode: UNREACHABLE_HANDSET } : {}),
  };
  const answer = await outside.api.notify(message.statusCallback, 'application/x-www-form-urlencoded',
    new URLSearchParams(form).toString(), { 'X-Twilio-Signature': signature(outside.smsAuthToken, message.statusCallback, form) });
  if (answer.status >= 400 || answer.status === 0) outside.log(`status of ${sid} was answered with ${String(answer.status)}`);
}

/** The message as Twilio's API shows it. */
export function twilioMessage(accountSid: string, message: Message, date: string): Readonly<Record<string, unknown>> {
  return {
    sid: message.id, account_sid: accountSid, api_version: '2010-04-01', body: message.text, to: message.to, from: message.from,
    direction: 'outbound-api', status: message.status, num_segments: '1', num_media: '0', price: null, price_unit: 'EUR',
    date_created: date, date_updated: date, date_sent: message.status === 'queued' ? null : date,
    error_code: message.status === 'undelivered' ? Number(UNREACHABLE_HANDSET) : null, error_message: null, messaging_service_sid: null,
    uri: `/2010-04-01/Accounts/${accountSid}/Messages/${message.id}.json`, subresource_uris: {},
  };
}

// Numbers that end in 0000 are switched off for good, so that a story can show the next channel.
function isUndeliverable(number: string): boolean {
  return number.endsWith('0000');
}
