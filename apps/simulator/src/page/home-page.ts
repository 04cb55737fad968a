import { spokenTime } from '../calendar/supply-day.js';
import type { Home } from '../homes/home.js';
import { isReachable, reportInstant } from '../meters/link.js';
import { supplyOf, type Meter } from '../meters/meter.js';
import { messagesOf } from '../sinks/inbox.js';
import type { Message, World } from '../store/state.js';
import { luckOf, throughMeter, type OutsideWorld } from '../world/outside-world.js';
import { html, type Html } from './html.js';
import { picture, SUPPLY_WORDS, UTILITY_WORDS } from './pictures.js';

const SHOWN_MESSAGES = 12;

/** One household: its meters with buttons, its telephone and its mail. */
export function homePage(outside: OutsideWorld, world: World, home: Home): Html {
  const household = world.homes.filter((other) => other.customer.name === home.customer.name && other.address === home.address);
  const { phone, email } = home.customer;
  return html`<p class="soft">${home.address}</p><div class="columns"><div class="stack">
${household.map((one) => meterCard(outside, world, one))}</div>
<div class="stack"><section class="card" aria-label="Telephone"><h2>Telephone ${phone ?? '(none)'}</h2><p><a class="button" href="/homes/${home.accountId}/telephone">Use the telephone</a></p>${phone === null ? null : handset(inbox(outside, world, phone))}</section>
<section class="card" aria-label="Mail"><h2>Mail ${email ?? '(none)'}</h2>${email === null ? null : mailbox(inbox(outside, world, email))}</section></div></div>`;
}

function meterCard(outside: OutsideWorld, world: World, home: Home): Html {
  const meter = world.meters[home.meterSerial];
  if (meter === undefined) return html`<section class="card"><h2>${UTILITY_WORDS[home.utility]}</h2><p>The meter is not known yet.</p></section>`;
  const supply = supplyOf(meter);
  const heard = isReachable(luckOf(outside, world), meter, throughMeter(world, meter), world.nowMs);
  return html`<section class="card"><h2>${UTILITY_WORDS[home.utility]}: ${SUPPLY_WORDS[supply]}</h2>
<div class="meter">${picture(home.utility, supply, 76)}
<dl><dt>Meter</dt><dd class="num">${meter.serial}</dd><dt>EAN</dt><dd class="num">${home.ean}</dd>
<dt>Reference</dt><dd class="num">+++${home.reference.slice(0, 3)}/${home.reference.slice(3, 7)}/${home.reference.slice(7)}+++</dd>
${registerRows(meter)}<dt>Link</dt><dd>${linkWords(meter, heard)}</dd><dt>Last heard</dt><dd>${spokenTime(reportInstant(meter, world.nowMs))}</dd></dl></div>
${payButtons(home)}${meterButtons(home, meter)}</section>`;
}

function registerRows(meter: Meter): readonly Html[] {
  const unit = meter.utility === 'gas' ? 'm3' : 'kWh';
  const rows: readonly (readonly [string, number | null])[] = meter.utility === 'gas' ? [['Used', meter.registers.offtake1]] : [
    [meter.registers.offtake2 === null ? 'Used' : 'Used, day', meter.registers.offtake1], ['Used, night', meter.registers.offtake2],
    [meter.registers.injection2 === null ? 'Injected' : 'Injected, day', meter.registers.injection1], ['Injected, night', meter.registers.injection2],
  ];
  return rows.flatMap(([words, value]) => (value === null ? [] : [html`<dt>${words}</dt><dd class="num">${Math.floor(value / 1000)} ${unit}</dd>`]));
}

function payButtons(home: Home): Html {
  return html`<form class="deeds" method="post" action="/do/pay">
<input type="hidden" name="home" value="${home.accountId}"><input type="hidden" name="amount" value="20.00">
<button name="channel" value="transfer">Pay 20 euro by transfer</button>
<button name="channel" value="terminal">At a terminal</button><button name="channel" value="cash">In cash</button></form>`;
}

function meterButtons(home: Home, meter: Meter): Html {
  const amount = meter.utility === 'gas' ? '1 m3' : '5 kWh';
  return html`<form class="deeds" method="post" action="/do/meter"><input type="hidden" name="home" value="${home.accountId}">
<button class="quiet" name="deed" value="use">Use ${amount} now</button>
${meter.utility === 'electricity' ? html`<button class="quiet" name="deed" value="heavy">Switch on everything</button>` : null}
<button class="quiet" name="deed" value="press">Press the button</button>
<button class="quiet" name="deed" value="${meter.plugged ? 'unplug' : 'plug'}">${meter.plugged ? 'Unplug the link' : 'Plug the link in'}</button></form>`;
}

function linkWords(meter: Meter, heard: boolean): string {
  if (!meter.plugged) return 'unplugged';
  if (!heard) return meter.gasThroughSerial === null ? 'not reachable now' : 'not reachable now (speaks through the electricity meter)';
  return meter.utility === 'gas' ? 'through the electricity meter, wakes once an hour' : 'reachable';
}

function handset(messages: readonly Message[]): Html {
  return html`<div class="phone">${messages.length === 0 ? html`<p>No messages.</p>` : html`<ol>${messages.map((message) =>
    html`<li${message.from === message.to ? html` class="own"` : null}>${message.text}<time>${spokenTime(message.atMs)} - ${message.status}</time></li>`)}</ol>`}</div>`;
}

function mailbox(messages: readonly Message[]): Html {
  if (messages.length === 0) return html`<p>No mail.</p>`;
  return html`<ul class="mails">${messages.map((message, index) => html`
<li><details ${index === 0 ? 'open' : ''}><summary>${message.subject}<time>${spokenTime(message.atMs)}</time></summary>
<pre>${message.text}</pre></details></li>`)}</ul>`;
}

function inbox(outside: OutsideWorld, world: World, address: string): readonly Message[] {
  return messagesOf(outside.state, { to: address, worldId: world.id }).slice(0, SHOWN_MESSAGES);
}
