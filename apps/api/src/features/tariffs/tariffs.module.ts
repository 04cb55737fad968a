import { Body, Controller, Get, Inject, Module, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { Tariff, TariffPrices } from '../../adapters/postgres/entities/tariff.entity.js';
import { sqlStateOf } from '../../adapters/postgres/post-entry.js';
import type { StoredComponent } from '../../adapters/postgres/terms.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { Allow, SUPPLIER_READERS } from '../../http/access.js';
import { dayOfField, rangeOf } from '../../http/day-fields.js';
import { Keyed, onceByKey, type KeyedRequest } from '../../http/idempotency.js';
import { PageQuery } from '../../http/page-query.js';
import { conflict, invalidFields } from '../../http/problem.js';
import { Context, tenantOf, type RequestContext } from '../../http/request-context.js';
import { writeAudit } from '../audit/index.js';
import { AccountsModule } from '../accounts/index.js';
import { AssignmentsController } from './assignments.controller.js';
import { PriceBooksController } from './price-books/price-books.controller.js';
import { componentsInEuro, storedComponents } from './stored-components.js';
import { AddedTariff, NewTariff, TariffList, type TariffVersionRow } from './tariff-dto.js';

const EXCLUSION_VIOLATION = '23P01';

interface TariffRow {
  readonly public_id: string;
  readonly name: string;
  readonly utility: TariffVersionRow['utility'];
  readonly valid_from: string;
  readonly valid_until: string | null;
  readonly vat_basis_points: number;
  readonly components: StoredComponent[];
}

/** Dated prices. A price is never edited: a new version begins where the last one ends. */
@ApiTags('tariffs')
@ApiBearerAuth('bearer')
@Controller('v1/tariffs')
class TariffsController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
  ) {}

  @Get()
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'All versions of all tariffs, newest first per tariff' })
  @ApiOkResponse({ type: TariffList })
  async list(@Context() context: RequestContext, @Query() _query: PageQuery): Promise<TariffList> {
    const rows = await inTenant(this.dataSource, tenantOf(context), (tx) =>
      tx.query<TariffRow>(
        `select t.public_id, t.name, t.utility, lower(v.valid) as valid_from, upper(v.valid) - 1 as valid_until, v.vat_basis_points, v.components
         from tariff t join tariff_version v using (tariff_id) where v.replaced_at is null order by t.name, lower(v.valid) desc`));
    return { items: rows.map(tariffOf), nextCursor: null };
  }

  @Post()
  @Allow({ roles: ['supplier_admin'], scope: 'terms' })
  @ApiOperation({ summary: 'Add a tariff, or a version to the tariff of that name' })
  @ApiCreatedResponse({ type: AddedTariff })
  async add(@Context() context: RequestContext, @Keyed() keyed: KeyedRequest, @Body() body: NewTariff): Promise<AddedTariff> {
    const tenantId = tenantOf(context);
    const valid = rangeOf(dayOfField('validFrom', body.validFrom), body.validUntil === undefined ? null : dayOfField('validUntil', body.validUntil));
    const { stored, problems } = storedComponents(body.components);
    if (problems.length > 0) throw invalidFields(problems);
    const nowMs = await this.clock.nowOf(tenantId);
    const answer = await inTenant(this.dataSource, tenantId, (tx) =>
      onceByKey(tx, keyed, async () => {
        const tariff = await tariffNamed(tx, body);
        await tx.manager.getRepository(TariffPrices).insert({
          tenantId, tariffId: tariff.tariffId, valid, vatBasisPoints: body.vatBasisPoints, components: stored, recordedAt: isoOf(nowMs),
        });
        await writeAudit(tx, context, { action: 'tariff.added', subject: `tariff:${tariff.publicId}`, facts: { valid }, atMs: nowMs });
        return { status: 201, body: { id: tariff.publicId } };
      })).catch(overlapRefused);
    return answer.body;
  }
}

async function tariffNamed(tx: TenantTransaction, { name, utility }: NewTariff): Promise<Tariff> {
  const tariffs = tx.manager.getRepository(Tariff);
  const known = await tariffs.findOneBy({ tenantId: tx.tenantId, name });
  if (known === null) return tariffs.save({ tenantId: tx.tenantId, name, utility });
  if (known.utility !== utility) throw conflict('tariff_of_other_utility', `The tariff "${name}" is for ${known.utility}. Use another name.`);
  return known;
}

function overlapRefused(error: unknown): never {
  if (sqlStateOf(error) !== EXCLUSION_VIOLATION) throw error;
  throw conflict('tariff_overlaps', 'This tariff has prices for some of these days already. Choose days after the last version.');
}

function tariffOf(row: TariffRow): TariffVersionRow {
  return {
    id: row.public_id, name: row.name, utility: row.utility, validFrom: row.valid_from, validUntil: row.valid_until,
    vatBasisPoints: row.vat_basis_points, components: componentsInEuro(row.components),
  };
}

@Module({ imports: [AccountsModule], controllers: [TariffsController, PriceBooksController, AssignmentsController] })
export class TariffsModule {}
