import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IsIn, IsString, Length, Matches } from 'class-validator';
import { DataSource } from 'typeorm';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../../adapters/clock/world-clock.js';
import { readDecimal, writeDecimal } from '../../../adapters/inbound-bytes/decimal.js';
import { inTenant } from '../../../adapters/postgres/tenant-transaction.js';
import { BellRinger } from '../../../adapters/queue/bells.js';
import { Allow, SUPPLIER_READERS } from '../../../http/access.js';
import { Choice, Parts, Text, Whole } from '../../../http/fields.js';
import { Keyed, onceByKey, type KeyedRequest } from '../../../http/idempotency.js';
import { invalidField } from '../../../http/problem.js';
import { Context, type RequestContext, tenantOf } from '../../../http/request-context.js';
import { writeAudit } from '../../audit/index.js';

const STATUSES = ['provisional', 'final'] as const;
/** Stored in ten-thousandths of a Wh per dm3, which is ten-thousandths of a kWh per m3. */
const PLACES = 4;
/** Gas in Belgium lies between 9 and 13 kWh per m3; anything else is a slip of the pen. */
const LEAST_E4 = 90_000;
const MOST_E4 = 130_000;

/** The gross calorific value of a month at a receiving station, as the market's clearing house publishes it. */
export class NewGasFactor {
  @IsString() @Length(1, 60)
  @Text({ description: 'The (aggregated) receiving station.' })
  station: string;

  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'month must be a month such as 2026-11' })
  @Text({ description: 'Such as 2026-11.' })
  month: string;

  @IsString()
  @Text({ description: 'kWh per m3 with at most four decimals, such as 11.6123.' })
  kwhPerM3: string;

  @IsIn(STATUSES)
  @Choice(STATUSES, { description: 'provisional until the month’s own value is published.' })
  status: (typeof STATUSES)[number];
}
export class PublishedGasFactor {
  @Whole({ description: 'The version of this station and month; the newest counts.' }) version: number;
  @Whole({ description: 'Homes whose settled days are computed again.' }) accounts: number;
}
export class GasFactorRow extends NewGasFactor {
  @Whole() version: number;
}
export class GasFactorList {
  @Parts(() => GasFactorRow) items: GasFactorRow[];
  @Text({ nullable: true }) nextCursor: string | null;
}

const SHOWN = 500;

/** Factors are published facts and the same for all suppliers of a station; only the platform's operator enters them. */
@ApiTags('consumption')
@Controller('v1/gas-factors')
export class GasFactorsController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(BellRinger) private readonly bells: BellRinger,
  ) {}

  @Get()
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'Gas factors that count, the newest month first' })
  @ApiOkResponse({ type: GasFactorList })
  async list(@Context() context: RequestContext): Promise<GasFactorList> {
    const rows = await inTenant(this.dataSource, tenantOf(context), (tx) =>
      tx.query<{ gas_station: string; month: string; version: number; wh_per_dm3_e4: number; status: NewGasFactor['status'] }>(
        `select distinct on (month, gas_station) gas_station, month, version, wh_per_dm3_e4, status from gas_factor
         order by month desc, gas_station, version desc limit ${SHOWN}`));
    const items = rows.map((row) => ({ station: row.gas_station, month: row.month.slice(0, 7), kwhPerM3: writeDecimal(row.wh_per_dm3_e4, PLACES, PLACES), status: row.status, version: row.version }));
    return { items, nextCursor: null };
  }

  @Post()
  @Allow({ roles: ['operator'] })
  @ApiOperation({ summary: 'Enter a gas factor', description: 'Settled days of the month behind the station are computed again; the difference is a visible line.' })
  @ApiCreatedResponse({ type: PublishedGasFactor })
  async publish(@Context() context: RequestContext, @Body() body: NewGasFactor, @Keyed() keyed: KeyedRequest): Promise<PublishedGasFactor> {
    const tenantId = tenantOf(context);
    const factor = readDecimal(body.kwhPerM3, { places: PLACES, separator: '.' });
    if (factor.kind === 'refused' || factor.value < LEAST_E4 || factor.value > MOST_E4) throw invalidField('kwhPerM3', 'must lie between 9 and 13 kWh per m3, with at most four decimals, such as 11.6123');
    const nowMs = await this.clock.nowOf(tenantId);
    const answer = await inTenant(this.dataSource, tenantId, (tx) =>
      onceByKey(tx, keyed, async () => {
        const published = await tx.one<PublishedGasFactor>('select version, accounts from publish_gas_factor($1, $2, $3, $4, $5, $6)', [
          body.station, `${body.month}-01`, factor.value, body.status, context.actorName, isoOf(nowMs),
        ]);
        await writeAudit(tx, context, { action: 'gas_factor.published', subject: `gas_factor:${body.station}:${body.month}`, facts: { ...body, version: published.version }, atMs: nowMs });
        return { status: 201, body: { version: published.version, accounts: published.accounts } };
      }));
    await this.bells.ring({ tenantId, kind: 'run' });
    return answer.body;
  }
}
