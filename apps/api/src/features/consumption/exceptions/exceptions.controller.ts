import { Body, Controller, Get, HttpCode, Inject, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { instant } from '@tegoed/prepayment-engine';
import { DataSource } from 'typeorm';
import { WorldClock } from '../../../adapters/clock/world-clock.js';
import { inTenant } from '../../../adapters/postgres/tenant-transaction.js';
import { BellRinger } from '../../../adapters/queue/bells.js';
import { Allow, SUPPLIER_READERS, SUPPLIER_STAFF } from '../../../http/access.js';
import { Keyed, onceByKey, type KeyedRequest } from '../../../http/idempotency.js';
import { conflict, notFound } from '../../../http/problem.js';
import { Context, type RequestContext, tenantOf } from '../../../http/request-context.js';
import { writeAudit } from '../../audit/index.js';
import { decideException } from './decide-exception.js';
import { ExceptionDecision, ExceptionQuery, ReadingException, ReadingExceptionList } from './exceptions.dto.js';
import { exceptionOf, listExceptions } from './list-exceptions.js';

const REFUSALS = {
  unknown: notFound('entry of the work list'),
  decided_before: conflict('exception_decided', 'This was decided or solved before. Look at the list again.'),
  nothing_to_accept: conflict('nothing_to_accept', 'There is no reading of an account to accept here. Reject it once the task is done.'),
} as const;

/** The work list of doubtful readings and meters: nothing on it ever lowers supply. */
@ApiTags('consumption')
@Controller('v1/reading-exceptions')
export class ExceptionsController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(BellRinger) private readonly bells: BellRinger,
  ) {}

  @Get()
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'Doubtful readings and tasks about meters, the oldest first' })
  @ApiOkResponse({ type: ReadingExceptionList })
  list(@Context() context: RequestContext, @Query() query: ExceptionQuery): Promise<ReadingExceptionList> {
    return inTenant(this.dataSource, tenantOf(context), (tx) => listExceptions(tx, query));
  }

  @Post(':id/decision')
  @HttpCode(200)
  @Allow({ roles: SUPPLIER_STAFF })
  @ApiOperation({ summary: 'Accept or reject a doubtful reading', description: 'An accepted value is charged from its day on, the difference as visible lines; it lowers no supply.' })
  @ApiOkResponse({ type: ReadingException })
  async decide(@Context() context: RequestContext, @Param('id', ParseIntPipe) id: number, @Body() order: ExceptionDecision, @Keyed() keyed: KeyedRequest): Promise<ReadingException> {
    const tenantId = tenantOf(context);
    const now = instant(await this.clock.nowOf(tenantId));
    const answer = await inTenant(this.dataSource, tenantId, (tx) =>
      onceByKey(tx, keyed, async () => {
        const outcome = await decideException(tx, id, order, { name: context.actorName, now });
        if (outcome.kind !== 'decided') throw REFUSALS[outcome.kind];
        await writeAudit(tx, context, { action: 'reading_exception.decided', subject: `reading_exception:${id}`, facts: { decision: order.decision, reason: order.reason }, atMs: now });
        return { status: 200, body: exceptionOf(outcome.row) };
      }));
    await this.bells.ring({ tenantId, kind: 'run' });
    return answer.body;
  }
}
