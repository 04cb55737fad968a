import { readBack } from '../amm/read-back.js';
import { readRequest, type AmmRequest } from '../amm/message.js';
import { takeControls } from '../amm/orders.js';
import { instantMs, isoInstant } from '../calendar/supply-day.js';
import { draw } from '../chance/draw.js';
import { isOut } from '../meters/link.js';
import { messagesOf, worldOf } from '../sinks/inbox.js';
import { takeSms, twilioMessage } from '../sinks/sms.js';
import { takeCall, twilioCall } from '../telephone/placed-calls.js';
import { findMeter, luckOf, note, type OutsideWorld } from '../world/outside-world.js';
import { stepWorld } from '../world/step.js';
import { CallerError, json, problem, xml, type Request, type Response, type Route } from './router.js';

/** The addresses the platform itself talks to: clock, AMM and SMS provider. */
export function wireRoutes(outside: OutsideWorld, accountSid: string): readonly Route[] {
  const messages = '/2010-04-01/Accounts/:account';
  return [
    { method: 'GET', path: '/health', handle: () => json(200, { status: 'ok', worlds: Object.keys(outside.state.worlds).length }) },
    { method: 'POST', path: '/clock', handle: (request) => moveClock(outside, request) },
    { method: 'POST', path: '/61968/EndDeviceControls', handle: (request) => answerControls(outside, cim(request, 'EndDeviceControls')) },
    { method: 'POST', path: '/61968/MeterReadings', handle: (request) => answerRead(outside, cim(request, 'MeterReadings')) },
    { method: 'POST', path: `${messages}/Messages.json`, handle: (request) => sendSms(outside, accountSid, request) },
    { method: 'POST', path: `${messages}/Calls.json`, handle: (request) => placeCall(outside, accountSid, request) },
    { method: 'GET', path: `${messages}/Messages.json`, handle: (request) => listSms(outside, accountSid, request) },
    { method: 'GET', path: `${messages}/Messages/:file`, handle: (request) => showSms(outside, accountSid, request) },
  ];
}

async function moveClock(outside: OutsideWorld, request: Request): Promise<Response> {
  const { worldId, now } = clockBody(request.body);
  const known = await stepWorld(outside, worldId, now);
  if (!known) throw new CallerError(404, 'unknown_world', `The API does not know the homes of world ${worldId}.`);
  return json(200, { worldId, now: isoInstant(now) });
}

function clockBody(body: string): { readonly worldId: string; readonly now: number } {
  try {
    const { worldId, now } = JSON.parse(body) as { worldId?: unknown; now?: unknown };
    if (typeof worldId === 'string' && typeof now === 'string') return { worldId, now: instantMs(now) };
  } catch {
    // Falls through to the one message that says what was expected.
  }
  throw new CallerError(400, 'bad_clock', 'Expected {"worldId": "...", "now": "2026-11-23T10:00:00Z"}.');
}

// An AMM that is out takes nothing. One whose reply is lost on the way back did take the order.
async function answerControls(outside: OutsideWorld, request: AmmRequest): Promise<Response> {
  const serials = request.controls.flatMap((control) => control.serials);
  if (isOutFor(outside, serials)) return problem(503, 'amm_out', 'The AMM is out of order.');
  const reply = await takeControls(outside, request);
  return isReplyLost(outside, serials) ? problem(504, 'reply_lost', 'The reply was lost on its way.') : xml(reply);
}

async function answerRead(outside: OutsideWorld, request: AmmRequest): Promise<Response> {
  return isOutFor(outside, request.askedSerials) ? problem(503, 'amm_out', 'The AMM is out of order.') : xml(await readBack(outside, request));
}

function isOutFor(outside: OutsideWorld, serials: readonly string[]): boolean {
  const world = findMeter(outside.state, serials[0] ?? '')?.world;
  if (world === undefined || !isOut(luckOf(outside, world), 'amm', world.nowMs)) return false;
  note(outside, world, { kind: 'fault', fault: 'amm_out', about: serials.join(' ') });
  return true;
}

