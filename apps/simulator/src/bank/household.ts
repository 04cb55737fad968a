import { channelOf, expectedCostCents, habitOf, mistakeOf, roundedPaymentCents } from '../homes/habit.js';
import { dayOf } from '../calendar/supply-day.js';
import type { Home } from '../homes/home.js';
import type { Delivery, World } from '../store/state.js';
import { deliverTogether } from '../world/outbox.js';
import { note, type OutsideWorld } from '../world/outside-world.js';
import { sideBySide } from '../world/side-by-side.js';
import { counterDelivery, receive, transferOf } from './bank.js';

/** What a home that lets it run out pays when it pays: one note, whatever is needed. */
const SMALL_NOTE_CENTS = 2_000;

/** Balances that are asked for at the same time. */
const ASKED_AT_ONCE = 8;

/** A household that looks at its balance at a moment, and the days that it has to bridge. */
export interface Look {
  readonly home: Home;
  readonly days: number;
  readonly atMs: number;
}

/**
 * Households look at their balances and pay when these do not reach over the coming days. A home that cannot see its
 * balance pays the expected cost. Most homes so stay above zero; a fixed few do not. All look first; then they pay in
 * the order of the looks, so that statements are the same however long each answer took.
 */
export async function lookAtBalances(outside: OutsideWorld, world: World, looks: readonly Look[]): Promise<void> {
  const amounts = await sideBySide(looks, ASKED_AT_ONCE, (look) => amountToPay(outside, world, look));
  const counters = looks.flatMap((look, index) => pay(outside, world, look, amounts[index] ?? null));
  await deliverTogether(outside, world, counters);
}

/** Somebody pays at a counter at this very moment. */
export async function payAtCounter(outside: OutsideWorld, world: World, accountId: string, amountCents: number): Promise<void> {
  const home = world.homes.find((candidate) => candidate.accountId === accountId);
  if (home === undefined) return;
  await deliverTogether(outside, world, [counterPayment(outside, world, home, amountCents, 'terminal', world.nowMs)]);
}

function counterPayment(outside: OutsideWorld, world: World, home: Home, amountCents: number, channel: 'terminal' | 'cash_desk', atMs: number): Delivery {
  const delivery = counterDelivery(world, home, amountCents, channel, atMs);
  note(outside, world, { kind: 'paid', accountId: home.accountId, amountCents, channel, mistake: null, deliveryId: delivery.id });
  return delivery;
}

// A transfer waits for the evening's statement; a counter tells at once.
function pay(outside: OutsideWorld, world: World, { home, atMs }: Look, amountCents: number | null): readonly Delivery[] {
  if (amountCents === null) return [];
  const channel = channelOf(outside.seed, home);
  if (channel !== 'transfer') return [counterPayment(outside, world, home, amountCents, channel === 'cash' ? 'cash_desk' : 'terminal', atMs)];
  const mistake = mistakeOf(outside.seed, home, dayOf(atMs));
  receive(world, home.tenantId, transferOf(home, amountCents, mistake));
  note(outside, world, { kind: 'paid', accountId: home.accountId, amountCents, channel, mistake, deliveryId: null });
  return [];
}

async function amountToPay(outside: OutsideWorld, world: World, { home, days, atMs }: Look): Promise<number | null> {
  if (habitOf(outside.seed, home, outside.state.globalFaults.carelessShare) === 'rarely') return SMALL_NOTE_CENTS;
  const tenant = world.tenants.find((candidate) => candidate.id === home.tenantId);
  const seen = tenant === undefined ? null : await outside.api.balance(tenant.apiKey, home.accountId);
  const costCents = expectedCostCents(outside.seed, home, dayOf(atMs), days);
  // A third of a payment may go to a debt first, so a home with a debt pays half as much again.
  const neededCents = (costCents - (seen?.balanceCents ?? 0)) * (seen?.hasDebt === true ? 1.5 : 1.15);
  return neededCents <= 0 ? null : roundedPaymentCents(neededCents);
}
