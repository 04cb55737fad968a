import { channelOf, expectedCostCents, habitOf, mistakeOf, roundedPaymentCents } from '../homes/habit.js';
import { dayOf } from '../calendar/supply-day.js';
import type { Home } from '../homes/home.js';
import type { World } from '../store/state.js';
import { deliver } from '../world/outbox.js';
import type { OutsideWorld } from '../world/outside-world.js';
import { counterDelivery, receive, transferOf } from './bank.js';

/** What a home that lets it run out pays when it pays: one note, whatever is needed. */
const SMALL_NOTE_CENTS = 2_000;

/**
 * The household looks at its balance and pays when it does not reach over the coming days. A home that
 * cannot see its balance pays the expected cost. Most homes so stay above zero; a fixed few do not.
 */
export async function lookAtBalance(outside: OutsideWorld, world: World, home: Home, days: number): Promise<void> {
  const amountCents = await amountToPay(outside, world, home, days);
  if (amountCents === null) return;
  const channel = channelOf(outside.seed, home);
  if (channel === 'transfer') {
    receive(world, home.tenantId, transferOf(home, amountCents, mistakeOf(outside.seed, home, dayOf(world.nowMs))));
    return;
  }
  await deliver(outside, world, [counterDelivery(world, home, amountCents, channel === 'cash' ? 'cash_desk' : 'terminal')]);
}

async function amountToPay(outside: OutsideWorld, world: World, home: Home, days: number): Promise<number | null> {
  if (habitOf(outside.seed, home) === 'rarely') return SMALL_NOTE_CENTS;
  const tenant = world.tenants.find((candidate) => candidate.id === home.tenantId);
  const seen = tenant === undefined ? null : await outside.api.balance(tenant.apiKey, home.accountId);
  const costCents = expectedCostCents(outside.seed, home, dayOf(world.nowMs), days);
  // A third of a payment may go to a debt first, so a home with a debt pays half as much again.
  const neededCents = (costCents - (seen?.balanceCents ?? 0)) * (seen?.hasDebt === true ? 1.5 : 1.15);
  return neededCents <= 0 ? null : roundedPaymentCents(neededCents);
}
