import type { EventSubject, ProviderEvent } from '../../features/checkout/ports.js';

const MS_PER_SECOND = 1_000;

/** The few fields that are read of an event; the shape of the rest differs between API versions. */
interface EventBody {
  readonly id?: unknown;
  readonly type?: unknown;
  readonly account?: unknown;
  readonly created?: unknown;
  readonly data?: { readonly object?: EventObject };
}

interface EventObject {
  readonly id?: unknown;
  readonly object?: unknown;
  readonly payment_intent?: unknown;
}

/**
 * Reads an event body, of any API version. Null when it is not one. Only its id, kind, time and what it is about are
 * taken; amounts and states are asked of the provider, because events come late, twice and in any order.
 */
export function readStripeEvent(raw: Buffer): ProviderEvent | null {
  const body = parsed(raw);
  const { id, type, account, created } = body;
  if (typeof id !== 'string' || id === '' || typeof type !== 'string' || typeof created !== 'number') return null;
  return {
    id,
    kind: type,
    subject: subjectOf(body.data?.object ?? {}),
    cardAccount: typeof account === 'string' ? account : null,
    happenedAtMs: created * MS_PER_SECOND,
    raw,
  };
}

/** What an object is about: the payment that it belongs to, a checkout that has none yet, or a payout. */
function subjectOf({ id, object, payment_intent: payment }: EventObject): EventSubject {
  if (typeof id !== 'string') return { kind: 'none' };
  if (object === 'payment_intent') return { kind: 'payment', id };
  if (object === 'payout') return { kind: 'payout', id };
  const paymentId = typeof payment === 'string' ? payment : idOf(payment);
  if (paymentId !== null) return { kind: 'payment', id: paymentId };
  return object === 'checkout.session' ? { kind: 'session', id } : { kind: 'none' };
}

function idOf(expanded: unknown): string | null {
  const id = typeof expanded === 'object' && expanded !== null ? (expanded as { id?: unknown }).id : null;
  return typeof id === 'string' ? id : null;
}

function parsed(raw: Buffer): EventBody {
  try {
    const body: unknown = JSON.parse(raw.toString('utf8'));
    return typeof body === 'object' && body !== null ? (body as EventBody) : {};
  } catch {
    return {};
  }
}
