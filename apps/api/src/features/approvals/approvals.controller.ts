import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { Allow, SUPPLIER_READERS } from '../../http/access.js';
import { Keyed, type KeyedRequest, onceByKey } from '../../http/idempotency.js';
import { conflict } from '../../http/problem.js';
import { Context, type RequestContext, tenantOf } from '../../http/request-context.js';
import { idOfPath } from '../../http/validation.js';
import { writeAudit } from '../audit/index.js';
import { Approval, ApprovalDecision, ApprovalList, ApprovalOrder } from './approvals.dto.js';
import { approvalOf, type ApprovalRow, decideApproval } from './decide-approval.js';

/** What needs two people: one asks with a reason, another one decides. Only people, never keys. */
@ApiTags('approvals')
@Controller('v1/approvals')
export class ApprovalsController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
  ) {}

  @Get()
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'What was asked, the open ones first' })
  @ApiOkResponse({ type: ApprovalList })
  async list(@Context() context: RequestContext): Promise<ApprovalList> {
    const rows = await inTenant(this.dataSource, tenantOf(context), (tx) =>
      tx.query<ApprovalRow>(`select * from approval where tenant_id = $1 order by state = 'asked' desc, asked_at desc limit 200`, [tenantOf(context)]));
    return { items: rows.map(approvalOf) };
  }

  @Post()
  @Allow({ roles: ['supplier_admin', 'operator'] })
  @ApiOperation({ summary: 'Ask a second person to agree' })
  @ApiCreatedResponse({ type: Approval })
  async ask(@Context() context: RequestContext, @Keyed() keyed: KeyedRequest, @Body() order: ApprovalOrder): Promise<Approval> {
    const tenantId = tenantOf(context);
    const nowMs = await this.clock.nowOf(tenantId);
    const answer = await inTenant(this.dataSource, tenantId, (tx) =>
      onceByKey(tx, keyed, async () => {
        const rows = await tx.query<ApprovalRow>(
          `insert into approval (tenant_id, kind, subject, reason, asked_by, asked_by_name, asked_at, state) values ($1, $2, $3, $4, $5, $6, $7, 'asked')
           on conflict do nothing returning *`,
          [tenantId, order.kind, order.subject, order.reason, context.actor, context.actorName, isoOf(nowMs)],
        );
        if (rows[0] === undefined) throw conflict('already_asked', 'This was asked before and waits for a second person.');
        await writeAudit(tx, context, { action: 'approval.asked', subject: `approval:${rows[0].public_id}`, facts: { ...order }, atMs: nowMs });
        return { status: 201, body: approvalOf(rows[0]) };
      }));
    return answer.body;
  }

  @Post(':id/decision')
  @HttpCode(200)
  @Allow({ roles: ['supplier_admin', 'operator'] })
  @ApiOperation({ summary: 'Agree or not, as a second person', description: 'Whoever asked cannot decide. What was asked for happens in the same moment.' })
  @ApiOkResponse({ type: Approval })
  async decide(@Context() context: RequestContext, @Param('id') id: string, @Body() body: ApprovalDecision): Promise<Approval> {
    const tenantId = tenantOf(context);
    const approvalId = idOfPath(id, 'approval');
    const nowMs = await this.clock.nowOf(tenantId);
    return inTenant(this.dataSource, tenantId, (tx) => decideApproval(tx, context, approvalId, body, nowMs));
  }
}
