import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Instant, instant } from '@tegoed/prepayment-engine';
import { DataSource } from 'typeorm';
import { instantOf, isoOf } from '../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { Allow, SUPPLIER_READERS, SUPPLIER_STAFF } from '../../http/access.js';
import { conflict, invalidField } from '../../http/problem.js';
import { Context, type RequestContext, tenantOf } from '../../http/request-context.js';
import { writeAudit, type AuditAction } from '../audit/index.js';
import { readSafety } from './read-safety.js';
import { renewLease } from './renew-lease.js';
import { RestoreHomes } from './restore-homes.js';
import { RestoreAnswer, RestoreOrder, Safety, SafetyReason, SIGNAL_VALUES, SignalOrder } from './safety.dto.js';

/** The big red button, the breaker, the lease, and what the world outside says. Orders that give supply go on, always. */
@ApiTags('safety')
@Controller('v1/safety')
export class SafetyController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(RestoreHomes) private readonly homes: RestoreHomes,
  ) {}

  @Get()
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'What stands between the homes and a cut, and how long those who paid wait' })
  @ApiOkResponse({ type: Safety })
  async read(@Context() context: RequestContext): Promise<Safety> {
    const now = await this.now(context);
    return inTenant(this.dataSource, tenantOf(context), (tx) => readSafety(tx, now));
  }

  @Post('pause-cuts')
  @HttpCode(200)
  @Allow({ roles: SUPPLIER_STAFF, scope: 'supply' })
  @ApiOperation({ summary: 'Stop all cuts and limits of this supplier', description: 'Read in the sending transaction: an order that has not left does not leave any more.' })
  @ApiOkResponse({ type: Safety })
  pause(@Context() context: RequestContext, @Body() body: SafetyReason): Promise<Safety> {
    return this.change(context, 'cuts.paused', { reason: body.reason }, (tx) =>
      tx.query('update tenant set cuts_paused_reason = $2 where tenant_id = $1', [tx.tenantId, body.reason]));
  }

  @Post('resume-cuts')
  @HttpCode(200)
  @Allow({ roles: ['supplier_admin', 'operator'] })
  @ApiOperation({ summary: 'Let cuts and limits go on', description: 'Not while a breaker is open: that takes two people, see /v1/approvals.' })
  @ApiOkResponse({ type: Safety })
  resume(@Context() context: RequestContext, @Body() body: SafetyReason): Promise<Safety> {
    return this.change(context, 'cuts.resumed', { reason: body.reason }, async (tx) => {
      const trips = await tx.query('select 1 from breaker_trip where tenant_id = $1 and released_at is null', [tx.tenantId]);
      if (trips.length > 0) throw conflict('breaker_open', 'A breaker stopped the cuts. Ask for its release with POST /v1/approvals; a second person decides.');
      await tx.query('update tenant set cuts_paused_reason = null where tenant_id = $1', [tx.tenantId]);
    });
  }

  @Post('signals')
  @HttpCode(200)
  @Allow({ roles: ['supplier_admin', 'operator'], scope: 'supply' })
  @ApiOperation({ summary: 'Tell what is known of the world outside', description: 'Weather, channels, somebody on duty, books, a release of software. What has run out is unknown, and on doubt nobody is cut.' })
  @ApiOkResponse({ type: Safety })
  async signal(@Context() context: RequestContext, @Body() body: SignalOrder): Promise<Safety> {
    const now = await this.now(context);
    if (!(SIGNAL_VALUES[body.kind] as readonly string[]).includes(body.value)) throw invalidField('value', `must be one of: ${SIGNAL_VALUES[body.kind].join(', ')}`);
    const validUntil = isoOf(momentOf('validUntil', body.validUntil));
    return this.change(context, 'safety.signalled', { ...body }, async (tx) => {
      await tx.query(
        `insert into safety_signal (tenant_id, kind, value, valid_until, reported_by, recorded_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (tenant_id, kind) do update set value = excluded.value, valid_until = excluded.valid_until, reported_by = excluded.reported_by,
           recorded_at = excluded.recorded_at`,
        [tx.tenantId, body.kind, body.value, validUntil, context.actorName, isoOf(now)],
      );
      await renewLease(tx, now);
    });
  }

  @Post('restore')
  @HttpCode(200)
  @Allow({ roles: ['supplier_admin', 'operator'] })
  @ApiOperation({ summary: 'Give supply back to every home that lost it in a stretch of time', description: 'All of them, or those under one policy version. They are held for some days.' })
  @ApiOkResponse({ type: RestoreAnswer })
  async restore(@Context() context: RequestContext, @Body() body: RestoreOrder): Promise<RestoreAnswer> {
    const [fromMs, untilMs] = [momentOf('from', body.from), momentOf('until', body.until)];
    if (untilMs < fromMs) throw invalidField('until', 'must not be before from');
    const which = { fromMs, untilMs, policyId: body.policyId ?? null, days: body.days, reason: body.reason };
    return { homes: await this.homes.restore(context, tenantOf(context), which, await this.now(context)) };
  }

  private async now(context: RequestContext): Promise<Instant> {
    return instant(await this.clock.nowOf(tenantOf(context)));
  }

  private async change(context: RequestContext, action: AuditAction, facts: Readonly<Record<string, unknown>>, act: (tx: TenantTransaction) => Promise<unknown>): Promise<Safety> {
    const tenantId = tenantOf(context);
    const now = await this.now(context);
    return inTenant(this.dataSource, tenantId, async (tx) => {
      await act(tx);
      await writeAudit(tx, context, { action, subject: `tenant:${tenantId}`, facts, atMs: now });
      return readSafety(tx, now);
    });
  }
}

function momentOf(field: string, text: string): number {
  const at = instantOf(text);
  if (at === null) throw invalidField(field, 'must be a moment with a zone, for example 2026-11-24T09:00:00Z');
  return at;
}
