import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { Allow, SUPPLIER_READERS } from '../../http/access.js';
import { Context, tenantOf, type RequestContext } from '../../http/request-context.js';
import { listNotices, type NoticePage } from './list-notices.js';
import { NoticeList, NoticeListQuery } from './notices.dto.js';

/** Messages to customers: what was sent, over which channel, and whether it arrived. */
@ApiTags('notices')
@Controller('v1/notices')
export class NoticesController {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  @Get()
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'Messages to customers, newest first', description: 'state=failed is the work list of people who must be reached in another way.' })
  @ApiOkResponse({ type: NoticeList })
  async list(@Context() context: RequestContext, @Query() query: NoticeListQuery): Promise<NoticePage> {
    return inTenant(this.dataSource, tenantOf(context), (tx) =>
      listNotices(tx, { state: query.state ?? null, accountId: query.accountId ?? null, cursor: query.cursor ?? null, limit: query.limit }),
    );
  }
}
