import { Inject, Injectable } from '@nestjs/common';
import { instant, microEuro, type MicroEuro } from '@tegoed/prepayment-engine';
import { instantOf, isoOf } from '../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { PersonalData } from '../../adapters/crypto/index.js';
import type { Claim } from '../../adapters/postgres/post-entry.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { BellRinger } from '../../adapters/queue/bells.js';
import { MONEY_BELLS, ringBells } from '../../adapters/queue/ring-bells.js';
import { type KeyedAnswer, keyReused, type KeyedRequest, onceByKey } from '../../http/idempotency.js';
import { microEuroOfField } from '../../http/euro.js';
import { conflict, invalidField } from '../../http/problem.js';
import type { PaymentDeps } from './book-payment.js';
import type { PaymentOutcome, PaymentResult } from './incoming-payment.js';
import { type PaymentAnswer, paymentAnswer } from './payment-answer.js';
import { PAYMENT_DEPS } from './payment-deps.js';
import type { PaymentOrder } from './payments.dto.js';
import { bookStatedPayment, incomingPaymentOf, type StatedPayment } from './stated-payment.js';

const LEAST = microEuro(10_000);
const MOST = microEuro(100_000_000_000);

/** Takes a payment that a channel reports by calling us. */
@Injectable()
export class TakePayment {
  constructor(
    @Inject(PAYMENT_DEPS) private readonly deps: PaymentDeps,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(PersonalData) private readonly people: PersonalData,
    @Inject(BellRinger) private readonly bells: BellRinger,
  ) {}

  /** Books once per request key and once per channel and external id. Throws a 422 about a field, a 409 about a key. */
  async take(tenantId: number, order: PaymentOrder, request: KeyedRequest): Promise<PaymentAnswer> {
    const now = instant(await this.clock.nowOf(tenantId));
    const payment = incomingPaymentOf(statedOf(order), this.people);
    const outcome = await bookStatedPayment(this.deps, { tenantId, payment, now, requestClaim: (result) => requestClaim(request, result) });
    if (outcome.kind === 'booked') ringBells(this.bells, tenantId, MONEY_BELLS);
    return this.answerOf(tenantId, outcome, request);
  }

  private async answerOf(tenantId: number, outcome: PaymentOutcome, request: KeyedRequest): Promise<PaymentAnswer> {
    switch (outcome.kind) {
      case 'booked':
      case 'suspense':
        return paymentAnswer(outcome.result);
      case 'duplicate':
        if (outcome.channel === 'http') return (outcome.stored as KeyedAnswer<PaymentAnswer>).body;
        return this.answerOfRepetition(tenantId, outcome.stored as PaymentResult, request);
      case 'other_content':
        if (outcome.channel === 'http') throw keyReused();
        throw conflict('payment_differs', 'A payment with this channel and externalId was sent before with another reference, amount or time. Nothing was booked; find out which one is right.');
    }
  }

  /** The same payment under a fresh request key: the key is used up by this answer, as any other would be. */
  private async answerOfRepetition(tenantId: number, stored: PaymentResult, request: KeyedRequest): Promise<PaymentAnswer> {
    const body: PaymentAnswer = { ...paymentAnswer(stored), result: 'duplicate' };
    const answer = await inTenant(this.deps.dataSource, tenantId, (tx) => onceByKey(tx, request, () => Promise.resolve({ status: 201, body })));
    return answer.body;
  }
}

function statedOf(order: PaymentOrder): StatedPayment {
  const paidAtMs = instantOf(order.paidAt);
  if (paidAtMs === null) throw invalidField('paidAt', 'must be a moment with a time zone, for example 2026-11-23T10:15:00Z');
  const { reference, channel, externalId } = order;
  return { reference, channel, externalId, amountMicroEuro: amountOf(order.amountEuro), paidAt: instant(paidAtMs), payerName: order.payerName ?? null, inboxId: null };
}

function amountOf(text: string): MicroEuro {
  const amount = microEuroOfField('amountEuro', text);
  if (amount < LEAST || amount > MOST) throw invalidField('amountEuro', 'must be between 0.01 and 100000.00');
  return amount;
}

function requestClaim(request: KeyedRequest, result: PaymentResult): Claim {
  const answer: KeyedAnswer<PaymentAnswer> = { status: 201, body: paymentAnswer(result) };
  return { channel: 'http', externalId: request.key, contentHash: request.contentHash, result: answer, claimedAt: isoOf(request.receivedAtMs) };
}
