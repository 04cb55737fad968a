import { randomUUID } from 'node:crypto';

import type { Home } from '../homes/home.js';
import { keepMessage } from '../sinks/inbox.js';
import type { Message, World } from '../store/state.js';
import type { OutsideWorld } from '../world/outside-world.js';

/** Sends an SMS from a home's telephone and keeps it, with the answer, where the telephone shows it. Null: no telephone, or no answer. */
export async function sendText(outside: OutsideWorld, world: World, home: Home, text: string): Promise<{ readonly reply: string | null; readonly document: string } | null> {
  const { phone } = home.customer;
  if (phone === null) return null;
  keepMessage(outside, messageOf(world, phone, phone, text));
  const answer = await outside.exchange.text(outside, phone, text);
  if (answer.reply !== null) keepMessage(outside, messageOf(world, phone, outside.exchange.name, answer.reply));
  outside.saveSoon();
  return answer;
}

/** The customer asks for a PIN at the counter and gets it by letter. Null when the platform did not take it. */
export async function letterWithPin(outside: OutsideWorld, world: World, home: Home, pin: string): Promise<Message | null> {
  const tenant = world.tenants.find(({ id }) => id === home.tenantId);
  if (tenant === undefined || !(await outside.api.givePin(tenant.apiKey, home.accountId, pin))) return null;
  const letter: Message = {
    id: randomUUID(), channel: 'letter', to: home.accountId, from: tenant.name, subject: 'Uw pincode voor de telefoon',
    text: `Uw pincode is ${pin}.\nBel gratis 0800 00 000 en toets deze code. Geef hem aan niemand.`, atMs: world.nowMs, status: 'delivered', statusCallback: null,
  };
  keepMessage(outside, letter);
  outside.saveSoon();
  return letter;
}

// A message from a telephone to itself is one that its owner sent.
function messageOf(world: World, to: string, from: string, text: string): Message {
  return { id: `SM${randomUUID().replaceAll('-', '')}`, channel: 'sms', to, from, subject: null, text, atMs: world.nowMs, status: 'delivered', statusCallback: null };
}