function isReplyLost(outside: OutsideWorld, serials: readonly string[]): boolean {
  const world = findMeter(outside.state, serials[0] ?? '')?.world;
  const luck = world === undefined ? null : luckOf(outside, world);
  if (world === undefined || luck?.automatic !== true || draw(luck.seed, 'reply', world.nowMs, ...serials) >= luck.faults.lostReplyShare) return false;
  note(outside, world, { kind: 'fault', fault: 'lost_reply', about: serials.join(' ') });
  return true;
}

function cim(request: Request, noun: string): AmmRequest {
  let message: AmmRequest;
  try {
    message = readRequest(request.body);
  } catch (error) {
    throw new CallerError(400, 'unreadable_message', `Not an IEC 61968-100 message: ${error instanceof Error ? error.message : 'unknown'}.`);
  }
  if (message.noun !== noun) throw new CallerError(400, 'wrong_noun', `Expected the noun ${noun}, got ${message.noun}.`);
  return message;
}

function sendSms(outside: OutsideWorld, accountSid: string, request: Request): Response {
  const refusal = unauthorised(outside, accountSid, request);
  if (refusal !== null) return refusal;
  if (isSmsOut(outside, new URLSearchParams(request.body).get('To'))) return problem(503, 'sms_out', 'The SMS provider is out of order.');
  const message = takeSms(outside, new URLSearchParams(request.body));
  if (message === null) return json(400, { code: 21604, message: "A 'To' phone number and a 'Body' are required.", status: 400 });
  outside.saveSoon();
  return json(201, twilioMessage(accountSid, message, mailDate(message.atMs)));
}

function placeCall(outside: OutsideWorld, accountSid: string, request: Request): Response {
  const refusal = unauthorised(outside, accountSid, request);
  if (refusal !== null) return refusal;
  const call = takeCall(outside, new URLSearchParams(request.body));
  if (call === null) return json(400, { code: 21201, message: "A 'To' phone number and a 'Url' are required.", status: 400 });
  outside.saveSoon();
  return json(201, twilioCall(accountSid, call, outside.exchange.name));
}

function isSmsOut(outside: OutsideWorld, to: string | null): boolean {
  const world = to === null ? null : worldOf(outside.state, to);
  if (world === null || !isOut(luckOf(outside, world), 'sms', world.nowMs)) return false;
  note(outside, world, { kind: 'fault', fault: 'sms_out', about: 'sms' });
  return true;
}

// People who lost an answer ask by recipient and time before they send again.
function listSms(outside: OutsideWorld, accountSid: string, request: Request): Response {
  const refusal = unauthorised(outside, accountSid, request);
  if (refusal !== null) return refusal;
  const after = request.query.get('DateSent>') ?? request.query.get('DateSentAfter');
  const found = messagesOf(outside.state, { to: request.query.get('To'), worldId: null })
    .filter((message) => message.channel === 'sms' && (after === null || isoInstant(message.atMs) >= after)).slice(0, 100);
  return json(200, { messages: found.map((message) => twilioMessage(accountSid, message, mailDate(message.atMs))), next_page_uri: null, page: 0, page_size: 100 });
}

function showSms(outside: OutsideWorld, accountSid: string, request: Request): Response {
  const refusal = unauthorised(outside, accountSid, request);
  if (refusal !== null) return refusal;
  const sid = (request.parts['file'] ?? '').replace(/\.json$/, '');
  const message = messagesOf(outside.state, { to: null, worldId: null }).find((known) => known.id === sid);
  return message === undefined
    ? json(404, { code: 20404, message: 'The requested resource was not found', status: 404 })
    : json(200, twilioMessage(accountSid, message, mailDate(message.atMs)));
}

function unauthorised(outside: OutsideWorld, accountSid: string, request: Request): Response | null {
  const expected = `Basic ${Buffer.from(`${accountSid}:${outside.smsAuthToken}`).toString('base64')}`;
  return request.headers.authorization === expected && request.parts['account'] === accountSid
    ? null : json(401, { code: 20003, message: 'Authenticate', status: 401 });
}

// RFC 2822, as Twilio writes dates.
function mailDate(instant: number): string {
  const [year = '', month = '', day = '', time = ''] = isoInstant(instant).replace('Z', '').split(/[-T]/);
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const weekdays = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
  return `${weekdays[Math.floor(instant / 86_400_000) % 7] ?? ''}, ${day} ${names[Number(month) - 1] ?? ''} ${year} ${time} +0000`;
}
