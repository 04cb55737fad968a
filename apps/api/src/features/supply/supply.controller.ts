import { Controller, Get, HttpCode, Inject, Logger, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { instant } from '@tegoed/prepayment-engine';
import { DataSource } from 'typeorm';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { BellRinger } from '../../adapters/queue/bells.js';
import { Allow, OpenToAll, SUPPLIER_READERS } from '../../http/access.js';
import { HttpProblem } from '../../http/problem.js';
import { Context, RawBody, type RequestContext, tenantOf } from '../../http/request-context.js';
import { takeAmmMessage } from './amm-messages.js';
import { commandsOf, wishesOf } from './list-supply.js';
import { AmmMessageAnswer, CommandList, SupplyListQuery, WishList } from './supply.dto.js';
import { SUPPLY_RUNTIME, type SupplyRuntime } from './supply-deps.js';

/** Wishes, commands and what the AMM says about them. */
@ApiTags('supply')
@Controller('v1')
export class SupplyController {
  readonly #log = new Logger('amm');

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(BellRinger) private readonly bells: BellRinger,
    @Inject(SUPPLY_RUNTIME) private readonly supplyFor: SupplyRuntime,
  ) {}

  /**
   * Open to the AMM without a bearer. Nothing in a message is believed: it only makes us ask the meter, and a message
   * that names no order or meter of ours changes nothing.
   */
  @Post('amm/messages')
  @HttpCode(202)
  @OpenToAll()
  @ApiConsumes('application/xml', 'text/xml')
  @ApiOperation({ summary: 'Answers and events of the AMM (IEC 61968-9 EndDeviceEvents)' })
  @ApiAcceptedResponse({ type: AmmMessageAnswer })
  async message(@RawBody() bytes: Buffer): Promise<AmmMessageAnswer> {
    const nowOf = async (tenantId: number) => instant(await this.clock.nowOf(tenantId));
    const outcome = await takeAmmMessage(this.supplyFor(null), bytes.toString('utf8'), nowOf);
    if (outcome.kind === 'not_understood') throw new HttpProblem(422, 'message_not_understood', 'The message was not understood', outcome.detail);
    if (outcome.accounts.length === 0) this.#log.warn('a message of the AMM names no order and no meter of ours: nothing was done');
    for (const tenantId of new Set(outcome.accounts.map((a) => a.tenantId))) {
      await this.bells.ring({ tenantId, kind: 'supply' });
      await this.bells.ring({ tenantId, kind: 'notices' });
    }
    return { meters: outcome.accounts.length };
  }

  @Get('supply-wishes')
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'What supply should be, the newest decision first' })
  @ApiOkResponse({ type: WishList })
  wishes(@Context() context: RequestContext, @Query() query: SupplyListQuery): Promise<WishList> {
    return inTenant(this.dataSource, tenantOf(context), (tx) => wishesOf(tx, query.state ?? null));
  }

  @Get('commands')
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'Commands to meters, the newest first' })
  @ApiOkResponse({ type: CommandList })
  commands(@Context() context: RequestContext, @Query() query: SupplyListQuery): Promise<CommandList> {
    return inTenant(this.dataSource, tenantOf(context), (tx) => commandsOf(tx, query.state ?? null));
  }
}
