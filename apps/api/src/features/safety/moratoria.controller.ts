import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { BellRinger } from '../../adapters/queue/bells.js';
import { MONEY_BELLS, ringBells } from '../../adapters/queue/ring-bells.js';
import { Allow, SUPPLIER_READERS, SUPPLIER_STAFF } from '../../http/access.js';
import { dayOfField, rangeOf } from '../../http/day-fields.js';
import { Keyed, type KeyedRequest, onceByKey } from '../../http/idempotency.js';
import { Context, type RequestContext, tenantOf } from '../../http/request-context.js';
import { writeAudit } from '../audit/index.js';
import { Moratorium, MoratoriumList, MoratoriumOrder, OutageOrder } from './safety.dto.js';

/** Days and places where no home loses supply, whatever its balance. */
@ApiTags('safety')
@Controller('v1')
export class MoratoriaController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(BellRinger) private readonly bells: BellRinger,
  ) {}

  @Get('moratoria')
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'Moratoria, the latest first' })
  @ApiOkResponse({ type: MoratoriumList })
  list(@Context() context: RequestContext): Promise<MoratoriumList> {
    return inTenant(this.dataSource, tenantOf(context), async (tx) => ({ items: await moratoriaOf(tx) }));
  }

  @Post('moratoria')
  @Allow({ roles: ['supplier_admin', 'operator'] })
  @ApiOperation({ summary: 'Decide that no home loses supply in these days', description: 'Homes that have less get their supply back. A moratorium ends by its date and is never taken back.' })
  @ApiCreatedResponse({ type: Moratorium })
  async decide(@Context() context: RequestContext, @Keyed() keyed: KeyedRequest, @Body() order: MoratoriumOrder): Promise<Moratorium> {
    const tenantId = tenantOf(context);
    const period = rangeOf(dayOfField('from', order.from), dayOfField('until', order.until));
    const nowMs = await this.clock.nowOf(tenantId);
    const answer = await inTenant(this.dataSource, tenantId, (tx) =>
      onceByKey(tx, keyed, async () => {
        const { public_id } = await tx.one<{ public_id: string }>(
          'insert into moratorium (tenant_id, utility, period, reason, author, recorded_at) values ($1, $2, $3, $4, $5, $6) returning public_id',
          [tenantId, order.utility ?? null, period, order.reason, context.actorName, isoOf(nowMs)],
        );
        await tx.query(`insert into due (tenant_id, due_at, kind) values ($1, $2, 'morning') on conflict do nothing`, [tenantId, isoOf(nowMs)]);
        await writeAudit(tx, context, { action: 'moratorium.decided', subject: `moratorium:${public_id}`, facts: { ...order }, atMs: nowMs });
        return { status: 201, body: { id: public_id, utility: order.utility ?? null, from: order.from, until: order.until, reason: order.reason, by: context.actorName } };
      }));
    ringBells(this.bells, tenantId, MONEY_BELLS);
    return answer.body;
  }

  @Post('safety/outages')
  @HttpCode(204)
  @Allow({ roles: SUPPLIER_STAFF, scope: 'supply' })
  @ApiOperation({ summary: 'The grid is out in a postcode, or is back', description: 'Meanwhile nothing is switched off there, and a home without supply is not paid but dark.' })
  @ApiNoContentResponse()
  async outage(@Context() context: RequestContext, @Body() order: OutageOrder): Promise<void> {
    const tenantId = tenantOf(context);
    const nowMs = await this.clock.nowOf(tenantId);
    await inTenant(this.dataSource, tenantId, async (tx) => {
      await (order.state === 'out' ? begin(tx, order, nowMs) : end(tx, order, nowMs));
      const action = order.state === 'out' ? 'outage.reported' : 'outage.ended';
      await writeAudit(tx, context, { action, subject: `postcode:${order.postcode}`, facts: { reason: order.reason }, atMs: nowMs });
    });
  }
}

async function moratoriaOf(tx: TenantTransaction): Promise<Moratorium[]> {
  const rows = await tx.query<{ public_id: string; utility: string | null; from: string; until: string; reason: string; author: string }>(
    'select public_id, utility, lower(period) as "from", upper(period) - 1 as until, reason, author from moratorium where tenant_id = $1 order by upper(period) desc limit 200',
    [tx.tenantId],
  );
  return rows.map((row) => ({ id: row.public_id, utility: row.utility, from: row.from, until: row.until, reason: row.reason, by: row.author }));
}

async function begin(tx: TenantTransaction, { postcode, reason }: OutageOrder, nowMs: number): Promise<void> {
  await tx.query(`insert into area_outage (tenant_id, postcode, began_at, source, reason) values ($1, $2, $3, 'operator', $4) on conflict do nothing`, [tx.tenantId, postcode, isoOf(nowMs), reason]);
}

async function end(tx: TenantTransaction, { postcode }: OutageOrder, nowMs: number): Promise<void> {
  await tx.query('update area_outage set ended_at = $3 where tenant_id = $1 and postcode = $2 and ended_at is null', [tx.tenantId, postcode, isoOf(nowMs)]);
}
