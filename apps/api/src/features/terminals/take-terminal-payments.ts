import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Inject, Injectable } from '@nestjs/common';
import { instant, type Instant, microEuroFromDecimal } from '@tegoed/prepayment-engine';
import { z } from 'zod';
import { instantOf, isoOf } from '../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { PersonalData } from '../../adapters/crypto/index.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { BellRinger } from '../../adapters/queue/bells.js';
import { MONEY_BELLS, ringBells } from '../../adapters/queue/ring-bells.js';
import { readBatchFile, type TerminalPayment } from '../../adapters/terminals/index.js';
import { euroOf } from '../../http/euro.js';
import { conflict, HttpProblem, invalidField } from '../../http/problem.js';
import { bookStatedPayment, EURO_PATTERN, incomingPaymentOf, PAYMENT_DEPS, type PaymentDeps, type PaymentOutcome } from '../payments/index.js';
import type { TerminalAnswer, TerminalBatchAnswer } from './terminals.dto.js';

/** One payment as an acquirer's host sends it. */
const orderSchema = z.strictObject({
  transactionId: z.string().regex(/^[\w.-]{1,60}$/),
  terminalId: z.string().regex(/^[\w.-]{1,40}$/),
  reference: z.string().min(1).max(140),
  amountEuro: z.string().regex(EURO_PATTERN),
  paidAt: z.string().max(40),
});

/** Books what terminals took: each transaction once, whether it was told online, in a daily file, or both. */
@Injectable()
export class TakeTerminalPayments {
  constructor(
    @Inject(PAYMENT_DEPS) private readonly deps: PaymentDeps,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(PersonalData) private readonly people: PersonalData,
    @Inject(BellRinger) private readonly bells: BellRinger,
  ) {}

  /** One payment, told by the acquirer while the customer waits. Throws a 422 for what cannot be read, a 409 for the same transaction with other content. */
  async takeOne(tenantId: number, raw: Buffer): Promise<TerminalAnswer> {
    const now = instant(await this.clock.nowOf(tenantId));
    const payment = paymentOf(raw);
    const outcome = await this.book(tenantId, payment, null, now);
    if (outcome.kind === 'other_content') throw conflict('transaction_differs', 'This transaction was told before with another reference, amount or time. Nothing was booked; find out which one is right.');
    if (outcome.kind === 'booked') ringBells(this.bells, tenantId, MONEY_BELLS);
    const { transactionId, amountMicroEuro, reference, paidAtMs } = payment;
    return { transactionId, result: outcome.kind, receipt: { amountEuro: euroOf(amountMicroEuro), reference, paidAt: isoOf(paidAtMs) } };
  }

  /**
   * A daily file. It is judged whole first; then each payment is booked at its own date, however late it comes. Sent
   * again, it finds everything booked. Throws a 422 with the line that is wrong.
   */
  async takeBatch(tenantId: number, raw: Buffer): Promise<TerminalBatchAnswer> {
    const now = instant(await this.clock.nowOf(tenantId));
    const file = readBatchFile(raw.toString('utf8'), now);
    if (file.kind === 'refused') throw new HttpProblem(422, 'batch_refused', 'The file does not close', `Line ${file.line} ${file.why}. Nothing of the file was booked.`);
    const inboxId = await this.keep(tenantId, raw, now);
    const counts = { booked: 0, suspense: 0, duplicate: 0, other_content: 0 };
    for (const payment of file.payments) counts[(await this.book(tenantId, payment, inboxId, now)).kind] += 1;
    await inTenant(this.deps.dataSource, tenantId, (tx) => tx.query(`update inbox set state = 'booked', result = $2 where inbox_id = $1`, [inboxId, JSON.stringify(counts)]));
    if (counts.booked > 0) ringBells(this.bells, tenantId, MONEY_BELLS);
    return { day: file.day, payments: file.payments.length, booked: counts.booked, suspense: counts.suspense, duplicates: counts.duplicate, differing: counts.other_content };
  }

  private book(tenantId: number, payment: TerminalPayment, inboxId: number | null, now: Instant): Promise<PaymentOutcome> {
    const { reference, amountMicroEuro, paidAtMs, transactionId } = payment;
    const stated = { reference, amountMicroEuro, paidAt: instant(paidAtMs), channel: 'terminal', externalId: transactionId, payerName: null, inboxId } as const;
    return bookStatedPayment(this.deps, { tenantId, payment: incomingPaymentOf(stated, this.people), now });
  }

  /** Keeps the raw bytes once; the same file again is the same row. */
  private keep(tenantId: number, raw: Buffer, now: Instant): Promise<number> {
    const hash = createHash('sha256').update(raw).digest();
    return inTenant(this.deps.dataSource, tenantId, async (tx) => {
      await tx.query(
        `insert into inbox (tenant_id, channel, content_hash, raw, state, verdict, received_at) values ($1, 'terminal', $2, $3, 'accepted', 'accepted', $4)
         on conflict (tenant_id, channel, content_hash) do nothing`,
        [tenantId, hash, gzipSync(raw), isoOf(now)],
      );
      const { inbox_id } = await tx.one<{ inbox_id: number }>(`select inbox_id from inbox where tenant_id = $1 and channel = 'terminal' and content_hash = $2`, [tenantId, hash]);
      return inbox_id;
    });
  }
}

function paymentOf(raw: Buffer): TerminalPayment {
  const order = orderSchema.safeParse(parsed(raw));
  if (!order.success) {
    const [issue] = order.error.issues;
    throw invalidField(issue?.path.join('.') ?? '', issue?.message ?? 'cannot be read');
  }
  const { transactionId, terminalId, reference, amountEuro, paidAt } = order.data;
  const amountMicroEuro = microEuroFromDecimal(amountEuro);
  const paidAtMs = instantOf(paidAt);
  if (amountMicroEuro === null || amountMicroEuro <= 0) throw invalidField('amountEuro', 'must be above zero');
  if (paidAtMs === null) throw invalidField('paidAt', 'must be a moment with a time zone, for example 2026-11-23T10:15:00Z');
  return { transactionId, terminalId, reference, amountMicroEuro, paidAtMs };
}

function parsed(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return null;
  }
}
