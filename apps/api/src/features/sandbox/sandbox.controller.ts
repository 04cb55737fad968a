import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { supplyDayOf } from '@tegoed/prepayment-engine';
import { DataSource } from 'typeorm';
import { instantOf, isoOf, wallNowMs } from '../../adapters/clock/wall-clock.js';
import { PersonalData } from '../../adapters/crypto/index.js';
import { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import type { Env } from '../../env.schema.js';
import { Allow } from '../../http/access.js';
import { Keyed, onceByKey, type KeyedRequest } from '../../http/idempotency.js';
import { conflict, invalidField, notFound } from '../../http/problem.js';
import { Context, type RequestContext } from '../../http/request-context.js';
import { ENV } from '../../platform.module.js';
import { readHomes } from './homes.js';
import { HouseholdAnswer, NewHousehold } from './household.dto.js';
import { madeUpIban } from './made-up-numbers.js';
import { openHousehold, type HouseholdOpening } from './open-household.js';
import { PRICE_BOOKS } from './price-books.js';
import { requestedHousehold } from './requested-household.js';
import { sandboxKeyOf, worldOf } from './sandbox-access.js';
import { HomesOfWorld, NewTenant, NewWorld, TenantAnswer, WorldAnswer, WorldList, WorldQuery } from './sandbox.dto.js';
import { findTenant, makeTenant, nextSandboxNumber, readTenants, sandboxApiKey } from './tenants.js';
import { storeTerms } from './tenant-terms.js';
import { makeWorld, readWorlds, worldNow, type World } from './worlds.js';

const REFUSALS: Readonly<Record<Exclude<HouseholdOpening['kind'], 'opened'>, string>> = {
  reference_taken: 'This structured reference belongs to another account. Leave it out to get a new one.',
  connection_taken: 'This connection has a contract on that day. Leave the EAN out to get a new one.',
  other_utility: 'This connection exists with another kind of energy.',
  meter_elsewhere: 'This meter hangs on another connection, or another meter on this one.',
};

/** Worlds, suppliers and homes for stories, tests and the simulator. Only the key of the sandbox opens them. */
@ApiTags('sandbox')
@ApiBearerAuth('bearer')
@Allow({ roles: [], sandboxKey: true })
@Controller('v1/sandbox')
export class SandboxController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(AccountTermsReader) private readonly termsReader: AccountTermsReader,
    @Inject(ENV) private readonly env: Env,
  ) {}

  @Get('worlds')
  @ApiOperation({ summary: 'All worlds with their suppliers and keys' })
  @ApiOkResponse({ type: WorldList })
  async worlds(): Promise<WorldList> {
    const items: WorldAnswer[] = [];
    for (const world of await readWorlds(this.dataSource)) items.push(await this.worldAnswer(world));
    return { items, nextCursor: null };
  }

  @Post('worlds')
  @ApiOperation({ summary: 'Make a world', description: 'Twice makes two worlds, which know nothing of one another.' })
  @ApiCreatedResponse({ type: WorldAnswer })
  async world(@Body() body: NewWorld): Promise<WorldAnswer> {
    const nowMs = instantOf(body.now);
    if (nowMs === null) throw invalidField('now', 'must be an instant with a zone, for example 2026-11-22T09:00:00Z');
    return this.worldAnswer(await makeWorld(this.dataSource, body.name, nowMs, body.automatic, wallNowMs()));
  }

  @Post('tenants')
  @ApiOperation({ summary: 'Make a supplier in a world', description: 'With an API key for everything, the shipped policy of its region and priced books from 2021 to 2028.' })
  @ApiCreatedResponse({ type: TenantAnswer })
  async tenant(@Context() context: RequestContext, @Body() body: NewTenant): Promise<TenantAnswer> {
    const sandboxKey = sandboxKeyOf(this.env);
    const world = await worldOf(this.dataSource, context, body.world);
    const { name, kind, region, bic = 'BBRUBEBB' } = body;
    const iban = body.iban ?? madeUpIban(await nextSandboxNumber(this.dataSource));
    const making = await makeTenant(this.dataSource, sandboxKey, world, { name, kind, region, iban, bic }, worldNow(world, wallNowMs()));
    if (making.kind === 'iban_taken') throw conflict('iban_taken', `Another supplier collects on ${iban}. Leave iban out to get a new one.`);
    const { publicId } = making.tenant;
    const tariffs = PRICE_BOOKS.map((book) => ({ id: making.terms.tariffs[book.key].publicId, name: book.name, utility: book.utility }));
    return { tenantId: publicId, name, iban, bic, apiKey: sandboxApiKey(sandboxKey, publicId), policyId: making.terms.policy.publicId, tariffs };
  }

  @Post('households')
  @ApiOperation({ summary: 'Open a home', description: 'Customer, connections, meters, contracts and opening balances at once. A connection that is new is handed over switched on.' })
  @ApiCreatedResponse({ type: HouseholdAnswer })
  async household(@Keyed() keyed: KeyedRequest, @Body() body: NewHousehold): Promise<HouseholdAnswer> {
    const tenant = await findTenant(this.dataSource, body.tenant);
    const world = (await readWorlds(this.dataSource)).find(({ worldId }) => worldId === tenant?.worldId);
    if (tenant === null || world === undefined) throw notFound('tenant');
    const ocmwId = body.ocmw === undefined ? null : await this.ocmwId(body.ocmw);
    const household = await requestedHousehold(body, ocmwId, () => nextSandboxNumber(this.dataSource));
    const times = { now: worldNow(world, wallNowMs()), wallNowMs: wallNowMs() };
    if (household.contractFrom > supplyDayOf(times.now)) throw invalidField('contractFrom', 'must not be after today in this world');
    const terms = await inTenant(this.dataSource, tenant.tenantId, (tx) => storeTerms(tx, tenant.region, times.now));
    const answer = await inTenant(this.dataSource, tenant.tenantId, (tx) =>
      onceByKey(tx, keyed, async () => {
        const opening = await openHousehold(tx, { personalData: this.personalData, termsReader: this.termsReader, terms, ...times }, household);
        if (opening.kind !== 'opened') throw conflict(opening.kind, `${opening.utility}: ${REFUSALS[opening.kind]}`);
        return { status: 201, body: { customerId: opening.customerId, accounts: [...opening.accounts] } };
      }));
    return answer.body;
  }

  @Get('homes')
  @ApiOperation({ summary: 'What the outside of a world knows: suppliers with their keys, homes with their meters' })
  @ApiOkResponse({ type: HomesOfWorld })
  async homes(@Context() context: RequestContext, @Query() query: WorldQuery): Promise<HomesOfWorld> {
    const world = await worldOf(this.dataSource, context, query.world);
    return readHomes(this.dataSource, this.personalData, sandboxKeyOf(this.env), world, wallNowMs());
  }

  private async worldAnswer(world: World): Promise<WorldAnswer> {
    const sandboxKey = sandboxKeyOf(this.env);
    const tenants = await readTenants(this.dataSource, world);
    return {
      worldId: world.publicId,
      name: world.name,
      now: isoOf(worldNow(world, wallNowMs())),
      automatic: world.automatic,
      tenants: tenants.map(({ publicId: id, name, iban, bic }) => ({ id, name, iban, bic, apiKey: sandboxApiKey(sandboxKey, id) })),
    };
  }

  private async ocmwId(publicId: string): Promise<number> {
    const [ocmw] = await this.dataSource.query<{ ocmw_id: number }[]>('select ocmw_id from ocmw where public_id = $1', [publicId]);
    if (ocmw === undefined) throw notFound('OCMW');
    return ocmw.ocmw_id;
  }
}
