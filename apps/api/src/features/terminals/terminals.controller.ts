import { Controller, Headers, HttpCode, Inject, Logger, Param, Post } from '@nestjs/common';
import { ApiBadRequestResponse, ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { wallNowMs } from '../../adapters/clock/wall-clock.js';
import { isFromAcquirer } from '../../adapters/terminals/index.js';
import type { Env } from '../../env.schema.js';
import { OpenToAll } from '../../http/access.js';
import { HttpProblem, notFound } from '../../http/problem.js';
import { RawBody } from '../../http/request-context.js';
import { isUuid } from '../../http/validation.js';
import { ENV } from '../../platform.module.js';
import { EndpointDirectory } from '../notices/index.js';
import { TakeTerminalPayments } from './take-terminal-payments.js';
import { TerminalAnswer, TerminalBatchAnswer } from './terminals.dto.js';

/** Payments at terminals in shops, told by their acquirer. Each message proves itself by its signature over the raw body. */
@ApiTags('webhooks')
@OpenToAll()
@Controller('webhooks/terminals')
export class TerminalsController {
  readonly #security = new Logger('security');
  readonly #endpoints: EndpointDirectory;
  readonly #secrets: readonly string[];

  constructor(
    @Inject(DataSource) dataSource: DataSource,
    @Inject(ENV) env: Env,
    @Inject(TakeTerminalPayments) private readonly payments: TakeTerminalPayments,
  ) {
    this.#endpoints = new EndpointDirectory(dataSource);
    this.#secrets = env.TERMINAL_SECRETS.split(',').map((secret) => secret.trim()).filter((secret) => secret !== '');
  }

  @Post(':endpointId')
  @HttpCode(200)
  @ApiOperation({ summary: 'A payment at a terminal', description: 'By the 13 digits that stand on the meter. The same transaction again gives the same receipt.', security: [] })
  @ApiBody({ schema: { type: 'object', additionalProperties: true } })
  @ApiOkResponse({ type: TerminalAnswer })
  @ApiBadRequestResponse({ description: 'The signature does not fit: nothing was stored' })
  async take(@Param('endpointId') endpointId: string, @RawBody() raw: Buffer, @Headers('terminal-signature') signature?: string): Promise<TerminalAnswer> {
    return this.payments.takeOne(await this.tenantOf(endpointId, raw, signature), raw);
  }

  @Post(':endpointId/batches')
  @HttpCode(200)
  @ApiOperation({ summary: 'Daily file of offline payments', description: 'Judged whole before anything is booked; each payment is booked at its own date.', security: [] })
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' } })
  @ApiOkResponse({ type: TerminalBatchAnswer })
  @ApiBadRequestResponse({ description: 'The signature does not fit: nothing was stored' })
  async takeBatch(@Param('endpointId') endpointId: string, @RawBody() raw: Buffer, @Headers('terminal-signature') signature?: string): Promise<TerminalBatchAnswer> {
    return this.payments.takeBatch(await this.tenantOf(endpointId, raw, signature), raw);
  }

  private async tenantOf(endpointId: string, raw: Buffer, signature: string | undefined): Promise<number> {
    if (!isFromAcquirer(raw, signature, this.#secrets, wallNowMs())) {
      this.#security.warn(`terminal message for ${isUuid(endpointId) ? endpointId : 'no proper endpoint'}: the signature does not fit`);
      throw new HttpProblem(400, 'signature_invalid', 'Not accepted', 'The signature does not fit these bytes, or is older than five minutes. Nothing was stored.');
    }
    const tenantId = isUuid(endpointId) ? await this.#endpoints.tenantOf(endpointId) : null;
    if (tenantId === null) throw notFound('endpoint');
    return tenantId;
  }
}
