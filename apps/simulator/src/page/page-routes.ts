import { centsOf, euroText } from '../bank/transfer.js';
import { isoInstant, nextLocalTime } from '../calendar/supply-day.js';
import { consume, homeNamed, pay, press, setPlugged, worldNamed, type Sent } from '../control/deeds.js';
import { CallerError, seeOther, type Request, type Response, type Route } from '../http/router.js';
import type { World } from '../store/state.js';
import { learnWorld } from '../world/learn.js';
import type { OutsideWorld } from '../world/outside-world.js';
import { frame } from './frame.js';
import { telephonePageRoutes } from './telephone-routes.js';
import { homePage } from './home-page.js';
import { emptyPage, homesPage } from './homes-page.js';
import { inFrame, shown } from './in-frame.js';
import { STYLE } from './style.js';

/** The page for people: plain forms, no script, every deed ends in a redirect with a sentence. */
export function pageRoutes(outside: OutsideWorld): readonly Route[] {
  return [
    { method: 'GET', path: '/', handle: (request) => showHomes(outside, request) },
    { method: 'GET', path: '/homes/:home', handle: (request) => showHome(outside, request) },
    { method: 'GET', path: '/style.css', handle: () => ({ status: 200, contentType: 'text/css; charset=utf-8', body: STYLE }) },
    { method: 'POST', path: '/do/clock', handle: (request) => moveClock(outside, request) },
    { method: 'POST', path: '/do/pay', handle: (request) => doPay(outside, request) },
    ...telephonePageRoutes(outside),
    { method: 'POST', path: '/do/meter', handle: (request) => doMeter(outside, request) },
  ];
}

async function showHomes(outside: OutsideWorld, request: Request): Promise<Response> {
  const wanted = request.query.get('world');
  const first = Object.values(outside.state.worlds).find((world) => world.automatic) ?? Object.values(outside.state.worlds)[0];
  const world = wanted === null ? first ?? await learnWorld(outside, null) : await worldNamed(outside, wanted);
  if (world === null) return shown(frame('Homes and meters', null, null, null, '/', emptyPage()));
  return inFrame(outside, world, 'Homes and meters', request,
    homesPage(outside, world, request.query.get('search') ?? '', request.query.get('supply') ?? ''));
}

async function showHome(outside: OutsideWorld, request: Request): Promise<Response> {
  const { world, home } = await homeNamed(outside, request.parts['home'] ?? '');
  return inFrame(outside, world, home.customer.name, request, homePage(outside, world, home));
}

async function moveClock(outside: OutsideWorld, request: Request): Promise<Response> {
  const form = new URLSearchParams(request.body);
  const world = await worldNamed(outside, form.get('world') ?? '');
  const to = form.get('to') ?? '1h';
  const move = to === '10:00' ? { until: isoInstant(nextLocalTime(world.nowMs, '10:00')) } : { duration: to === '1d' ? '1d' : 'PT1H' };
  const answer = await outside.api.advance(world.id, move);
  const said = answer.status < 300 && answer.status > 0 ? 'The clock is moving.' : `The clock did not move: ${answer.body.slice(0, 200)}`;
  const path = form.get('back') ?? '/';
  const target = /^\/homes\/[\w-]+(\/telephone)?$/.test(path) ? `${path}?` : `/?world=${encodeURIComponent(world.id)}&`;
  return seeOther(`${target}said=${encodeURIComponent(said)}`);
}

async function doPay(outside: OutsideWorld, request: Request): Promise<Response> {
  const form = new URLSearchParams(request.body);
  const { world, home } = await homeNamed(outside, form.get('home') ?? '');
  const amountCents = centsOf(form.get('amount') ?? '');
  const channel = form.get('channel');
  if (amountCents === null || (channel !== 'transfer' && channel !== 'terminal' && channel !== 'cash')) throw new CallerError(422, 'bad_payment', 'Choose an amount and a channel.');
  const [sent] = await pay(outside, world, [{ home, amountCents, mistake: null }], channel, null);
  return back(home.accountId, `Paid ${euroText(amountCents)} euro, ${channel}. ${answerWords(sent)}`);
}

async function doMeter(outside: OutsideWorld, request: Request): Promise<Response> {
  const form = new URLSearchParams(request.body);
  const { world, home } = await homeNamed(outside, form.get('home') ?? '');
  return back(home.accountId, await meterDeed(outside, world, home.meterSerial, form.get('deed') ?? ''));
}

async function meterDeed(outside: OutsideWorld, world: World, serial: string, deed: string): Promise<string> {
  const meter = world.meters[serial];
  if (meter === undefined) throw new CallerError(404, 'unknown_meter', `There is no meter ${serial}.`);
  switch (deed) {
    case 'use': return useWords(await consume(outside, world, meter, meter.utility === 'gas' ? 1_000 : 5_000, null));
    case 'heavy': return useWords(await consume(outside, world, meter, 2_000, 7_000));
    case 'press': return await press(outside, world, serial) ? 'You pressed the button: supply is on again.' : 'You pressed the button: nothing was waiting for it.';
    case 'plug': setPlugged(outside, world, meter, true); return 'The link is plugged in.';
    case 'unplug': setPlugged(outside, world, meter, false); return 'The link is unplugged. The home keeps what it has.';
    default: throw new CallerError(422, 'unknown_deed', 'That button is not known.');
  }
}

function useWords(result: { readonly used: number; readonly tripped: boolean }): string {
  if (result.tripped) return 'Too many devices at once: the 10 A limit opened the breaker. Switch something off and press the button.';
  return result.used === 0 ? 'Nothing flows: supply is not on.' : 'Used. The registers moved.';
}

function answerWords(sent: Sent | undefined): string {
  if (sent === undefined) return 'Nothing was sent.';
  if (sent.answer.status === 0) return 'The platform did not answer; it will be sent again.';
  return sent.answer.status < 300 ? 'The platform took it.' : `The platform refused it: ${sent.answer.body.slice(0, 200)}`;
}

function back(accountId: string, said: string): Response {
  return seeOther(`/homes/${encodeURIComponent(accountId)}?said=${encodeURIComponent(said)}`);
}
