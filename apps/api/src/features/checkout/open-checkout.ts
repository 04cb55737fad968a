import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { microEuro, MICRO_EURO_PER_CENT, type MicroEuro } from '@tegoed/prepayment-engine';
import { DataSource } from 'typeorm';
import { isoOf, wallNowMs } from '../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import type { Env } from '../../env.schema.js';
import { euroOf, microEuroOfField } from '../../http/euro.js';
import { type KeyedRequest, onceByKey } from '../../http/idempotency.js';
import { conflict, HttpProblem, invalidField, notFound } from '../../http/problem.js';
import type { Language } from '../../http/request-context.js';
import { isUuid } from '../../http/validation.js';
import { ENV } from '../../platform.module.js';
import { printedReference } from '../contracts/index.js';
import { readCardTenant } from './card-account.js';
import { CARD_PROVIDER } from './card-provider.js';
import type { CheckoutSession } from './checkout.dto.js';
import { keepProviderSession, readCheckout, storeCheckout, type StoredCheckout } from './checkout-store.js';
import type { CardProvider } from './ports.js';

/** Below this the cost of a card payment is out of proportion; above it, a typing mistake is likelier than a wish. */
const LEAST = microEuro(1_000_000);
const MOST = microEuro(500_000_000);

/** For whom is paid, and who does it. */
export interface Payer {
  readonly tenantId: number;
  readonly accountId: number;
  readonly kind: 'customer' | 'payment_link' | 'supplier';
  /** The amount that a link fixes. */
  readonly fixedAmountMicroEuro: MicroEuro | null;
  /** Where a payer who stops goes back to, below the address of the portal. */
  readonly backPath: string;
}

/** Begins payments by card and tells how they stand. */
@Injectable()
export class OpenCheckout {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(ENV) private readonly env: Env,
    @Inject(CARD_PROVIDER) private readonly provider: CardProvider,
  ) {}

  /** Opens a checkout once per request key. Throws a 422 about the amount, a 409 when the supplier takes no cards, a 503 when the provider is silent. */
  async open(payer: Payer, asked: { readonly amountEuro: string; readonly language: Language }, request: KeyedRequest): Promise<CheckoutSession> {
    const amountMicroEuro = amountOf(payer, asked.amountEuro);
    const now = await this.clock.nowOf(payer.tenantId);
    const { body } = await inTenant(this.dataSource, payer.tenantId, (tx) =>
      onceByKey(tx, request, async () => {
        const checkoutId = randomUUID();
        await storeCheckout(tx, { checkoutId, accountId: payer.accountId, amountMicroEuro, openedBy: payer.kind, nowMs: now }, wallNowMs());
        return { status: 201, body: { checkoutId } };
      }));
    // The provider is asked with no transaction held. Asked again, it gives the same checkout for the same id.
    const checkout = await this.stored(payer.tenantId, body.checkoutId);
    if (checkout.providerUrl === null) await this.askProvider(payer, checkout, asked.language);
    return sessionAnswer(await this.stored(payer.tenantId, body.checkoutId));
  }

  /** How a checkout stands, for whoever has its id. Throws a 404 for an unknown one. */
  async read(checkoutId: string): Promise<CheckoutSession> {
    const [{ tenant }] = isUuid(checkoutId)
      ? await this.dataSource.query<[{ tenant: number | null }]>('select tenant_of_checkout($1) as tenant', [checkoutId])
      : [{ tenant: null }];
    if (tenant === null) throw notFound('checkout');
    return sessionAnswer(await this.stored(tenant, checkoutId));
  }

  private async stored(tenantId: number, checkoutId: string): Promise<StoredCheckout> {
    const checkout = await inTenant(this.dataSource, tenantId, (tx) => readCheckout(tx, checkoutId));
    if (checkout === null) throw notFound('checkout');
    return checkout;
  }

  private async askProvider(payer: Payer, checkout: StoredCheckout, language: Language): Promise<void> {
    const tenant = await inTenant(this.dataSource, payer.tenantId, (tx: TenantTransaction) => readCardTenant(tx));
    if (tenant.cardAccount === null) throw conflict('card_payments_closed', 'This supplier takes no payments by card yet. Pay by transfer, at a shop or at the counter.');
    const portal = this.env.PORTAL_URL.replace(/\/$/, '');
    const opening = await this.provider.openCheckout({
      checkoutId: checkout.checkoutId, cardAccount: tenant.cardAccount, amountCents: checkout.amountMicroEuro / MICRO_EURO_PER_CENT, language,
      reference: checkout.reference, tenantId: tenant.publicId, successUrl: `${portal}/paid/${checkout.checkoutId}`, cancelUrl: `${portal}${payer.backPath}`,
    });
    if (opening.kind !== 'opened') {
      throw new HttpProblem(503, 'card_provider_silent', 'Payment by card does not work now', 'The card provider does not answer. Nothing was paid. Try again in a minute, or pay by transfer or at a shop.');
    }
    await inTenant(this.dataSource, payer.tenantId, (tx) => keepProviderSession(tx, checkout.checkoutId, opening.sessionId, opening.url));
  }
}

function amountOf({ fixedAmountMicroEuro }: Payer, text: string): MicroEuro {
  const amount = microEuroOfField('amountEuro', text);
  if (fixedAmountMicroEuro !== null && amount !== fixedAmountMicroEuro) throw invalidField('amountEuro', 'must be the amount of the payment link');
  if (amount < LEAST || amount > MOST) throw invalidField('amountEuro', 'must be between 1.00 and 500.00');
  return amount;
}

function sessionAnswer(checkout: StoredCheckout): CheckoutSession {
  const { state } = checkout;
  return {
    id: checkout.checkoutId,
    state,
    reference: printedReference(checkout.reference),
    amountEuro: euroOf(checkout.amountMicroEuro),
    url: state === 'open' ? checkout.providerUrl : null,
    openedAt: isoOf(checkout.openedAtMs),
    paidAt: state === 'paid' && checkout.settledAtMs !== null ? isoOf(checkout.settledAtMs) : null,
  };
}
