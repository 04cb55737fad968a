import type { KeyObject } from 'node:crypto';

import type { Api } from '../api/api.js';
import type { WallClock } from '../clock.js';
import type { Luck } from '../meters/link.js';
import type { Meter } from '../meters/meter.js';
import type { Journal, OutsideFact } from '../store/journal.js';
import type { TelephoneExchange } from '../telephone/exchange.js';
import type { AgendaItem, State, Task, World } from '../store/state.js';
import { enter } from './agenda.js';

/** What every room of the running simulator needs: the state, the API, the wall clock and the seed. */
export interface OutsideWorld {
  readonly state: State;
  readonly api: Api;
  readonly clock: WallClock;
  readonly seed: string;
  /** Where events nobody ordered are sent. */
  readonly ammReplyAddress: string;
  readonly worldSecondsPerWallSecond: number;
  readonly smsAuthToken: string;
  /** With this key the AMM checks who sends it orders; null: it takes orders from anybody. */
  readonly orderKey: KeyObject | null;
  /** Telephones of the homes, and the phone line that they call. */
  readonly exchange: TelephoneExchange;
  /** Puts the state on disk now. */
  readonly save: () => void;
  /** Puts the state on disk within a second: for what nobody relies on yet. */
  readonly saveSoon: () => void;
  readonly log: (line: string) => void;
  /** What happened, for whoever checks the platform against it. */
  readonly journal: Journal;
}

/** Writes a fact of a world in the journal. */
export function note(outside: OutsideWorld, world: World, fact: OutsideFact): void {
  outside.journal.note(world.id, world.nowMs, outside.clock.nowMs(), fact);
}

/** Luck of a world: its faults happen only when the world is automatic. */
export function luckOf(outside: OutsideWorld, world: World): Luck {
  return { seed: outside.seed, automatic: world.automatic, faults: outside.state.globalFaults };
}

/** Writes a task in the agenda that happens by world time, and by scaled wall time while the world stands still. */
export function plan(outside: OutsideWorld, world: World, delayMs: number, task: Task): AgendaItem {
  return put(world, world.nowMs + delayMs, outside.clock.nowMs() + delayMs / outside.worldSecondsPerWallSecond, task);
}

/** Writes a task in the agenda that only the world clock can bring. */
export function planAt(world: World, dueAtMs: number, task: Task): AgendaItem {
  return put(world, dueAtMs, null, task);
}

/** The world and meter of a serial number; null when no known world has it. */
export function findMeter(state: State, serial: string): { readonly world: World; readonly meter: Meter } | null {
  for (const world of Object.values(state.worlds)) {
    const meter = world.meters[serial];
    if (meter !== undefined) return { world, meter };
  }
  return null;
}

/** The electricity meter through which a gas meter is heard. */
export function throughMeter(world: World, meter: Meter): Meter | null {
  return meter.gasThroughSerial === null ? null : world.meters[meter.gasThroughSerial] ?? null;
}

function put(world: World, dueAtMs: number, wallDueAtMs: number | null, task: Task): AgendaItem {
  const item = { number: world.nextAgendaNumber, dueAtMs, wallDueAtMs, task };
  world.nextAgendaNumber += 1;
  enter(world.agenda, item);
  return item;
}
