import { draw, drawInteger } from '../chance/draw.js';
import { habitOf } from '../homes/habit.js';
import type { Home } from '../homes/home.js';
import type { Message, State, World } from '../store/state.js';
import { note, planAt, type OutsideWorld } from '../world/outside-world.js';

const KEPT_PER_WORLD = 3_000;
const KEPT_PER_ADDRESS = 100;
const STRAY_KEPT = 500;

/** The newest world in which somebody has this phone number or mail address; null when nobody has. */
export function worldOf(state: State, address: string): World | null {
  return Object.values(state.worlds).findLast((world) => homesAt(world, address).length > 0) ?? null;
}

/**
 * Puts a message in the inbox of its address. Inboxes are bounded: the oldest messages go first. In an
 * automatic world a warned household may look at its balance some hours later.
 */
export function keepMessage(outside: OutsideWorld, message: Message): void {
  const world = worldOf(outside.state, message.to);
  if (world === null) {
    outside.state.strayMessages = [...outside.state.strayMessages, message].slice(-STRAY_KEPT);
    return;
  }
  note(outside, world, { kind: 'message', id: message.id, channel: message.channel, to: message.to, text: message.text });
  const same = world.messages.filter((known) => known.to === message.to);
  const tooOld = new Set(same.slice(0, Math.max(0, same.length + 1 - KEPT_PER_ADDRESS)).map((known) => known.id));
  world.messages = [...world.messages.filter((known) => !tooOld.has(known.id)), message].slice(-KEPT_PER_WORLD);
  if (world.automatic) homesAt(world, message.to).forEach((home) => { planLook(outside, world, home, message); });
}

/** Messages of one address (or all), newest first. */
export function messagesOf(state: State, filter: { readonly to: string | null; readonly worldId: string | null }): readonly Message[] {
  const worlds = Object.values(state.worlds).filter((world) => filter.worldId === null || world.id === filter.worldId);
  const stray = filter.worldId === null ? state.strayMessages : [];
  return [...worlds.flatMap((world) => world.messages), ...stray]
    .filter((message) => filter.to === null || sameAddress(message.to, filter.to))
    .reverse().sort((one, other) => other.atMs - one.atMs);
}

/** Finds a message wherever it is kept and puts a changed copy in its place. */
export function changeMessage(state: State, id: string, change: (message: Message) => Message): Message | null {
  for (const world of Object.values(state.worlds)) {
    const index = world.messages.findIndex((message) => message.id === id);
    const known = world.messages[index];
    if (known !== undefined) return (world.messages[index] = change(known));
  }
  const index = state.strayMessages.findIndex((message) => message.id === id);
  const stray = state.strayMessages[index];
  return stray === undefined ? null : (state.strayMessages[index] = change(stray));
}

function homesAt(world: World, address: string): readonly Home[] {
  return world.homes.filter(({ accountId, customer }) =>
    [customer.phone, customer.email, accountId].some((known) => known !== null && sameAddress(known, address)));
}

function sameAddress(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(address: string): string {
  return address.includes('@') ? address.trim().toLowerCase() : address.replace(/[\s./-]/g, '');
}

function planLook(outside: OutsideWorld, world: World, home: Home, message: Message): void {
  const habit = habitOf(outside.seed, home, outside.state.globalFaults.carelessShare);
  const cares = habit === 'when_warned' || (habit !== 'rarely' && draw(outside.seed, 'cares', message.id) < 0.3);
  const already = world.agenda.some(({ task }) => task.kind === 'look_at_balance' && task.accountId === home.accountId);
  if (!cares || already) return;
  const minutes = drawInteger(45, 1_400, outside.seed, 'reads', home.ean, world.nowMs);
  planAt(world, world.nowMs + minutes * 60_000, { kind: 'look_at_balance', accountId: home.accountId, days: 9 });
}
