// The household of the story and what one can do to it from outside.
import { call, pause, type System } from './wire.ts';

/** An account as the API shows it, as far as the story looks. */
export interface Account {
  readonly id: string;
  readonly utility: string;
  readonly creditState: string;
  readonly desiredSupply: string;
  readonly confirmedSupply: string;
  readonly balanceEuro: string;
  readonly debtEuro: string;
  readonly daysLeft: number | null;
  readonly nextChange: { readonly supply: string; readonly at: string } | null;
  readonly estimated: boolean;
}

/** A message in the customer's telephone or mailbox. */
export interface Message {
  readonly channel: string;
  readonly to: string;
  readonly text: string;
  readonly at: string;
}

/** What became of a daily run. */
export interface Run {
  readonly id: string;
  readonly day: string;
  readonly state: string;
  readonly rated: number;
  readonly estimated: number;
}

/** One account of the home, as it was opened. */
export interface HomeAccount {
  readonly accountId: string;
  readonly reference: string;
  readonly meterSerial: string;
  readonly ean: string;
}

/** A home on electricity and gas in a world of its own. */
export class Household {
  readonly system: System;
  readonly worldId: string;
  readonly apiKey: string;
  readonly electricity: HomeAccount;
  readonly gas: HomeAccount;
  readonly neighbour: HomeAccount;
  readonly phone: string;
  readonly mail: string;

  constructor(home: Pick<Household, 'system' | 'worldId' | 'apiKey' | 'electricity' | 'gas' | 'neighbour' | 'phone' | 'mail'>) {
    this.system = home.system;
    this.worldId = home.worldId;
    this.apiKey = home.apiKey;
    this.electricity = home.electricity;
    this.gas = home.gas;
    this.neighbour = home.neighbour;
    this.phone = home.phone;
    this.mail = home.mail;
  }

  account(which: 'electricity' | 'gas'): Promise<Account> {
    return call<Account>(`${this.system.apiUrl}/v1/accounts/${this[which].accountId}`, { key: this.apiKey });
  }

  /** Moves the world's clock and waits until it has arrived with everything done on the way. */
  async moveClockTo(until: string): Promise<void> {
    const clock = `${this.system.apiUrl}/v1/sandbox/clock`;
    await call(`${clock}/advance`, { key: this.system.sandboxKey, body: { world: this.worldId, until } });
    for (let waited = 0; waited < 600; waited += 1) {
      const now = await call<{ advancing: boolean; now: string }>(`${clock}?world=${this.worldId}`, { key: this.system.sandboxKey });
      if (!now.advancing && now.now >= until) return;
      await pause(100);
    }
    throw new Error(`the clock did not reach ${until}`);
  }

  /** A transfer that arrives in a bank file of a real format, sent by the simulator's bank. */
  async transfer(format: 'coda' | 'camt', which: 'electricity' | 'gas', amountEuro: string): Promise<unknown> {
    const paid = await call<{ sent: { path: string; answer: { status: number; body: unknown } }[] }>(`${this.system.simulatorUrl}/control/pay`, {
      body: { channel: 'transfer', format, payments: [{ home: this[which].accountId, amountEuro }] },
    });
    const sent = paid.sent[0];
    if (sent === undefined || sent.answer.status >= 300) throw new Error(`the bank file was not taken: ${JSON.stringify(paid)}`);
    return sent.answer.body;
  }

  /** A payment at a shop's terminal; gives the parts into which it was split. */
  async payAtTerminal(which: 'electricity' | 'gas', amountEuro: string, paidAt: string): Promise<{ parts: { to: string; amountEuro: string }[]; balanceAfterEuro: string }> {
    return call(`${this.system.apiUrl}/v1/payments`, {
      key: this.apiKey,
      body: { reference: this[which].reference, amountEuro, channel: 'terminal', paidAt, externalId: `T-${this[which].reference}-${paidAt}` },
    });
  }

  async use(which: 'electricity' | 'gas', amount: number): Promise<void> {
    await call(`${this.system.simulatorUrl}/control/meters/${this[which].meterSerial}/use`, { body: { amount } });
  }

  /** The MDM delivers the registers of a finished day; the day is run and awaited. */
  async deliverReadings(day: string): Promise<void> {
    await call(`${this.system.simulatorUrl}/control/worlds/${this.worldId}/readings`, { body: { day, run: false } });
    await this.runDay(day);
  }

  async runDay(day: string): Promise<Run> {
    const runs = `${this.system.apiUrl}/v1/daily-runs`;
    let run = await call<Run>(runs, { key: this.apiKey, body: { day } });
    for (let waited = 0; waited < 300 && !['released', 'quarantined', 'failed'].includes(run.state); waited += 1) {
      await pause(100);
      run = await call<Run>(`${runs}/${run.id}`, { key: this.apiKey });
    }
    if (run.state !== 'released') throw new Error(`the run of ${day} ended ${run.state}`);
    return run;
  }

  /** What lies in the customer's telephone and mailbox, newest first. */
  async messages(): Promise<Message[]> {
    return [...(await this.messagesTo(this.phone)), ...(await this.messagesTo(this.mail))];
  }

  async messagesTo(address: string): Promise<Message[]> {
    const answer = await call<{ items: Message[] }>(`${this.system.simulatorUrl}/control/messages?to=${encodeURIComponent(address)}&world=${this.worldId}`);
    return answer.items;
  }

  async ledgerDifference(): Promise<{ differenceEuro: string; problems: unknown[]; accounts: number; entries: number }> {
    return call(`${this.system.apiUrl}/v1/ledger/verify`, { key: this.apiKey });
  }
}
