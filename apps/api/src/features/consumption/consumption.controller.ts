import { Body, Controller, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { instant, supplyDayFrom } from '@tegoed/prepayment-engine';
import { DataSource } from 'typeorm';
import { wallNowMs } from '../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import type { StoredRun } from '../../adapters/postgres/day-run/run-store.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { BellRinger } from '../../adapters/queue/bells.js';
import { Allow, SUPPLIER_READERS, SUPPLIER_STAFF } from '../../http/access.js';
import { conflict, HttpProblem, invalidField, notFound } from '../../http/problem.js';
import { Context, RawBody, type RequestContext, tenantOf } from '../../http/request-context.js';
import { writeAudit } from '../audit/index.js';
import { DailyRun, DailyRunList, DayToRun, ReadingsFileAnswer, RunToRelease } from './consumption.dto.js';
import { answerOfRun, type RunAnswer } from './run-answer.js';
import { type Freshness, readFreshness } from './measured-until.js';
import { releaseRun, requestRun } from './run-days.js';
import { type ReadingsTaken, takeReadings } from './take-readings.js';

const RUNS_SHOWN = 90;

/** Readings from the MDM, and the daily run that turns them into charges. */
@ApiTags('consumption')
@Controller('v1')
export class ConsumptionController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(BellRinger) private readonly bells: BellRinger,
  ) {}

  @Post('meter-readings')
  @Allow({ roles: SUPPLIER_STAFF, scope: 'readings' })
  @ApiConsumes('application/xml', 'text/csv')
  @ApiOperation({ summary: 'A file of readings', description: 'IEC 61968-9 MeterReadings, register CSV or the grid operator\'s consumption export. The same file twice is one file.' })
  @ApiCreatedResponse({ type: ReadingsFileAnswer })
  async readings(@Context() context: RequestContext, @RawBody() bytes: Buffer): Promise<ReadingsTaken> {
    const tenantId = tenantOf(context);
    const taken = await takeReadings(this.dataSource, tenantId, bytes, instant(await this.clock.nowOf(tenantId)));
    if (taken.verdict === 'reject')
      throw new HttpProblem(422, 'readings_refused', 'The file was not taken', `Nothing of the file was kept for billing: ${taken.why ?? 'it cannot be read'}. Send a corrected file.`);
    return taken;
  }

  @Post('daily-runs')
  @HttpCode(202)
  @Allow({ roles: SUPPLIER_STAFF, scope: 'readings' })
  @ApiOperation({ summary: 'Settle a day', description: 'Opens the run, and before it the runs of days that were missed. A run that exists is given back: asking twice changes nothing.' })
  @ApiAcceptedResponse({ type: DailyRun })
  async run(@Context() context: RequestContext, @Body() body: DayToRun): Promise<RunAnswer> {
    const tenantId = tenantOf(context);
    const day = supplyDayFrom(body.day);
    if (day === null) throw invalidField('day', 'There is no such day. Give a date such as 2026-11-22.');
    const request = await requestRun(this.dataSource, tenantId, day, instant(await this.clock.nowOf(tenantId)), wallNowMs());
    if (request.kind === 'not_over') throw invalidField('day', `The day ${request.day} is not over yet.`);
    if (request.kind === 'too_far_back') throw invalidField('day', 'More than two months before this day were never run. Ask an operator to catch up month by month.');
    await this.bells.ring({ tenantId, kind: 'run' });
    return answerOfRun(this.dataSource, request.run, wallNowMs());
  }

  @Post('daily-runs/:id/release')
  @HttpCode(200)
  @Allow({ roles: ['supplier_admin', 'operator'] })
  @ApiOperation({ summary: 'Release a quarantined run', description: 'Only after looking at the homes it would lower. The days after it go on then.' })
  @ApiOkResponse({ type: DailyRun })
  async release(@Context() context: RequestContext, @Param('id', ParseUUIDPipe) id: string, @Body() body: RunToRelease): Promise<RunAnswer> {
    const tenantId = tenantOf(context);
    const now = instant(await this.clock.nowOf(tenantId));
    const release = await releaseRun(this.dataSource, tenantId, id, now);
    if (release.kind === 'unknown') throw notFound('daily run');
    if (release.kind === 'not_quarantined') throw conflict('run_not_quarantined', 'This run is not held back, so there is nothing to release.');
    await inTenant(this.dataSource, tenantId, (tx) => writeAudit(tx, context, { action: 'daily_run.released', subject: `daily_run:${id}`, facts: { reason: body.reason }, atMs: now }));
    await this.bells.ring({ tenantId, kind: 'run' });
    return answerOfRun(this.dataSource, release.run, wallNowMs());
  }

  @Get('daily-runs')
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'Daily runs, the newest day first' })
  @ApiOkResponse({ type: DailyRunList })
  async list(@Context() context: RequestContext): Promise<{ items: RunAnswer[]; nextCursor: null } & Freshness> {
    const tenantId = tenantOf(context);
    const now = instant(await this.clock.nowOf(tenantId));
    const { runs, freshness } = await inTenant(this.dataSource, tenantId, async (tx) => ({
      runs: await tx.query<StoredRun>(`select * from daily_run order by day desc limit ${RUNS_SHOWN}`),
      freshness: await readFreshness(tx, now),
    }));
    const items: RunAnswer[] = [];
    for (const run of runs) items.push(await answerOfRun(this.dataSource, run, wallNowMs()));
    return { items, nextCursor: null, ...freshness };
  }

  @Get('daily-runs/:id')
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'One daily run with its progress' })
  @ApiOkResponse({ type: DailyRun })
  async one(@Context() context: RequestContext, @Param('id', ParseUUIDPipe) id: string): Promise<RunAnswer> {
    const [run] = await inTenant(this.dataSource, tenantOf(context), (tx) => tx.query<StoredRun>('select * from daily_run where public_id = $1', [id]));
    if (run === undefined) throw notFound('daily run');
    return answerOfRun(this.dataSource, run, wallNowMs());
  }
}
