import { draw } from '../chance/draw.js';
import { homeNamed } from '../control/deeds.js';
import { CallerError, seeOther, type Request, type Response, type Route } from '../http/router.js';
import type { CallerMove } from '../telephone/exchange.js';
import { letterWithPin, sendText } from '../telephone/texts.js';
import type { OutsideWorld } from '../world/outside-world.js';
import { inFrame } from './in-frame.js';
import { SPEECH, telephonePage } from './telephone-page.js';

/** The telephone page and its buttons. */
export function telephonePageRoutes(outside: OutsideWorld): readonly Route[] {
  return [
    { method: 'GET', path: '/homes/:home/telephone', handle: (request) => show(outside, request) },
    { method: 'GET', path: '/speech.js', handle: () => ({ status: 200, contentType: 'text/javascript; charset=utf-8', body: SPEECH }) },
    { method: 'POST', path: '/do/call', handle: (request) => doCall(outside, request) },
    { method: 'POST', path: '/do/text', handle: (request) => doText(outside, request) },
    { method: 'POST', path: '/do/pin', handle: (request) => doPin(outside, request) },
  ];
}

async function show(outside: OutsideWorld, request: Request): Promise<Response> {
  const { world, home } = await homeNamed(outside, request.parts['home'] ?? '');
  const call = outside.exchange.call(request.query.get('call') ?? '');
  const page = await inFrame(outside, world, `Telephone of ${home.customer.name}`, request, telephonePage(outside, world, home, call));
  return { ...page, script: true };
}

async function doCall(outside: OutsideWorld, request: Request): Promise<Response> {
  const form = new URLSearchParams(request.body);
  const { home } = await homeNamed(outside, form.get('home') ?? '');
  const [deed, sid] = [form.get('deed'), form.get('call') ?? ''];
  if (deed === 'ring' || deed === 'ring_withheld') {
    const call = await outside.exchange.ring(outside, deed === 'ring' ? home.customer.phone : null);
    return backTo(home.accountId, { call: call.sid });
  }
  if (deed === 'pick_up') await outside.exchange.pickUp(outside, sid);
  else if (deed === 'hang_up') await outside.exchange.hangUp(outside, sid);
  else await outside.exchange.answer(outside, sid, moveOf(form));
  return backTo(home.accountId, { call: sid });
}

function moveOf(form: URLSearchParams): CallerMove {
  const keys = (form.get('key') ?? (form.get('deed') === 'digits' ? form.get('digits') : null) ?? '').replace(/[^0-9*#]/g, '').slice(0, 20);
  // The hash key ends a number; it is not part of it.
  const typed = keys.length > 1 ? keys.replace(/#$/, '') : keys;
  return typed === '' ? { kind: 'silence' } : { kind: 'keys', keys: typed };
}

async function doText(outside: OutsideWorld, request: Request): Promise<Response> {
  const form = new URLSearchParams(request.body);
  const { world, home } = await homeNamed(outside, form.get('home') ?? '');
  const text = (form.get('word') ?? form.get('text') ?? '').trim().slice(0, 160);
  if (text === '') throw new CallerError(422, 'no_text', 'Write something first.');
  const answer = await sendText(outside, world, home, text);
  return backTo(home.accountId, answer?.reply == null ? { said: 'The phone line did not answer the message.' } : {});
}

async function doPin(outside: OutsideWorld, request: Request): Promise<Response> {
  const { world, home } = await homeNamed(outside, new URLSearchParams(request.body).get('home') ?? '');
  const letter = await letterWithPin(outside, world, home, pinOf(outside, home.accountId));
  return backTo(home.accountId, { said: letter === null ? 'The platform did not take the PIN.' : 'The letter has come. It lies below.' });
}

// Always another one, and never a row that everybody would guess: the first two digits differ by more than one.
function pinOf(outside: OutsideWorld, accountId: string): string {
  const number = Math.floor(draw(outside.seed, 'pin', accountId, outside.clock.nowMs()) * 1_000);
  return `${number % 2 === 0 ? '2' : '9'}${number % 2 === 0 ? '7' : '4'}${String(number % 100).padStart(2, '0')}`;
}

function backTo(accountId: string, query: Readonly<Record<string, string>>): Response {
  return seeOther(`/homes/${encodeURIComponent(accountId)}/telephone?${new URLSearchParams(query).toString()}`);
}
