import type { Home, Tenant } from '../homes/home.js';
import type { Action, MeterEvent } from '../meters/action.js';
import type { GlobalFaults } from '../meters/link.js';
import type { Meter, MeterFaults } from '../meters/meter.js';
import type { QuickReply } from '../amm/answer.js';
import type { StripeAccount } from '../stripe/account.js';
import type { Transfer } from '../bank/transfer.js';

/** Everything the simulator must still know after a restart. Plain data, so that it can be written as it is. */
export interface State {
  readonly version: 1;
  globalFaults: GlobalFaults;
  readonly worlds: Record<string, World>;
  /** Messages whose address belongs to no known home; kept apart so that nothing is lost. */
  strayMessages: Message[];
  /** The accounts of suppliers at the card provider; absent in a state that was saved before there was one. */
  stripe?: Record<string, StripeAccount>;
}

/** One world: a clock, its homes and meters, and what is still to happen in it. */
export interface World {
  readonly id: string;
  name: string;
  nowMs: number;
  automatic: boolean;
  tenants: readonly Tenant[];
  homes: readonly Home[];
  readonly meters: Record<string, Meter>;
  agenda: AgendaItem[];
  readonly bank: Record<string, BankAccount>;
  /** Answers already given, by order id: the same order twice is one order. */
  orders: Record<string, GivenAnswer>;
  outbox: Delivery[];
  /** The last deliveries with their answers, newest last, for people who look. */
  delivered: Delivered[];
  messages: Message[];
  nextAgendaNumber: number;
}

/** The quick reply an order got, and with which message it came. */
export interface GivenAnswer {
  readonly reply: QuickReply;
  readonly messageId: string | null;
}

export interface BankAccount {
  readonly year: string;
  readonly lastNumber: number;
  readonly balanceCents: number;
  readonly lastDay: string;
  /** Transfers made and not yet on a statement. */
  readonly waiting: readonly Transfer[];
}

/** Something that will happen when the world clock passes `dueAtMs`, or wall time passes `wallDueAtMs`. */
export interface AgendaItem {
  readonly number: number;
  readonly dueAtMs: number;
  readonly wallDueAtMs: number | null;
  readonly task: Task;
}

export type Task =
  | { readonly kind: 'midnight'; readonly day: string }
  | { readonly kind: 'readings'; readonly day: string }
  | { readonly kind: 'look_at_balance'; readonly accountId: string; readonly days: number }
  | { readonly kind: 'bank_evening'; readonly day: string }
  | { readonly kind: 'peak'; readonly serial: string }
  | { readonly kind: 'press'; readonly serial: string }
  | { readonly kind: 'pay_at_counter'; readonly accountId: string; readonly amountCents: number }
  | { readonly kind: 'move'; readonly serial: string; readonly order: AcceptedOrder }
  | { readonly kind: 'event'; readonly event: ReportedEvent; readonly attempt: number }
  | { readonly kind: 'sms_status'; readonly sid: string; readonly status: SmsStatus }
  | { readonly kind: 'placed_call'; readonly sid: string; readonly isPickedUp: boolean };

export interface AcceptedOrder {
  readonly id: string;
  readonly action: Action;
  readonly correlationId: string;
  readonly replyAddress: string;
  readonly expiresAtMs: number | null;
  readonly faults: MeterFaults;
}

export interface ReportedEvent {
  readonly event: MeterEvent;
  readonly serial: string;
  readonly orderId: string | null;
  readonly correlationId: string;
  readonly replyAddress: string;
  readonly happenedAtMs: number;
}

/** A request to the API that is written down before it is sent, so that a crash sends it again unchanged. */
export interface Delivery {
  readonly id: string;
  readonly tenantId: string;
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
  readonly idempotencyKey: string | null;
}

export interface Delivered {
  readonly id: string;
  readonly path: string;
  readonly atMs: number;
  readonly status: number;
  readonly answer: string;
}

export type SmsStatus = 'queued' | 'sent' | 'delivered' | 'undelivered';

export interface Message {
  readonly id: string;
  readonly channel: 'sms' | 'mail' | 'letter';
  readonly to: string;
  readonly from: string;
  readonly subject: string | null;
  readonly text: string;
  readonly atMs: number;
  readonly status: SmsStatus;
  readonly statusCallback: string | null;
}

/** A new state without worlds. */
export function emptyState(globalFaults: GlobalFaults): State {
  return { version: 1, globalFaults, worlds: {}, strayMessages: [] };
}
