// A household on electricity in a world of its own, and every way in which it, or somebody for it, can pay.
import { createHmac, randomUUID } from 'node:crypto';
import { call, pause, type System } from '../story/wire.ts';
import type { Paper } from './bank-paper.ts';

/** An account as far as this story looks. */
export interface Account {
  readonly balanceEuro: string;
  readonly desiredSupply: string;
  readonly debts: { readonly returnedEuro: string };
}

/** A payment in the supplier's list. */
export interface Payment {
  readonly id: string;
  readonly channel: string;
  readonly amountEuro: string;
  readonly state: string;
  readonly why: string | null;
  readonly paidAt: string;
}

/** A checkout, as whoever has its id sees it. */
export interface Checkout {
  readonly id: string;
  readonly state: string;
  readonly url: string | null;
}

interface Opened {
  readonly accounts: { readonly accountId: string; readonly reference: string; readonly ean: string }[];
}

const LONGEST_WAIT_MS = 90_000;

/** Asks again and again until the answer is as wanted; the machine may be busy. */
export async function until<Answer>(question: () => Promise<Answer>, wanted: (answer: Answer) => boolean, what: string): Promise<Answer> {
  for (let waitedMs = 0; waitedMs < LONGEST_WAIT_MS; waitedMs += 100) {
    const answer = await question();
    if (wanted(answer)) return answer;
    await pause(100);
  }
  throw new Error(`The story broke: it took too long until ${what}`);
}

/** Everything that the story can do to and for its household. */
export class PayingHousehold {
  customerToken = '';

  readonly system: System;
  readonly worldId: string;
  readonly tenant: { readonly tenantId: string; readonly apiKey: string; readonly iban: string; readonly name: string };
  readonly home: Opened['accounts'][number];
  readonly phone: string;

  private constructor(made: Pick<PayingHousehold, 'system' | 'worldId' | 'tenant' | 'home' | 'phone'>) {
    this.system = made.system;
    this.worldId = made.worldId;
    this.tenant = made.tenant;
    this.home = made.home;
    this.phone = made.phone;
  }

  /** A world of its own at a Monday morning; nobody acts there but the story. */
  static async open(system: System, now: string): Promise<PayingHousehold> {
    const { apiUrl, simulatorUrl, sandboxKey: key } = system;
    const name = 'Net van de kassa';
    const phone = `+3246${String(Math.trunc(Math.random() * 1e7)).padStart(7, '1')}`;
    const world = await call<{ worldId: string }>(`${apiUrl}/v1/sandbox/worlds`, { key, body: { name: 'payments', now, automatic: false } });
    const tenant = await call<{ tenantId: string; apiKey: string }>(`${apiUrl}/v1/sandbox/tenants`, { key, body: { world: world.worldId, name, kind: 'social_supplier', region: 'flanders' } });
    const opened = await call<Opened>(`${apiUrl}/v1/sandbox/households`, {
      key,
      body: {
        tenant: tenant.tenantId, customer: { name: 'Lies Verbeke', phone, language: 'nl' }, address: { street: 'Kouter', houseNumber: '11', postcode: '9240', town: 'Zele' },
        electricity: { registers: { offtake1: 1_000_000 }, openingCreditEuro: '0.00' }, contractFrom: '2026-02-01',
      },
    });
    await call(`${simulatorUrl}/control/worlds/${world.worldId}/learn`, { body: {} });
    const { tenants } = await call<{ tenants: { id: string; iban: string }[] }>(`${apiUrl}/v1/sandbox/homes?world=${world.worldId}`, { key });
    const [home] = opened.accounts;
    const iban = tenants.find(({ id }) => id === tenant.tenantId)?.iban;
    if (home === undefined || iban === undefined) throw new Error('the world of the story was not made');
    return new PayingHousehold({ system, worldId: world.worldId, tenant: { ...tenant, iban, name }, home, phone });
  }

  /** Twelve digits. */
  get reference(): string {
    return this.home.reference.replaceAll(/\D/g, '');
  }

  paper(day: string, number: number): Paper {
    return { iban: this.tenant.iban, holder: this.tenant.name, day, number };
  }

  account(): Promise<Account> {
    return this.ask(`/v1/accounts/${this.home.accountId}`);
  }

  async payments(): Promise<readonly Payment[]> {
    return (await this.ask<{ items: Payment[] }>('/v1/payments?limit=100')).items;
  }

