import { isReachable } from '../meters/link.js';
import { supplyOf, type Supply } from '../meters/meter.js';
import type { Home } from '../homes/home.js';
import type { State, World } from '../store/state.js';
import { luckOf, throughMeter, type OutsideWorld } from '../world/outside-world.js';
import { html, type Html } from './html.js';
import { picture, SUPPLY_WORDS, UTILITY_WORDS } from './pictures.js';

const SUPPLIES = ['on', 'limited', 'off', 'ready', 'tripped'] as const satisfies readonly Supply[];

/** All homes of a world with what is happening behind their meter. */
export function homesPage(outside: OutsideWorld, world: World, search: string, supply: string): Html {
  const counts = new Map<Supply, number>();
  for (const meter of Object.values(world.meters)) counts.set(supplyOf(meter), (counts.get(supplyOf(meter)) ?? 0) + 1);
  const found = world.homes.filter((home) => matches(home, search) && (supply === '' || supplyOfHome(world, home) === supply));
  return html`${otherWorlds(outside.state, world)}
<ul class="counts" aria-label="How many homes have what">${SUPPLIES.map((name) =>
    html`<li><a href="/?world=${world.id}&amp;supply=${name}">${SUPPLY_WORDS[name].split(':')[0] ?? ''}</a> <b class="num">${counts.get(name) ?? 0}</b></li>`)}</ul>
<form class="search" method="get" action="/"><input type="hidden" name="world" value="${world.id}">
<label>Find a home<br><input name="search" value="${search}" placeholder="name, street, EAN, reference"></label><button>Find</button>
${search === '' && supply === '' ? null : html`<a href="/?world=${world.id}">Show all</a>`}</form>
<p class="soft">${found.length} of ${world.homes.length} contracts</p>
<ul class="homes">${found.map((home) => homeCard(outside, world, home))}</ul>`;
}

/** What the page says when no world is known yet. */
export function emptyPage(): Html {
  return html`<p>There is no world yet. It appears here as soon as the platform has made one.</p><p><a class="button" href="/">Look again</a></p>`;
}

function homeCard(outside: OutsideWorld, world: World, home: Home): Html {
  const meter = world.meters[home.meterSerial];
  const supply = supplyOfHome(world, home);
  const heard = meter !== undefined && isReachable(luckOf(outside, world), meter, throughMeter(world, meter), world.nowMs);
  return html`<li><a class="home" href="/homes/${home.accountId}">${picture(home.utility, supply, 48)}<span><b>${home.customer.name}</b>
<span class="soft">${home.address}</span><br>${UTILITY_WORDS[home.utility]}: ${SUPPLY_WORDS[supply]}
${heard ? null : html`<br><span class="tag">not reachable</span>`}${home.solar ? html` <span class="tag">solar</span>` : null}</span></a></li>`;
}

function otherWorlds(state: State, world: World): Html | null {
  const others = Object.values(state.worlds).filter((other) => other.id !== world.id);
  if (others.length === 0) return null;
  return html`<nav aria-label="Other worlds"><p>Other worlds: ${others.map((other) => html`<a href="/?world=${other.id}">${other.name}</a> `)}</p></nav>`;
}

function supplyOfHome(world: World, home: Home): Supply {
  const meter = world.meters[home.meterSerial];
  return meter === undefined ? 'on' : supplyOf(meter);
}

function matches(home: Home, search: string): boolean {
  const text = `${home.customer.name} ${home.address} ${home.ean} ${home.reference} ${home.meterSerial}`.toLowerCase();
  return search === '' || text.includes(search.toLowerCase().trim()) || home.reference === search.replace(/\D/g, '');
}
