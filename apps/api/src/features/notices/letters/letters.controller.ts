import { Controller, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post, StreamableFile } from '@nestjs/common';
import { ApiNoContentResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { instant } from '@tegoed/prepayment-engine';
import { DataSource } from 'typeorm';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../../adapters/clock/world-clock.js';
import { PersonalData } from '../../../adapters/crypto/index.js';
import { PdfLetters, zipOf } from '../../../adapters/letters/index.js';
import { inTenant } from '../../../adapters/postgres/tenant-transaction.js';
import { Allow, SUPPLIER_READERS, SUPPLIER_STAFF } from '../../../http/access.js';
import { notFound } from '../../../http/problem.js';
import { Context, tenantOf, type RequestContext } from '../../../http/request-context.js';
import { LetterBatchList } from './letters.dto.js';
import { returnLetter } from './post-letters.js';
import { filesOfBatch, lettersOfBatch, listBatches } from './print-batch.js';

/** Letters, the last resort: a batch a day for the print shop, and what comes back. */
@ApiTags('letters')
@Controller('v1')
export class LettersController {
  readonly #printer = new PdfLetters();

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(PersonalData) private readonly people: PersonalData,
  ) {}

  @Get('letter-batches')
  @Allow({ roles: SUPPLIER_READERS, scope: 'notices' })
  @ApiOperation({ summary: 'Batches of letters, newest first', description: 'Every morning the letters that wait become one batch.' })
  @ApiOkResponse({ type: LetterBatchList })
  async batches(@Context() context: RequestContext): Promise<LetterBatchList> {
    const items = await inTenant(this.dataSource, tenantOf(context), listBatches);
    return { items: items.map((batch) => ({ ...batch, madeAt: isoOf(batch.madeAt) })) };
  }

  @Get('letter-batches/:id/file')
  @Allow({ roles: SUPPLIER_STAFF, scope: 'notices' })
  @ApiOperation({ summary: 'A batch for the print shop', description: 'ZIP of one PDF per letter, one A4 page for a window envelope, and letters.csv. The same batch is the same file.' })
  @ApiProduces('application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiNotFoundResponse({ description: 'No such batch' })
  async file(@Context() context: RequestContext, @Param('id', ParseUUIDPipe) id: string): Promise<StreamableFile> {
    const letters = await inTenant(this.dataSource, tenantOf(context), (tx) => lettersOfBatch(tx, this.people, id));
    if (letters === null) throw notFound('batch');
    return new StreamableFile(zipOf(await filesOfBatch(this.#printer, letters)), { type: 'application/zip', disposition: `attachment; filename="letters-${id}.zip"` });
  }

  @Post('letters/:id/return')
  @HttpCode(204)
  @Allow({ roles: SUPPLIER_STAFF, scope: 'notices' })
  @ApiOperation({ summary: 'A letter came back', description: 'It no longer counts as a warning, and a person has to find the holder. Saying it twice is saying it once.' })
  @ApiNoContentResponse({ description: 'Noted' })
  @ApiNotFoundResponse({ description: 'No such letter, or it was never posted' })
  async back(@Context() context: RequestContext, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const tenantId = tenantOf(context);
    const now = instant(await this.clock.nowOf(tenantId));
    const known = await inTenant(this.dataSource, tenantId, (tx) => returnLetter(tx, id, now));
    if (!known) throw notFound('letter');
  }
}
