import { draw } from '../chance/draw.js';
import { worldOf } from '../sinks/inbox.js';
import { plan, type OutsideWorld } from '../world/outside-world.js';
import type { TelephoneCall } from './exchange.js';

/** World time until somebody in an automatic world has picked up. */
const PICKED_UP_AFTER_MS = 12_000;
/** Much longer than a telephone rings: at the pace of a standing world a person at the page has seconds to press a button. */
const RINGS_FOR_MS = 20 * 60_000;
/** In an automatic world somebody is at home for this share of the calls. */
const AT_HOME_SHARE = 0.75;

/** Takes a call as Twilio's Calls resource does; null when a field is missing. The telephone of the number rings. */
export function takeCall(outside: OutsideWorld, form: URLSearchParams): TelephoneCall | null {
  const [to, url] = [form.get('To'), form.get('Url')];
  if (to === null || to === '' || url === null) return null;
  const call = outside.exchange.place(to, url, form.get('StatusCallback'));
  const world = worldOf(outside.state, to) ?? Object.values(outside.state.worlds)[0];
  if (world === undefined) return call;
  const isAtHome = world.automatic && draw(outside.seed, 'at home', to, world.nowMs) < AT_HOME_SHARE;
  plan(outside, world, isAtHome ? PICKED_UP_AFTER_MS : RINGS_FOR_MS, { kind: 'placed_call', sid: call.sid, isPickedUp: isAtHome });
  return call;
}

/** What became of a call that rang: somebody listens and presses the key, or nobody was at home. */
export async function endRinging(outside: OutsideWorld, sid: string, isPickedUp: boolean): Promise<void> {
  if (!isPickedUp) return outside.exchange.giveUp(outside, sid);
  const call = await outside.exchange.pickUp(outside, sid);
  if (call?.next?.kind === 'gather') await outside.exchange.answer(outside, sid, { kind: 'keys', keys: '1' });
}

/** A call as Twilio's API gives it back. */
export function twilioCall(accountSid: string, { sid, from }: TelephoneCall, ours: string): Readonly<Record<string, unknown>> {
  return {
    sid, account_sid: accountSid, to: from, from: ours, status: 'queued', direction: 'outbound-api', api_version: '2010-04-01', date_created: null, date_updated: null,
    start_time: null, end_time: null, duration: null, price: null, price_unit: 'USD', uri: `/2010-04-01/Accounts/${accountSid}/Calls/${sid}.json`, subresource_uris: {},
  };
}
