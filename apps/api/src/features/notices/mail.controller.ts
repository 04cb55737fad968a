import { Controller, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiConsumes, ApiNoContentResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { instant } from '@tegoed/prepayment-engine';
import { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { readDeliveryReport } from '../../adapters/mail/index.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { Allow, OpenToAll } from '../../http/access.js';
import { Context, RawBody, tenantOf, type RequestContext } from '../../http/request-context.js';
import { isUuid } from '../../http/validation.js';
import { bounceMail } from './bounce-mail.js';
import { EndpointDirectory } from './record-receipt.js';

/** What comes back about a mail: that it could not be delivered, and that a person wants no more of its kind. */
@ApiTags('notices')
@Controller()
export class MailController {
  readonly #endpoints: EndpointDirectory;

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
  ) {
    this.#endpoints = new EndpointDirectory(dataSource);
  }

  @Post('v1/mail-bounces')
  @HttpCode(204)
  @Allow({ roles: [], scope: 'notices' })
  @ApiOperation({
    summary: 'Hand in a report about a mail',
    description: 'The mail as it came to the return path (RFC 3464). A permanent failure makes the next channel due; anything else, and the same report twice, has no effect.',
  })
  @ApiConsumes('message/rfc822')
  @ApiNoContentResponse({ description: 'Taken, or of no concern to us' })
  async bounce(@Context() context: RequestContext, @RawBody() raw: Buffer): Promise<void> {
    const tenantId = tenantOf(context);
    const report = await readDeliveryReport(raw);
    if (report.kind !== 'failed') return;
    const now = instant(await this.clock.nowOf(tenantId));
    await inTenant(this.dataSource, tenantId, (tx) => bounceMail(tx, report.messageKey, report.why, now));
  }

  @Post('webhooks/mail/:endpointId/unsubscribe')
  @HttpCode(204)
  @OpenToAll()
  @ApiOperation({ summary: 'One click in a mail program', description: 'RFC 8058. Stops messages that can be refused, never warnings. Opening the address does nothing.' })
  @ApiQuery({ name: 'notice', required: true })
  @ApiNoContentResponse({ description: 'Done, or not known' })
  async unsubscribe(@Param('endpointId') endpointId: string, @Query('notice') noticeId: string): Promise<void> {
    if (!isUuid(endpointId) || !isUuid(noticeId)) return;
    const tenantId = await this.#endpoints.tenantOf(endpointId);
    if (tenantId === null) return;
    const now = await this.clock.nowOf(tenantId);
    await inTenant(this.dataSource, tenantId, (tx) => tx.query(
      `insert into contact_preference (tenant_id, person_id, optional_messages, changed_at)
       select $1, c.person_id, false, $3 from notice n join contract c using (account_id) where n.notice_id = $2
       on conflict (tenant_id, person_id) do update set optional_messages = false, changed_at = excluded.changed_at`,
      [tenantId, noticeId, isoOf(now)]));
  }
}
