import { Controller, Headers, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiConsumes, ApiForbiddenResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { formFields, isFromTwilio } from '../../adapters/twilio/index.js';
import type { Env } from '../../env.schema.js';
import { OpenToAll } from '../../http/access.js';
import { forbidden } from '../../http/problem.js';
import type { KnownRequest } from '../../http/request-context.js';
import { isUuid } from '../../http/validation.js';
import { ENV } from '../../platform.module.js';
import { EndpointDirectory, recordReceipt, type Receipt } from './record-receipt.js';

/** Receipts of SMS and calls. Each proves itself by its signature; a repeated one has no effect, so no key is asked for. */
@ApiTags('webhooks')
@OpenToAll()
@Controller('webhooks/twilio')
export class TwilioWebhookController {
  readonly #endpoints: EndpointDirectory;

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(ENV) private readonly env: Env,
  ) {
    this.#endpoints = new EndpointDirectory(dataSource);
  }

  @Post(':endpointId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Status callback of Twilio', description: 'Signed with X-Twilio-Signature over the public address and the fields.' })
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiNoContentResponse({ description: 'Taken, or of no concern to us' })
  @ApiForbiddenResponse({ description: 'The signature does not fit' })
  async receive(@Req() request: KnownRequest, @Param('endpointId') endpointId: string, @Headers('x-twilio-signature') signature?: string): Promise<void> {
    const fields = formFields(request.rawBody ?? Buffer.alloc(0));
    // The address as Twilio was given it: what a proxy in between made of it does not count.
    const publicUrl = `${this.env.API_URL.replace(/\/$/, '')}${request.originalUrl}`;
    if (!isFromTwilio(this.env.TWILIO_AUTH_TOKEN, signature, publicUrl, fields)) throw forbidden('The signature does not fit this address and these fields.');
    const receipt = receiptOf(endpointId, request.query['notice'], fields);
    const tenantId = receipt === null ? null : await this.#endpoints.tenantOf(endpointId);
    if (receipt !== null && tenantId !== null) await recordReceipt(this.dataSource, this.clock, tenantId, receipt);
  }
}

function receiptOf(endpointId: string, noticeId: unknown, fields: Record<string, string | string[]>): Receipt | null {
  // A message and a call report alike.
  const providerId = fields['MessageSid'] ?? fields['CallSid'];
  const status = fields['MessageStatus'] ?? fields['CallStatus'];
  const errorCode = fields['ErrorCode'];
  if (typeof providerId !== 'string' || typeof status !== 'string' || !isUuid(endpointId)) return null;
  return {
    endpointId,
    noticeId: typeof noticeId === 'string' && isUuid(noticeId) ? noticeId : null,
    providerId,
    status,
    errorCode: typeof errorCode === 'string' ? errorCode : null,
  };
}
