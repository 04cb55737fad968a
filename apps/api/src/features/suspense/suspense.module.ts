import { Controller, Get, Inject, Module, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { PersonalData } from '../../adapters/crypto/index.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { Allow, SUPPLIER_READERS } from '../../http/access.js';
import { cursorOf, positionOf } from '../../http/cursor.js';
import { euroOf } from '../../http/euro.js';
import { At, Euro, Id, Parts, Text } from '../../http/fields.js';
import { PAGE_SIZE, PageQuery } from '../../http/page-query.js';
import { Context, tenantOf, type RequestContext } from '../../http/request-context.js';

class SuspenseItem {
  @Id() id: string;
  @At() receivedAt: string;
  @Text() channel: string;
  @Euro() amountEuro: string;
  @Text({ nullable: true }) payerName: string | null;
  @Text({ nullable: true, description: 'What the payer wrote.' }) reference: string | null;
  @Text({ description: 'Why it could not be booked.' }) why: string;
}

class SuspenseList {
  @Parts(() => SuspenseItem) items: SuspenseItem[];
  @Text({ nullable: true }) nextCursor: string | null;
}

interface SuspenseRow {
  readonly payment_id: string;
  readonly channel: string;
  readonly amount_micro_euro: number;
  readonly payer_name: Buffer | null;
  readonly reference_text: string | null;
  readonly why: string | null;
  readonly recorded_at: number;
}

/** Money that arrived and has no home yet: every cent of it stands here with the reason. */
@ApiTags('payments')
@ApiBearerAuth('bearer')
@Controller('v1/suspense')
class SuspenseController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(PersonalData) private readonly personalData: PersonalData,
  ) {}

  @Get()
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'Payments that wait for a person, newest first' })
  @ApiOkResponse({ type: SuspenseList })
  async list(@Context() context: RequestContext, @Query() query: PageQuery): Promise<SuspenseList> {
    const limit = query.limit ?? PAGE_SIZE;
    const [at, id] = query.cursor === undefined ? [null, ''] : (positionOf(query.cursor, ['number', 'string']) as [number, string]);
    const rows = await inTenant(this.dataSource, tenantOf(context), (tx) =>
      tx.query<SuspenseRow>(
        `select payment_id, channel, amount_micro_euro, payer_name, reference_text, why, recorded_at from payment
         where tenant_id = $1 and state = 'suspense' and (recorded_at, payment_id::text) < ($2::timestamptz, $3::text)
         order by recorded_at desc, payment_id::text desc limit $4`,
        [tx.tenantId, at === null ? 'infinity' : isoOf(at), id, limit + 1],
      ));
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return { items: page.map((row) => this.answer(row)), nextCursor: last ? cursorOf([last.recorded_at, last.payment_id]) : null };
  }

  private answer(row: SuspenseRow): SuspenseItem {
    return {
      id: row.payment_id,
      receivedAt: isoOf(row.recorded_at),
      channel: row.channel,
      amountEuro: euroOf(row.amount_micro_euro),
      payerName: this.personalData.openOrNull('payment.payer_name', row.payer_name),
      reference: row.reference_text,
      why: row.why ?? 'unknown',
    };
  }
}

@Module({ controllers: [SuspenseController] })
export class SuspenseModule {}
