import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { Allow, HOME_READERS, SUPPLIER_STAFF } from '../../http/access.js';
import { Keyed, type KeyedRequest } from '../../http/idempotency.js';
import { PAGE_SIZE } from '../../http/page-query.js';
import { Context, type RequestContext } from '../../http/request-context.js';
import { AccountDoor } from '../accounts/index.js';
import { GiveGrant } from './give-grant.js';
import { GrantAnswer, GrantList, GrantListQuery, GrantOrder } from './grants.dto.js';
import { listGrants } from './list-grants.js';

/** Credit that is given, not paid by the customer. */
@ApiTags('grants')
@Controller('v1/grants')
export class GrantsController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(AccountDoor) private readonly door: AccountDoor,
    @Inject(GiveGrant) private readonly grants: GiveGrant,
  ) {}

  @Post()
  @Allow({ roles: [...SUPPLIER_STAFF, 'case_worker'] })
  @ApiOperation({ summary: 'Give a support credit', description: 'It goes to the balance whole, repays no debt, and brings supply back. The reason is kept with it.' })
  @ApiCreatedResponse({ type: GrantAnswer })
  give(@Context() context: RequestContext, @Body() order: GrantOrder, @Keyed() request: KeyedRequest): Promise<GrantAnswer> {
    return this.grants.give(context, order, request);
  }

  @Get()
  @Allow({ roles: HOME_READERS, scope: 'read' })
  @ApiOperation({ summary: 'Grants of an account, the newest first' })
  @ApiOkResponse({ type: GrantList })
  async list(@Context() context: RequestContext, @Query() query: GrantListQuery): Promise<GrantList> {
    const { tenantId, accountId, publicId } = await this.door.locate(context, query.accountId);
    return inTenant(this.dataSource, tenantId, (tx) => listGrants(tx, { accountId, publicId, cursor: query.cursor ?? null, limit: query.limit ?? PAGE_SIZE }));
  }
}
