import { makeApiClient, type ApiClient } from '@tegoed/api-client';
import type { Message } from '../dialogue/message.js';
import type { Answers, Order } from '../dialogue/orders.js';

/** Which contact asks: a call or an SMS, and the step of it. */
export interface Asking {
  readonly sid: string;
  readonly step: number;
  readonly channel: 'call' | 'sms';
  /** The number that calls; null when it is withheld. */
  readonly from: string | null;
}

/** What became of an order: its answer, or no answer that can be used. */
export type Carried<Kind extends Order['kind']> = { readonly kind: 'answered'; readonly answer: Answers[Kind] } | { readonly kind: 'away' };

/** What customers may wish of our messages. */
export interface Preferences {
  readonly language?: 'nl' | 'fr' | 'de' | 'en';
  readonly optionalMessages?: boolean;
}

/** The API as the phone line sees it. Never throws for what the API or the network does. */
export interface PhoneLine {
  carryOut<Kind extends Order['kind']>(asking: Asking, order: Extract<Order, { kind: Kind }>): Promise<Carried<Kind>>;
  prefer(asking: Asking, preferences: Preferences): Promise<'done' | 'away'>;
  /** The words of a call that we placed; null when there is nothing to say, or no answer. */
  readMessage(of: MessageAddress): Promise<Message | null>;
  /** Somebody has heard the words of a call that we placed. */
  messageHeard(of: MessageAddress): Promise<'done' | 'away'>;
}

/** Which message a call is about, as the address of its webhook names it. */
export interface MessageAddress {
  readonly endpoint: string;
  readonly notice: string;
}

const MESSAGE = '/v1/phone/outgoing-calls/{endpointId}/{noticeId}';

function pathOf({ endpoint, notice }: MessageAddress) {
  return { endpointId: endpoint, noticeId: notice };
}

type Reply = { readonly data?: unknown; readonly error?: unknown; readonly response: Response };

/** The phone line over the generated client; an API that is slower than the limit counts as away. */
export function apiPhoneLine(apiUrl: string, phoneKey: string, timeoutMs: number): PhoneLine {
  const api = makeApiClient({ baseUrl: apiUrl, token: phoneKey, fetch: (request) => fetch(request, { signal: AbortSignal.timeout(timeoutMs) }) });
  return {
    carryOut: async <Kind extends Order['kind']>(asking: Asking, order: Extract<Order, { kind: Kind }>): Promise<Carried<Kind>> => {
      const reply = await attempt(() => call(api, asking, order));
      return reply === null ? { kind: 'away' } : { kind: 'answered', answer: answerOf(order, reply) as Answers[Kind] };
    },
    prefer: async ({ sid }, body) => {
      const reply = await attempt(() => api.PUT('/v1/phone/contacts/{sid}/preferences', { params: { path: { sid } }, body }));
      return reply === null ? 'away' : 'done';
    },
    readMessage: async (of) => (await attempt(() => api.GET(MESSAGE, { params: { path: pathOf(of) } }))) as Message | null,
    messageHeard: async (of) => ((await attempt(() => api.PUT(`${MESSAGE}/heard`, { params: { path: pathOf(of) } }))) === null ? 'away' : 'done'),
  };
}

// A refusal means that the API and the line do not agree on the call, for example after a restart: for the caller it is
// the same as no answer, because nothing can be told that is surely right.
async function attempt(send: () => Promise<Reply>): Promise<unknown> {
  try {
    const { data, error, response } = await send();
    return error !== undefined || !response.ok ? null : (data ?? {});
  } catch {
    return null;
  }
}

function call(api: ApiClient, { sid, step, channel, from }: Asking, order: Order): Promise<Reply> {
  const path = { sid };
  const keyed = { path, header: { 'Idempotency-Key': `${sid}:${step}:${order.kind}` } };
  switch (order.kind) {
    case 'open': return api.POST('/v1/phone/contacts', { body: { sid, channel, from } });
    case 'name_connection': return api.PUT('/v1/phone/contacts/{sid}/connection', { params: { path }, body: { digits: order.digits } });
    case 'check_pin': return api.POST('/v1/phone/contacts/{sid}/pin', { params: { path }, body: { step, pin: order.pin } });
    case 'read': return api.GET('/v1/phone/contacts/{sid}', { params: { path } });
    case 'take_emergency_credit': return api.POST('/v1/phone/contacts/{sid}/emergency-credit', { params: keyed, body: { accountId: order.accountId } });
    case 'claim_payment': {
      const { accountId, amountEuro, channel: way } = order;
      return api.POST('/v1/phone/contacts/{sid}/payment-claims', { params: keyed, body: { accountId, amountEuro, channel: way } });
    }
    case 'send_link': return api.POST('/v1/phone/contacts/{sid}/payment-links', { params: keyed, body: { accountId: order.accountId } });
    case 'ask_call_back': return api.POST('/v1/phone/contacts/{sid}/call-backs', { params: keyed });
  }
}

// These three answer with the one word that counts.
function answerOf(order: Order, reply: unknown): unknown {
  if (order.kind === 'name_connection') return null;
  const isOneWord = order.kind === 'check_pin' || order.kind === 'send_link' || order.kind === 'ask_call_back';
  return isOneWord ? (reply as { readonly result: string }).result : reply;
}
