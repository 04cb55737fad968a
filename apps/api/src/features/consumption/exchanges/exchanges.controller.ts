import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { instant, type Instant, meterExchangedNotice, type SupplyDay, supplyDayFrom, supplyDayOf } from '@tegoed/prepayment-engine';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../../adapters/clock/world-clock.js';
import { inTenant, type TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { BellRinger } from '../../../adapters/queue/bells.js';
import { Allow, SUPPLIER_STAFF } from '../../../http/access.js';
import { Choice, Day, Flag, Text, Whole } from '../../../http/fields.js';
import { Keyed, onceByKey, type KeyedRequest } from '../../../http/idempotency.js';
import { invalidField, notFound } from '../../../http/problem.js';
import { Context, type RequestContext, tenantOf } from '../../../http/request-context.js';
import { writeAudit } from '../../audit/index.js';
import { queueNotice, quietHoursOf } from '../../notices/index.js';
import { requestRerates } from '../rerate/index.js';

const PARTS = ['old_end', 'new_start'] as const;
const LARGEST_REGISTER = 100_000_000_000;
const registerField = (nullable: boolean): PropertyDecorator => Whole({ nullable, required: !nullable, description: 'Wh, or dm3 for gas.' });

/** One half of an exchange: where the old meter ended, or where the new one began. */
export class NewExchangePart {
  @Matches(/^\d{18}$/, { message: 'ean must have 18 digits' }) @Text()
  ean: string;

  @Matches(/^\d{4}-\d\d-\d\d$/, { message: 'day must be a date such as 2026-11-22' }) @Day({ description: 'The supply day on which the meter was exchanged.' })
  day: string;

  @IsIn(PARTS) @Choice(PARTS)
  part: (typeof PARTS)[number];

  @IsString() @Length(3, 40) @Text({ description: 'Serial number of the meter of this half. A new meter hangs on the connection from this day on.' })
  meterSerial: string;

  @IsInt() @Min(0) @Max(LARGEST_REGISTER) @registerField(false)
  offtake1: number;

  @IsOptional() @IsInt() @Min(0) @Max(LARGEST_REGISTER) @registerField(true)
  offtake2?: number | null;

  @IsOptional() @IsInt() @Min(0) @Max(LARGEST_REGISTER) @registerField(true)
  injection1?: number | null;

  @IsOptional() @IsInt() @Min(0) @Max(LARGEST_REGISTER) @registerField(true)
  injection2?: number | null;
}
export class RecordedExchange {
  @Flag({ description: 'Both halves are known now.' }) isComplete: boolean;
}

/** Exchanges of meters. The halves come in any order; the days wait on the work list until both are known. */
@ApiTags('consumption')
@Controller('v1/meter-exchanges')
export class ExchangesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(BellRinger) private readonly bells: BellRinger,
  ) {}

  @Post()
  @Allow({ roles: SUPPLIER_STAFF, scope: 'readings' })
  @ApiOperation({ summary: 'Record one half of an exchange of meters' })
  @ApiCreatedResponse({ type: RecordedExchange })
  async record(@Context() context: RequestContext, @Body() body: NewExchangePart, @Keyed() keyed: KeyedRequest): Promise<RecordedExchange> {
    const tenantId = tenantOf(context);
    const now = instant(await this.clock.nowOf(tenantId));
    const day = supplyDayFrom(body.day);
    if (day === null || day > supplyDayOf(now)) throw invalidField('day', 'Give a day that is not later than today.');
    const answer = await inTenant(this.dataSource, tenantId, (tx) =>
      onceByKey(tx, keyed, async () => {
        const recorded = await recordPart(tx, body, day, { name: context.actorName, atIso: isoOf(now) });
        if (recorded === null) throw notFound('connection with a contract of yours on that day');
        await requestRerates(tx, [{ accountId: recorded.accountId, firstDay: day, cause: 'meter_exchange', by: context.actorName }], now);
        if (recorded.isComplete) await tellHolder(tx, recorded.accountId, day, now);
        await writeAudit(tx, context, { action: 'meter_exchange.recorded', subject: `connection:${body.ean}`, facts: { ...body }, atMs: now });
        return { status: 201, body: { isComplete: recorded.isComplete } };
      }));
    await this.bells.ring({ tenantId, kind: 'run' });
    return answer.body;
  }
}

async function recordPart(tx: TenantTransaction, part: NewExchangePart, day: SupplyDay, by: { name: string; atIso: string }): Promise<{ accountId: number; isComplete: boolean } | null> {
  const [contract] = await tx.query<{ account_id: number; connection_id: number }>(
    'select c.account_id, c.connection_id from contract c join connection n using (connection_id) where n.ean = $1 and c.period @> $2::date', [part.ean, day]);
  if (contract === undefined) return null;
  await tx.query(
    `insert into exchange_part (account_id, day, part, version, tenant_id, meter_serial, offtake1, offtake2, injection1, injection2, recorded_by, recorded_at)
     select $1, $2, $3, coalesce((select max(version) from exchange_part where account_id = $1 and day = $2 and part = $3), 0) + 1, $4, $5, $6, $7, $8, $9, $10, $11`,
    [contract.account_id, day, part.part, tx.tenantId, part.meterSerial, part.offtake1, part.offtake2 ?? null, part.injection1 ?? null, part.injection2 ?? null, by.name, by.atIso],
  );
  if (part.part === 'new_start') await tx.query('select exchange_meter($1, $2, $3)', [contract.connection_id, part.meterSerial, day]);
  const { parts } = await tx.one<{ parts: number }>('select count(distinct part)::int as parts from exchange_part where account_id = $1 and day = $2', [contract.account_id, day]);
  return { accountId: contract.account_id, isComplete: parts === PARTS.length };
}

/** The holder hears once per exchange that the meter is another one, and that the credit stays; a half that is corrected is no news. */
async function tellHolder(tx: TenantTransaction, accountId: number, day: SupplyDay, now: Instant): Promise<void> {
  const { meter_serial } = await tx.one<{ meter_serial: string }>(
    `select meter_serial from exchange_part where account_id = $1 and day = $2 and part = 'new_start' order by version desc limit 1`, [accountId, day]);
  const quiet = await quietHoursOf(tx, accountId, now);
  await queueNotice(tx, accountId, meterExchangedNotice(day, day, meter_serial, quiet, now), now);
}
