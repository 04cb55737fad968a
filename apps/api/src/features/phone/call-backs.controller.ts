import { Controller, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { PersonalData } from '../../adapters/crypto/index.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { Allow, SUPPLIER_STAFF } from '../../http/access.js';
import { notFound } from '../../http/problem.js';
import { Context, tenantOf, type Language, type RequestContext } from '../../http/request-context.js';
import { idOfPath } from '../../http/validation.js';
import { writeAudit } from '../audit/index.js';
import { CallBackList } from './phone-answer.js';

const LONGEST_LIST = 200;

interface CallBackRow {
  readonly call_back_id: string;
  readonly name: Buffer;
  readonly number: Buffer;
  readonly language: Language;
  readonly asked_at: number;
  readonly done_at: number | null;
}

/** Customers who wait for a person to call, the longest waiting first. */
@ApiTags('phone')
@ApiBearerAuth('bearer')
@Allow({ roles: SUPPLIER_STAFF })
@Controller('v1/call-backs')
export class CallBacksController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(PersonalData) private readonly personalData: PersonalData,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Customers who asked to be called back and were not yet' })
  @ApiOkResponse({ type: CallBackList })
  async list(@Context() context: RequestContext): Promise<CallBackList> {
    const nowMs = await this.clock.nowOf(tenantOf(context));
    const rows = await inTenant(this.dataSource, tenantOf(context), async (tx) => {
      await writeAudit(tx, context, { action: 'call_back.read', subject: 'call_back:open', atMs: nowMs });
      return tx.query<CallBackRow>(
        `select b.call_back_id, p.name, b.number, p.language, b.asked_at, b.done_at from call_back b join person p using (person_id)
         where b.tenant_id = $1 and b.done_at is null order by b.asked_at limit $2`, [tx.tenantId, LONGEST_LIST]);
    });
    return {
      items: rows.map((row) => ({
        id: row.call_back_id, customerName: this.personalData.open('person.name', row.name), number: this.personalData.open('call_back.number', row.number),
        language: row.language, askedAt: isoOf(row.asked_at), doneAt: row.done_at === null ? null : isoOf(row.done_at),
      })),
    };
  }

  @Put(':id/done')
  @HttpCode(204)
  @ApiOperation({ summary: 'A person has called back' })
  @ApiNoContentResponse()
  async done(@Context() context: RequestContext, @Param('id') id: string): Promise<void> {
    const tenantId = tenantOf(context);
    const nowMs = await this.clock.nowOf(tenantId);
    await inTenant(this.dataSource, tenantId, async (tx) => {
      const rows = await tx.query(
        `update call_back set done_at = coalesce(done_at, $3), done_by = coalesce(done_by, $4) where tenant_id = $1 and call_back_id = $2 returning 1`,
        [tenantId, idOfPath(id, 'call-back'), isoOf(nowMs), context.actorName]);
      if (rows.length === 0) throw notFound('call-back');
      await writeAudit(tx, context, { action: 'call_back.done', subject: `call_back:${id}`, atMs: nowMs });
    });
  }
}
