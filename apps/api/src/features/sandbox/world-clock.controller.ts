import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { instant, type Instant } from '@tegoed/prepayment-engine';
import { DataSource } from 'typeorm';
import { instantOf, wallNowMs } from '../../adapters/clock/wall-clock.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { Allow, SUPPLIER_READERS } from '../../http/access.js';
import { Keyed, onceByKey, type KeyedRequest } from '../../http/idempotency.js';
import { conflict, invalidField } from '../../http/problem.js';
import { Context, type RequestContext } from '../../http/request-context.js';
import { durationMs } from './duration.js';
import { worldOf } from './sandbox-access.js';
import { Clock, ClockMove, WorldQuery } from './sandbox.dto.js';
import { readTenants } from './tenants.js';
import { askToAdvance, clockFaceOf, worldNow, type ClockFace, type World } from './worlds.js';

const LONGEST_MOVE_MS = 400 * 86_400_000;

/** The clock of a sandbox world. A worker moves it, so that everything that falls due on the way happens. */
@ApiTags('sandbox')
@ApiBearerAuth('bearer')
@Allow({ roles: ['supplier_admin', 'operator'], sandboxKey: true })
@Controller('v1/sandbox/clock')
export class WorldClockController {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  @Get()
  @Allow({ roles: SUPPLIER_READERS, sandboxKey: true })
  @ApiOperation({ summary: 'What time it is in a world, and how far a move is' })
  @ApiOkResponse({ type: Clock })
  async clock(@Context() context: RequestContext, @Query() query: WorldQuery): Promise<ClockFace> {
    return clockFaceOf(await worldOf(this.dataSource, context, query.world), wallNowMs());
  }

  @Post('advance')
  @HttpCode(202)
  @ApiOperation({ summary: 'Move a clock forward', description: 'Give duration or until. The answer comes at once; ask for the clock to see how far it is.' })
  @ApiAcceptedResponse({ type: Clock })
  async advance(@Context() context: RequestContext, @Keyed() keyed: KeyedRequest, @Body() body: ClockMove): Promise<ClockFace> {
    const world = await worldOf(this.dataSource, context, body.world);
    const target = targetOf(body, worldNow(world, wallNowMs()));
    const [tenant] = await readTenants(this.dataSource, world);
    if (tenant === undefined) return this.ask(world, target);
    // The key is claimed at the world's first supplier, because claims belong to one.
    const answer = await inTenant(this.dataSource, tenant.tenantId, (tx) => onceByKey(tx, keyed, async () => ({ status: 202, body: await this.ask(world, target) })));
    return answer.body;
  }

  private async ask(world: World, target: Instant): Promise<ClockFace> {
    if (!(await askToAdvance(this.dataSource, world, target))) throw conflict('clock_is_moving', 'This clock is moving already. Wait until it stands; GET shows how far it is.');
    return clockFaceOf({ ...world, advancingTo: target, stepsDone: 0 }, wallNowMs());
  }
}

function targetOf(move: ClockMove, now: Instant): Instant {
  const { duration, until } = move;
  if ((duration === undefined) === (until === undefined)) throw invalidField('duration', 'Give either duration or until.');
  const target = duration === undefined ? instantOf(until ?? '') : afterDuration(now, duration);
  if (target === null) throw invalidField('until', 'must be an instant with a zone, for example 2026-11-22T09:00:00Z');
  if (target <= now) throw invalidField('until', 'must be later than the world\'s time: a clock never goes back');
  if (target - now > LONGEST_MOVE_MS) throw invalidField(duration === undefined ? 'until' : 'duration', 'must be at most 400 days ahead');
  return instant(target);
}

function afterDuration(now: Instant, text: string): number {
  const duration = durationMs(text);
  if (duration === null) throw invalidField('duration', 'must be a duration such as 7d, 36h, 90m, P7D or PT36H');
  return now + duration;
}
