import { z } from 'zod';

import { centsOf } from '../bank/transfer.js';
import { CallerError, json, type Request, type Response, type Route } from '../http/router.js';
import { messagesOf } from '../sinks/inbox.js';
import { learnWorld } from '../world/learn.js';
import { findMeter, type OutsideWorld } from '../world/outside-world.js';
import { jsonBody } from './json-body.js';
import { consume, deliverReadings, homeNamed, pay, press, setFaults, setPlugged, worldNamed, type Payment } from './deeds.js';
import { telephoneRoutes } from './telephone-routes.js';
import { homeView, messageView, worldView } from './views.js';

const mistakeSchema = z.enum(['free_text', 'wrong_check_digit', 'unknown_reference']).nullable().default(null);
const oneSchema = z.object({ home: z.string(), amountEuro: z.string(), mistake: mistakeSchema });
const paySchema = z.object({
  channel: z.enum(['transfer', 'terminal', 'cash']), format: z.enum(['coda', 'camt']).nullable().default(null), payments: z.array(oneSchema).min(1).max(500),
});
const useSchema = z.object({ amount: z.number().int().positive().max(10_000_000), powerW: z.number().positive().nullable().default(null) });
const flag = z.boolean().optional();
const maybe = z.boolean().nullable().optional();
const faultsSchema = z.strictObject({
  slow: flag, unreachable: maybe, late: flag, twice: flag, okWithoutMoving: flag, movesAfterFailed: flag, replyBeforeAck: flag,
  firstOrderFails: maybe, partial: flag, unknownCorrelation: flag, silent: flag,
});
const share = z.number().min(0).max(1).optional();
const globalFaultsSchema = z.strictObject({
  unreachableShare: share, orderFaultShare: share, firstOrderFailsShare: share, readingMissingShare: share,
  readingEstimatedShare: share, undeliveredShare: share, carelessShare: share, paysWhenDarkShare: share, paysAtOrderShare: share,
  deliveredTwiceShare: share, lostReplyShare: share, wrongClockShare: share, readingCorrectedShare: share, outageShare: share,
});
const daySchema = z.object({ day: z.iso.date(), run: z.boolean().default(true) });
const moveSchema = z.union([z.object({ duration: z.string() }), z.object({ until: z.string() })]);

/** JSON addresses for stories and tests: see and move the outside world by hand. */
export function controlRoutes(outside: OutsideWorld): readonly Route[] {
  const get = (path: string, handle: Route['handle']): Route => ({ method: 'GET', path: `/control/${path}`, handle });
  const post = (path: string, handle: Route['handle']): Route => ({ method: 'POST', path: `/control/${path}`, handle });
  return [
    get('worlds', () => json(200, { items: Object.values(outside.state.worlds).map(worldView) })),
    get('homes', (request) => listHomes(outside, request)),
    get('homes/:home', async (request) => showHome(outside, request)),
    get('messages', (request) => listMessages(outside, request)),
    get('worlds/:world/deliveries', async (request) => {
      const world = await worldNamed(outside, part(request, 'world'));
      return json(200, { delivered: world.delivered, waiting: world.outbox.map(({ id, path }) => ({ id, path })) });
    }),
    get('faults', () => json(200, outside.state.globalFaults)),
    post('faults', (request) => {
      outside.state.globalFaults = { ...outside.state.globalFaults, ...given(jsonBody(globalFaultsSchema, request)) };
      outside.save();
      return json(200, outside.state.globalFaults);
    }),
    post('worlds/:world/learn', async (request) => {
      const worldId = part(request, 'world');
      return json(200, worldView(await learnWorld(outside, worldId) ?? await worldNamed(outside, worldId)));
    }),
    post('worlds/:world/advance', async (request) => passOn(await outside.api.advance(part(request, 'world'), jsonBody(moveSchema, request)))),
    post('worlds/:world/readings', async (request) => {
      const { day, run } = jsonBody(daySchema, request);
      return json(200, { sent: await deliverReadings(outside, await worldNamed(outside, part(request, 'world')), day, run) });
    }),
    post('pay', (request) => payNow(outside, request)),
    ...meterRoutes(outside, post),
    ...telephoneRoutes(outside),
  ];
}

function meterRoutes(outside: OutsideWorld, post: (path: string, handle: Route['handle']) => Route): readonly Route[] {
  return [
    post('meters/:serial/use', async (request) => {
      const { world, meter } = meterOf(outside, request);
      const { amount, powerW } = jsonBody(useSchema, request);
      return json(200, await consume(outside, world, meter, amount, powerW));
    }),
    post('meters/:serial/press', async (request) => {
      const { world, meter } = meterOf(outside, request);
      return json(200, { pressed: await press(outside, world, meter.serial) });
    }),
    post('meters/:serial/plug', (request) => {
      const { world, meter } = meterOf(outside, request);
      const { plugged } = jsonBody(z.object({ plugged: z.boolean() }), request);
      setPlugged(outside, world, meter, plugged);
      return json(200, { plugged });
    }),
    post('meters/:serial/faults', (request) => {
      const { world, meter } = meterOf(outside, request);
      setFaults(outside, world, meter, given(jsonBody(faultsSchema, request)));
      return json(200, world.meters[meter.serial]?.faults);
    }),
  ];
}

async function listHomes(outside: OutsideWorld, request: Request): Promise<Response> {
  const worldId = request.query.get('world');
  const worlds = worldId === null ? Object.values(outside.state.worlds) : [await worldNamed(outside, worldId)];
  return json(200, { items: worlds.flatMap((world) => world.homes.map((home) => homeView(outside, world, home))) });
}

async function showHome(outside: OutsideWorld, request: Request): Promise<Response> {
  const { world, home } = await homeNamed(outside, part(request, 'home'));
  return json(200, homeView(outside, world, home));
}

function listMessages(outside: OutsideWorld, request: Request): Response {
  const found = messagesOf(outside.state, { to: request.query.get('to'), worldId: request.query.get('world') });
  return json(200, { items: found.slice(0, 500).map(messageView) });
}

async function payNow(outside: OutsideWorld, request: Request): Promise<Response> {
  const wanted = jsonBody(paySchema, request);
  const found = await Promise.all(wanted.payments.map(async ({ home, amountEuro, mistake }) => {
    const amountCents = centsOf(amountEuro);
    if (amountCents === null) throw new CallerError(422, 'bad_amount', `${amountEuro} is not an amount in euro such as 20.00.`);
    return { ...(await homeNamed(outside, home)), payment: { amountCents, mistake } };
  }));
  const world = found[0]?.world;
  if (world === undefined || found.some((one) => one.world !== world)) throw new CallerError(422, 'two_worlds', 'All payments of one call must be in one world.');
  const payments: readonly Payment[] = found.map(({ home, payment }) => ({ home, ...payment }));
  return json(200, { sent: await pay(outside, world, payments, wanted.channel, wanted.format) });
}

function meterOf(outside: OutsideWorld, request: Request) {
  const serial = part(request, 'serial');
  const found = findMeter(outside.state, serial);
  if (found === null) throw new CallerError(404, 'unknown_meter', `There is no meter ${serial}.`);
  return found;
}

function part(request: Request, name: string): string {
  return request.parts[name] ?? '';
}

function passOn(answer: { readonly status: number; readonly body: string }): Response {
  if (answer.status === 0) throw new CallerError(502, 'api_away', `The API did not answer: ${answer.body}`);
  return { status: answer.status, contentType: 'application/json; charset=utf-8', body: answer.body };
}

// Leaves out what was not given, so that it does not overwrite what is set.
function given<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, setting]) => setting !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
