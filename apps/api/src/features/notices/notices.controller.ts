import { Controller, Get, Inject, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { Allow, SUPPLIER_READERS } from '../../http/access.js';
import { notFound } from '../../http/problem.js';
import { Context, tenantOf, type RequestContext } from '../../http/request-context.js';
import { listNotices, type NoticePage } from './list-notices.js';
import { NoticeList, NoticeListQuery, NoticeProof } from './notices.dto.js';
import { readProof } from './read-proof.js';

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

  @Get(':id/proof')
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'The proof of a message', description: 'Every attempt on every channel with its receipt; rows that are never changed.' })
  @ApiOkResponse({ type: NoticeProof })
  @ApiNotFoundResponse({ description: 'No such message' })
  async proof(@Context() context: RequestContext, @Param('id', ParseUUIDPipe) id: string): Promise<NoticeProof> {
    const items = await inTenant(this.dataSource, tenantOf(context), (tx) => readProof(tx, id));
    if (items === null) throw notFound('message');
    return { items };
  }
}
