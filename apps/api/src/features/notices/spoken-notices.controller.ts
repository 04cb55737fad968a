import { Controller, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { Allow } from '../../http/access.js';
import { Choice, Text } from '../../http/fields.js';
import { notFound } from '../../http/problem.js';
import { isUuid } from '../../http/validation.js';
import { markDelivered } from './notice-rows.js';
import { EndpointDirectory } from './record-receipt.js';
import { LANGUAGES, type Language } from './wording/index.js';

/** What a call that we placed has to say. */
export class SpokenNotice {
  @Choice(LANGUAGES) language: Language;
  @Text() text: string;
}

interface CalledRow {
  readonly account_id: number;
  readonly provider_id: string | null;
  readonly language: Language;
  readonly text: string;
}

/** The phone line asks for the words of a call that we placed, and says when somebody has heard them. */
@ApiTags('phone')
@ApiBearerAuth('bearer')
@Allow({ roles: [], phoneKey: true })
@Controller('v1/phone/outgoing-calls/:endpointId/:noticeId')
export class SpokenNoticesController {
  readonly #endpoints: EndpointDirectory;

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
  ) {
    this.#endpoints = new EndpointDirectory(dataSource);
  }

  @Get()
  @ApiOperation({ summary: 'The words of a call that is under way' })
  @ApiOkResponse({ type: SpokenNotice })
  @ApiNotFoundResponse({ description: 'Nobody is being called for this' })
  async read(@Param('endpointId') endpointId: string, @Param('noticeId') noticeId: string): Promise<SpokenNotice> {
    const { row: { language, text } } = await this.calledFor(endpointId, noticeId);
    return { language, text };
  }

  @Put('heard')
  @HttpCode(204)
  @ApiOperation({ summary: 'Somebody has heard the words and pressed the key', description: 'Only this makes a call a delivered message. A repeated one has no effect.' })
  @ApiNoContentResponse()
  @ApiNotFoundResponse({ description: 'Nobody is being called for this' })
  async heard(@Param('endpointId') endpointId: string, @Param('noticeId') noticeId: string): Promise<void> {
    const { tenantId, row } = await this.calledFor(endpointId, noticeId);
    const now = await this.clock.nowOf(tenantId);
    await inTenant(this.dataSource, tenantId, (tx) =>
      markDelivered(tx, { accountId: row.account_id, noticeId }, { channel: 'call', providerId: row.provider_id, why: 'key_pressed' }, now));
  }

  private async calledFor(endpointId: string, noticeId: string): Promise<{ tenantId: number; row: CalledRow }> {
    const tenantId = isUuid(endpointId) && isUuid(noticeId) ? await this.#endpoints.tenantOf(endpointId) : null;
    if (tenantId === null) throw notFound('call');
    const [row] = await inTenant(this.dataSource, tenantId, (tx) =>
      tx.query<CalledRow>(
        `select account_id, provider_id, language, text from notice
         where notice_id = $1 and channel = 'call' and state in ('sending', 'sent', 'delivered') and text is not null`,
        [noticeId],
      ));
    if (row === undefined) throw notFound('call');
    return { tenantId, row };
  }
}
