import { createHmac } from 'node:crypto';

import { drawInteger } from '../chance/draw.js';
import { newAccount, newId, type CheckoutSession, type StripeAccount, type StripeEvent, type WebhookDelivery } from './account.js';
import type { Happening } from './happenings.js';
import { eventObject } from './wire.js';

/** What the card provider needs of the running simulator. */
export interface StripeSurroundings {
  /** The accounts, kept with everything else that must survive a restart. */
  readonly accounts: Record<string, StripeAccount>;
  readonly nowMs: () => number;
  readonly seed: string;
  /** Signs the events. */
  readonly webhookSecret: string;
  /** Base address of the platform, which has an endpoint per supplier. */
  readonly apiUrl: string;
  /** Address under which people reach the provider's pages. */
  readonly pagesUrl: string;
  readonly send: (url: string, body: string, headers: Readonly<Record<string, string>>) => Promise<{ readonly status: number }>;
  readonly saveSoon: () => void;
  readonly log: (line: string) => void;
}

const SECOND_MS = 1_000;
/** Seconds until an event that was not taken is sent again; the real provider goes on for three days. */
const RETRY_SECONDS = [1, 2, 4, 8, 15, 30, 60, 120, 300, 600];
const EVENTS_KEPT = 2_000;
const SENT_AT_ONCE = 20;

/**
 * A card provider of our own: stateful, with the wire format of Stripe's API, so that the official library talks to it.
 * Like the real one it sends each event at least once, in no order, and again until it is taken.
 */
export class StripeDouble {
  private sending = false;

  constructor(private readonly around: StripeSurroundings) {}

  /** The account of this name; it exists as soon as somebody uses it. */
  account(id: string): StripeAccount {
    return (this.around.accounts[id] ??= newAccount(id));
  }

  get accountIds(): readonly string[] {
    return Object.keys(this.around.accounts);
  }

  /** Lets something happen on an account, now. */
  at(account: StripeAccount): Happening {
    const now = Math.floor(this.around.nowMs() / SECOND_MS);
    return { account, now, tell: (type, object) => { this.tell(account, type, object, now); }, pageUrl: (session) => this.pageUrl(account, session) };
  }

  /** The page on which a person pays. */
  pageUrl(account: StripeAccount, session: CheckoutSession): string {
    return `${this.around.pagesUrl.replace(/\/$/, '')}/checkout/${account.id}/${session.id}`;
  }

  /** Sends every copy of an event that is due. */
  async sendDue(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      for (const id of this.accountIds) await this.sendDueOf(this.account(id));
    } finally {
      this.sending = false;
    }
  }

  saveSoon(): void {
    this.around.saveSoon();
  }

  private tell(account: StripeAccount, type: string, object: object, created: number): void {
    const event: StripeEvent = { id: newId(account, 'evt'), type, created, object: JSON.parse(JSON.stringify(object)) as unknown };
    account.events.push(event);
    account.events.splice(0, Math.max(0, account.events.length - EVENTS_KEPT));
    const { duplicates, latestMs, lost } = account.faults;
    for (let copy = 0; copy <= duplicates && !lost; copy += 1) {
      const lateMs = latestMs === 0 ? 0 : drawInteger(0, latestMs, this.around.seed, 'webhook', event.id, copy);
      account.deliveries.push({ eventId: event.id, copy, dueAtMs: this.around.nowMs() + lateMs, attempts: 0 });
    }
    this.around.saveSoon();
  }

  private async sendDueOf(account: StripeAccount): Promise<void> {
    const now = this.around.nowMs();
    const due = account.deliveries.filter((delivery) => delivery.dueAtMs <= now).sort((one, other) => one.dueAtMs - other.dueAtMs).slice(0, SENT_AT_ONCE);
    if (due.length === 0) return;
    await Promise.all(due.map((delivery) => this.sendOne(account, delivery)));
    this.around.saveSoon();
  }

  private async sendOne(account: StripeAccount, delivery: WebhookDelivery): Promise<void> {
    const event = account.events.find((known) => known.id === delivery.eventId);
    account.deliveries.splice(account.deliveries.indexOf(delivery), 1);
    if (event === undefined) return;
    const body = JSON.stringify(eventObject(account, event));
    const { status } = await this.around.send(this.endpointOf(account), body, { 'Stripe-Signature': this.signature(body) });
    if (status >= 200 && status < 300) return;
    const wait = RETRY_SECONDS[delivery.attempts];
    this.around.log(`stripe event ${event.type} was answered with ${String(status)}${wait === undefined ? ' and is given up' : ''}`);
    if (wait !== undefined) account.deliveries.push({ ...delivery, attempts: delivery.attempts + 1, dueAtMs: this.around.nowMs() + wait * SECOND_MS });
  }

  /** The endpoint that the supplier has entered at the provider; the account of a sandbox supplier carries its id. */
  private endpointOf({ id }: StripeAccount): string {
    const uuid = id.slice('acct_'.length).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return `${this.around.apiUrl.replace(/\/$/, '')}/webhooks/stripe/${uuid}`;
  }

  /** Stripe-Signature: time, and HMAC-SHA256 over `time.body` (Stripe, "Verify webhook signatures manually"). */
  private signature(body: string): string {
    const time = Math.floor(this.around.nowMs() / SECOND_MS).toString();
    return `t=${time},v1=${createHmac('sha256', this.around.webhookSecret).update(`${time}.${body}`).digest('hex')}`;
  }
}
