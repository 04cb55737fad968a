import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { Allow, SUPPLIER_READERS, SUPPLIER_STAFF } from '../../http/access.js';
import { notFound } from '../../http/problem.js';
import { Context, type RequestContext, tenantOf } from '../../http/request-context.js';
import { idOfPath } from '../../http/validation.js';
import { writeAudit } from '../audit/index.js';
import { FieldTaskList, FieldTaskNote } from './safety.dto.js';

/** Homes that a person has to go and look at: paid but dark first. */
@ApiTags('safety')
@Controller('v1/field-tasks')
export class FieldTasksController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
  ) {}

  @Get()
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'Open tasks of the field, paid but dark first' })
  @ApiOkResponse({ type: FieldTaskList })
  async list(@Context() context: RequestContext): Promise<FieldTaskList> {
    const rows = await inTenant(this.dataSource, tenantOf(context), (tx) =>
      tx.query<{ public_id: string; account: string; kind: string; facts: unknown; opened_at: number }>(
        `select f.public_id, a.public_id as account, f.kind, f.facts, f.opened_at from field_task f join account a using (account_id)
         where f.tenant_id = $1 and f.done_at is null order by f.kind = 'paid_but_dark' desc, f.opened_at limit 200`,
        [tenantOf(context)],
      ));
    return { items: rows.map((row) => ({ id: row.public_id, accountId: row.account, kind: row.kind, facts: row.facts, openedAt: isoOf(row.opened_at) })) };
  }

  @Post(':id/done')
  @HttpCode(204)
  @Allow({ roles: SUPPLIER_STAFF })
  @ApiOperation({ summary: 'Say what was found and done' })
  @ApiNoContentResponse()
  async done(@Context() context: RequestContext, @Param('id') id: string, @Body() body: FieldTaskNote): Promise<void> {
    const tenantId = tenantOf(context);
    const taskId = idOfPath(id, 'task');
    const nowMs = await this.clock.nowOf(tenantId);
    await inTenant(this.dataSource, tenantId, async (tx) => {
      const done = await tx.query('update field_task set done_at = $3, done_by = $4, note = $5 where tenant_id = $1 and public_id = $2 and done_at is null returning 1', [
        tenantId, taskId, isoOf(nowMs), context.actorName, body.note,
      ]);
      if (done.length === 0) throw notFound('task');
      await writeAudit(tx, context, { action: 'field_task.done', subject: `field_task:${taskId}`, atMs: nowMs });
    });
  }
}