  ask<Answer>(path: string, body?: unknown): Promise<Answer> {
    return call<Answer>(`${this.system.apiUrl}${path}`, { key: this.tenant.apiKey, ...(body === undefined ? {} : { body }) });
  }

  bankFile(text: string): Promise<{ booked: { count: number }; suspense: { count: number }; reversed: { count: number } }> {
    return call(`${this.system.apiUrl}/v1/bank-statements`, { key: this.tenant.apiKey, text, contentType: 'application/octet-stream' });
  }

  outside<Answer>(path: string, body: unknown): Promise<Answer> {
    return call<Answer>(`${this.system.simulatorUrl}/control/${path}`, { body });
  }

  transfer(format: 'coda' | 'camt', amountEuro: string, mistake: string | null = null): Promise<unknown> {
    return this.outside('pay', { channel: 'transfer', format, payments: [{ home: this.home.accountId, amountEuro, mistake }] });
  }

  /** Signs in as people do: a code comes by SMS. */
  async signIn(): Promise<void> {
    const { apiUrl, simulatorUrl } = this.system;
    await call(`${apiUrl}/v1/customer/codes`, { body: { contact: this.phone } });
    const inbox = `${simulatorUrl}/control/messages?to=${encodeURIComponent(this.phone)}`;
    const codeIn = (items: { text: string }[]): string | undefined => items.map(({ text }) => /^\d{6}\b/.exec(text)?.[0]).find((found) => found !== undefined);
    const { items } = await until(() => call<{ items: { text: string }[] }>(inbox), (answer) => codeIn(answer.items) !== undefined, 'the code came');
    const session = await call<{ token: string }>(`${apiUrl}/v1/customer/sessions`, { body: { contact: this.phone, code: codeIn(items) } });
    this.customerToken = session.token;
  }

  asCustomer<Answer>(path: string, body?: unknown): Promise<Answer> {
    return call<Answer>(`${this.system.apiUrl}${path}`, { key: this.customerToken, ...(body === undefined ? {} : { body }) });
  }

  /** Begins a checkout and pays it on the provider's page; gives it when the platform knows that it is paid. */
  async payCheckout(paidFor: object, amountEuro: string, method: 'card' | 'bancontact'): Promise<Checkout> {
    const opened = await this.asCustomer<Checkout>('/v1/checkout-sessions', { ...paidFor, amountEuro });
    await this.outside('stripe/pay', { checkoutId: opened.id, method });
    return until(() => call<Checkout>(`${this.system.apiUrl}/v1/checkout-sessions/${opened.id}`), ({ state }) => state === 'paid', `the checkout of ${amountEuro} is paid`);
  }

  /** How badly the provider's events travel from now on. */
  webhooks(faults: { readonly duplicates?: number; readonly latestMs?: number; readonly lost?: boolean }): Promise<unknown> {
    return this.outside(`stripe/accounts/${this.tenant.tenantId}/faults`, faults);
  }

  /** What an acquirer sends, signed with the shared secret. */
  async fromAcquirer<Answer>(secret: string, path: string, contentType: string, body: string): Promise<Answer> {
    const seconds = Math.trunc(Date.now() / 1_000);
    const signature = `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
    const answer = await fetch(`${this.system.apiUrl}/webhooks/terminals/${this.tenant.tenantId}${path}`, { method: 'POST', headers: { 'content-type': contentType, 'terminal-signature': signature }, body });
    if (!answer.ok) throw new Error(`the terminal was answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  }

  /** Cash that a desk took, told by its program. */
  atCounter(amountEuro: string, paidAt: string): Promise<{ result: string }> {
    return this.ask('/v1/payments', { reference: this.reference, amountEuro, channel: 'cash_desk', paidAt, externalId: `counter-${randomUUID()}` });
  }

  async moveClockTo(moment: string): Promise<void> {
    const clock = `${this.system.apiUrl}/v1/sandbox/clock`;
    await call(`${clock}/advance`, { key: this.system.sandboxKey, body: { world: this.worldId, until: moment } });
    await until(() => call<{ advancing: boolean; now: string }>(`${clock}?world=${this.worldId}`, { key: this.system.sandboxKey }), ({ advancing, now }) => !advancing && now >= moment, `it is ${moment}`);
  }
}
