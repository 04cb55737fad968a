import { Body, Controller, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { WorldClock } from '../../../adapters/clock/world-clock.js';
import { inTenant } from '../../../adapters/postgres/tenant-transaction.js';
import { BellRinger } from '../../../adapters/queue/bells.js';
import { Allow, SUPPLIER_READERS } from '../../../http/access.js';
import { Keyed, onceByKey, type KeyedRequest } from '../../../http/idempotency.js';
import { conflict, forbidden, invalidFields, notFound } from '../../../http/problem.js';
import { Context, RawBody, type RequestContext, tenantOf } from '../../../http/request-context.js';
import { writeAudit } from '../../audit/index.js';
import { readPriceBook } from './price-book-csv.js';
import { type Actor, decideBook, listBooks, proposeBook } from './price-books.js';
import { PriceBookDecision, PriceBookImport, PriceBookImportList } from './price-books.dto.js';

const REFUSALS = {
  unknown: notFound('price book'),
  decided_before: conflict('price_book_decided', 'This price book was decided before.'),
  same_person: forbidden('Another person than the one who proposed the prices must approve or refuse them.'),
  overlaps: conflict('tariff_overlaps', 'Some prices cover part of the days of another version. Send a book with the same days, or with days after it.'),
} as const;

/** Price books from CSV: one person proposes and sees what they would do, another puts them in force. */
@ApiTags('tariffs')
@Controller('v1/price-book-imports')
export class PriceBooksController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(BellRinger) private readonly bells: BellRinger,
  ) {}

  @Get()
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'Price books, the newest first, each with what it would do' })
  @ApiOkResponse({ type: PriceBookImportList })
  async list(@Context() context: RequestContext): Promise<PriceBookImportList> {
    return { items: await inTenant(this.dataSource, tenantOf(context), listBooks), nextCursor: null };
  }

  @Post()
  @Allow({ roles: ['supplier_admin'], scope: 'terms' })
  @ApiConsumes('text/csv')
  @ApiOperation({ summary: 'Propose a price book', description: 'CSV `tariff;utility;valid_from;valid_until;vat_basis_points;component;unit;price_euro`. Nothing is in force before another person approves it.' })
  @ApiCreatedResponse({ type: PriceBookImport })
  async propose(@Context() context: RequestContext, @RawBody() bytes: Buffer): Promise<PriceBookImport> {
    const tenantId = tenantOf(context);
    const read = readPriceBook(bytes);
    if (read.kind === 'refused') throw invalidFields(read.problems.map(({ line, why }) => ({ field: `line ${line}`, message: why })));
    const by = await this.actorOf(context);
    return inTenant(this.dataSource, tenantId, async (tx) => {
      const proposed = await proposeBook(tx, bytes, read.versions, by);
      await writeAudit(tx, context, { action: 'price_book.proposed', subject: `price_book_import:${proposed.id}`, facts: { versions: proposed.versions.length }, atMs: by.nowMs });
      return proposed;
    });
  }

  @Post(':id/decision')
  @HttpCode(200)
  @Allow({ roles: ['supplier_admin'] })
  @ApiOperation({ summary: 'Approve or refuse a price book', description: 'By another person than the one who proposed it. Settled days whose price changes are computed again; what is against a customer is set aside.' })
  @ApiOkResponse({ type: PriceBookImport })
  async decide(@Context() context: RequestContext, @Param('id', ParseUUIDPipe) id: string, @Body() order: PriceBookDecision, @Keyed() keyed: KeyedRequest): Promise<PriceBookImport> {
    const tenantId = tenantOf(context);
    const by = await this.actorOf(context);
    const answer = await inTenant(this.dataSource, tenantId, (tx) =>
      onceByKey(tx, keyed, async () => {
        const outcome = await decideBook(tx, id, order, by);
        if (outcome.kind !== 'decided') throw REFUSALS[outcome.kind];
        await writeAudit(tx, context, { action: 'price_book.decided', subject: `price_book_import:${id}`, facts: { decision: order.decision, reason: order.reason }, atMs: by.nowMs });
        return { status: 200, body: outcome.import };
      }));
    await this.bells.ring({ tenantId, kind: 'run' });
    return answer.body;
  }

  private async actorOf(context: RequestContext): Promise<Actor> {
    return { actor: context.actor, name: context.actorName, nowMs: await this.clock.nowOf(tenantOf(context)) };
  }
}
