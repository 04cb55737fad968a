import { z } from 'zod';

import { CallerError, json, type Request, type Response, type Route } from '../http/router.js';
import type { CallerMove, TelephoneCall } from '../telephone/exchange.js';
import { letterWithPin, sendText } from '../telephone/texts.js';
import type { OutsideWorld } from '../world/outside-world.js';
import { homeNamed } from './deeds.js';
import { jsonBody } from './json-body.js';

const ringSchema = z.object({ from: z.string().nullable() });
const moveSchema = z.union([
  z.object({ keys: z.string().regex(/^[0-9*#]{1,20}$/) }).transform(({ keys }): CallerMove => ({ kind: 'keys', keys })),
  z.object({ words: z.string().max(200) }).transform(({ words }): CallerMove => ({ kind: 'words', words })),
  z.object({ silence: z.literal(true) }).transform((): CallerMove => ({ kind: 'silence' })),
]);
const textSchema = z.object({ home: z.string(), text: z.string().min(1).max(320) });
const pinSchema = z.object({ pin: z.string().regex(/^\d{4,6}$/) });

/** JSON addresses for stories: telephone calls and texts of the homes. */
export function telephoneRoutes(outside: OutsideWorld): readonly Route[] {
  const post = (path: string, handle: Route['handle']): Route => ({ method: 'POST', path: `/control/${path}`, handle });
  return [
    post('calls', async (request) => json(201, callView(await outside.exchange.ring(outside, jsonBody(ringSchema, request).from)))),
    post('calls/:sid/answers', async (request) => {
      const call = await outside.exchange.answer(outside, request.parts['sid'] ?? '', jsonBody(moveSchema, request));
      if (call === null) throw new CallerError(409, 'call_over', 'This call is over, or there never was one.');
      return json(200, callView(call));
    }),
    post('homes/:home/pick-up', (request) => pickUp(outside, request)),
    post('texts', (request) => text(outside, request)),
    post('homes/:home/pin', async (request) => {
      const { world, home } = await homeNamed(outside, request.parts['home'] ?? '');
      if ((await letterWithPin(outside, world, home, jsonBody(pinSchema, request).pin)) === null) throw new CallerError(502, 'not_taken', 'The platform did not take the PIN.');
      return json(201, {});
    }),
  ];
}

async function pickUp(outside: OutsideWorld, request: Request): Promise<Response> {
  const { home } = await homeNamed(outside, request.parts['home'] ?? '');
  const ringing = home.customer.phone === null ? null : outside.exchange.ringingAt(home.customer.phone);
  const call = ringing === null ? null : await outside.exchange.pickUp(outside, ringing.sid);
  if (call === null) throw new CallerError(409, 'nothing_rings', 'The telephone of this home does not ring.');
  return json(200, callView(call));
}

async function text(outside: OutsideWorld, request: Request): Promise<Response> {
  const wanted = jsonBody(textSchema, request);
  const { world, home } = await homeNamed(outside, wanted.home);
  const answer = await sendText(outside, world, home, wanted.text);
  if (answer === null) throw new CallerError(422, 'no_telephone', 'This home has no telephone.');
  return json(201, answer);
}

function callView({ sid, lines, next, document }: TelephoneCall): Readonly<Record<string, unknown>> {
  return { sid, lines, next: next?.kind ?? 'no_answer', document };
}
