import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { Allow, HOME_READERS, SUPPLIER_STAFF } from '../../http/access.js';
import { euroOf, microEuroOfField } from '../../http/euro.js';
import { Context, type RequestContext } from '../../http/request-context.js';
import { AccountDoor } from '../accounts/index.js';
import { NoticePreference, NoticePreferenceOrder } from './preferences.dto.js';

/** When the holder of an account wants to be reminded, beside the warnings that everybody gets. */
@ApiTags('notices')
@Controller('v1/notice-preferences')
export class PreferencesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(AccountDoor) private readonly door: AccountDoor,
  ) {}

  @Get(':accountId')
  @Allow({ roles: HOME_READERS, scope: 'read' })
  @ApiOperation({ summary: 'The own reminder of an account' })
  @ApiOkResponse({ type: NoticePreference })
  async read(@Context() context: RequestContext, @Param('accountId') publicId: string): Promise<NoticePreference> {
    const { tenantId, accountId } = await this.door.locate(context, publicId);
    return inTenant(this.dataSource, tenantId, (tx) => preferenceOf(tx, accountId));
  }

  @Put(':accountId')
  @Allow({ roles: [...SUPPLIER_STAFF, 'case_worker'], scope: 'notices' })
  @ApiOperation({ summary: 'Set the own reminder of an account', description: 'Looked at each morning; once per shortage. Null switches a threshold off.' })
  @ApiOkResponse({ type: NoticePreference })
  async set(@Context() context: RequestContext, @Param('accountId') publicId: string, @Body() order: NoticePreferenceOrder): Promise<NoticePreference> {
    const { tenantId, accountId } = await this.door.locate(context, publicId);
    const below = order.warnBelowEuro == null ? null : microEuroOfField('warnBelowEuro', order.warnBelowEuro);
    return inTenant(this.dataSource, tenantId, async (tx) => {
      await tx.query(
        `insert into notice_preference (account_id, tenant_id, warn_days_left, warn_below_micro_euro) values ($1, $2, $3, $4)
         on conflict (account_id) do update set warn_days_left = excluded.warn_days_left, warn_below_micro_euro = excluded.warn_below_micro_euro, is_reminded = false`,
        [accountId, tenantId, order.warnDaysLeft ?? null, below]);
      return preferenceOf(tx, accountId);
    });
  }
}

async function preferenceOf(tx: TenantTransaction, accountId: number): Promise<NoticePreference> {
  const [row] = await tx.query<{ warn_days_left: number | null; warn_below_micro_euro: number | null }>(
    'select warn_days_left, warn_below_micro_euro from notice_preference where account_id = $1', [accountId]);
  const below = row?.warn_below_micro_euro ?? null;
  return { warnDaysLeft: row?.warn_days_left ?? null, warnBelowEuro: below === null ? null : euroOf(below) };
}
