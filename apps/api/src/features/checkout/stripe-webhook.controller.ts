import { Controller, Headers, HttpCode, Inject, Logger, Param, Post } from '@nestjs/common';
import { ApiBadRequestResponse, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { wallNowMs } from '../../adapters/clock/wall-clock.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { BellRinger } from '../../adapters/queue/bells.js';
import { ringBells } from '../../adapters/queue/ring-bells.js';
import { isFromStripe, readStripeEvent } from '../../adapters/stripe/index.js';
import type { Env } from '../../env.schema.js';
import { OpenToAll } from '../../http/access.js';
import { HttpProblem } from '../../http/problem.js';
import { RawBody } from '../../http/request-context.js';
import { isUuid } from '../../http/validation.js';
import { ENV } from '../../platform.module.js';
import { EndpointDirectory } from '../notices/index.js';
import { readCardTenant } from './card-account.js';
import type { ProviderEvent } from './ports.js';
import { storeEvent } from './provider-inbox.js';

/** Events of the card provider: checked on their exact bytes, stored once, answered, and worked afterwards. */
@ApiTags('webhooks')
@OpenToAll()
@Controller('webhooks/stripe')
export class StripeWebhookController {
  readonly #security = new Logger('security');
  readonly #endpoints: EndpointDirectory;
  readonly #secrets: readonly string[];

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(BellRinger) private readonly bells: BellRinger,
    @Inject(ENV) env: Env,
  ) {
    this.#endpoints = new EndpointDirectory(dataSource);
    this.#secrets = env.STRIPE_WEBHOOK_SECRETS.split(',').map((secret) => secret.trim()).filter((secret) => secret !== '');
  }

  @Post(':endpointId')
  @HttpCode(200)
  @ApiOperation({ summary: 'Event of Stripe', description: 'Signed with Stripe-Signature over the raw body. The same event again is the same event.', security: [] })
  @ApiBody({ schema: { type: 'object', additionalProperties: true } })
  @ApiOkResponse({ description: 'Stored, or stored before' })
  @ApiBadRequestResponse({ description: 'The signature does not fit: nothing was stored' })
  async receive(@Param('endpointId') endpointId: string, @RawBody() raw: Buffer, @Headers('stripe-signature') signature?: string): Promise<{ received: true }> {
    if (!isFromStripe(raw, signature, this.#secrets, wallNowMs())) throw this.refusal(endpointId, 'the signature does not fit');
    const event = readStripeEvent(raw);
    if (event === null) throw this.refusal(endpointId, 'a signed body that is no event');
    await this.store(endpointId, event);
    return { received: true };
  }

  /** An event of another account than the endpoint's is answered and kept by nobody: one supplier's money never moves another's. */
  private async store(endpointId: string, event: ProviderEvent): Promise<void> {
    const tenantId = isUuid(endpointId) ? await this.#endpoints.tenantOf(endpointId) : null;
    if (tenantId === null) return this.tell(endpointId, 'an event for an endpoint that nobody has');
    const isNew = await inTenant(this.dataSource, tenantId, async (tx) => {
      const { cardAccount } = await readCardTenant(tx);
      if (event.cardAccount !== null && event.cardAccount !== cardAccount) return null;
      return storeEvent(tx, event, 'webhook', wallNowMs());
    });
    if (isNew === null) this.tell(endpointId, 'an event of another account');
    if (isNew === true) ringBells(this.bells, tenantId, ['card_payments']);
  }

  private refusal(endpointId: string, why: string): HttpProblem {
    this.tell(endpointId, why);
    return new HttpProblem(400, 'signature_invalid', 'Not accepted', 'The signature does not fit these bytes, or is older than five minutes. Nothing was stored.');
  }

  /** Says what was refused, but nothing of its content: whoever sent it may have written anything. */
  private tell(endpointId: string, why: string): void {
    this.#security.warn(`stripe webhook ${isUuid(endpointId) ? endpointId : 'without a proper endpoint'}: ${why}`);
  }
}
