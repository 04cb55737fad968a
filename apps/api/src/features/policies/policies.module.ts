import { Body, Controller, Get, Inject, Module, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { mergePolicy, SHIPPED_POLICIES, type HouseLayer, type PolicyViolation, type Region } from '@tegoed/prepayment-engine';
import { IsIn, IsISO8601, IsObject, IsOptional, IsString, Length } from 'class-validator';
import { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { PolicyVersion, type StoredPolicy } from '../../adapters/postgres/entities/policy.entity.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { Allow, SUPPLIER_READERS } from '../../http/access.js';
import { dayOfField, rangeOf } from '../../http/day-fields.js';
import { Choice, Day, Facts, Id, Parts, Text, Whole } from '../../http/fields.js';
import { Keyed, onceByKey, type KeyedRequest } from '../../http/idempotency.js';
import { PageQuery } from '../../http/page-query.js';
import { invalidFields, type FieldProblem } from '../../http/problem.js';
import { Context, tenantOf, type RequestContext } from '../../http/request-context.js';
import { REGIONS } from '../accounts/index.js';
import { writeAudit } from '../audit/index.js';

class NewPolicy {
  @ApiProperty({ type: String }) @IsString() @Length(2, 100)
  name: string;

  @ApiProperty({ enum: REGIONS }) @IsIn(REGIONS)
  region: Region;

  @ApiProperty({ type: String, format: 'date' }) @IsISO8601({ strict: true }) @Length(10, 10)
  validFrom: string;

  @ApiPropertyOptional({ type: String, format: 'date' }) @IsOptional() @IsISO8601({ strict: true }) @Length(10, 10)
  validUntil?: string;

  @ApiProperty({
    type: 'object', additionalProperties: true,
    description: 'The house layer: {general?, utilities?} with values as {value, status, source}. Each may move the law only in the customer’s favour.',
  })
  @IsObject()
  house: HouseLayer;
}

class PolicyRow {
  @Id() id: string;
  @Text() name: string;
  @Choice(REGIONS) region: Region;
  @Whole() version: number;
  @Day() validFrom: string;
  @Day({ nullable: true }) validUntil: string | null;
  @Facts() rules: StoredPolicy;
}
class PolicyList {
  @Parts(() => PolicyRow) items: PolicyRow[];
  @Text({ nullable: true }) nextCursor: string | null;
}
class AddedPolicy {
  @Id() id: string;
}

interface StoredRow {
  readonly public_id: string;
  readonly name: string;
  readonly region: Region;
  readonly version: number;
  readonly valid_from: string;
  readonly valid_until: string | null;
  readonly document: StoredPolicy;
}

const VIOLATIONS: Readonly<Record<PolicyViolation['why'], string>> = {
  unknown_field: 'is not a value of a policy',
  wrong_type: 'has the wrong shape: give {value, status, source} with a value like the law’s',
  against_the_customer: 'moves the law against the customer; a house may only move it in the customer’s favour',
};

/** The rules of the house on top of the law of the region, dated and versioned. */
@ApiTags('policies')
@ApiBearerAuth('bearer')
@Controller('v1/policies')
class PoliciesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
  ) {}

  @Get()
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'All versions of all policies, newest first per policy' })
  @ApiOkResponse({ type: PolicyList })
  async list(@Context() context: RequestContext, @Query() _query: PageQuery): Promise<PolicyList> {
    const rows = await inTenant(this.dataSource, tenantOf(context), (tx) =>
      tx.query<StoredRow>(
        `select public_id, name, region, version, lower(valid) as valid_from, upper(valid) - 1 as valid_until, document
         from policy where layer = 'house' order by name, version desc`));
    return { items: rows.map(policyOf), nextCursor: null };
  }

  @Post()
  @Allow({ roles: ['supplier_admin'], scope: 'terms' })
  @ApiOperation({ summary: 'Add a policy, or a version to the policy of that name' })
  @ApiCreatedResponse({ type: AddedPolicy })
  async add(@Context() context: RequestContext, @Keyed() keyed: KeyedRequest, @Body() body: NewPolicy): Promise<AddedPolicy> {
    const tenantId = tenantOf(context);
    const document = documentOf(body);
    const nowMs = await this.clock.nowOf(tenantId);
    const answer = await inTenant(this.dataSource, tenantId, (tx) =>
      onceByKey(tx, keyed, async () => {
        const policies = tx.manager.getRepository(PolicyVersion);
        const version = 1 + (await policies.countBy({ tenantId, name: body.name }));
        const policy = await policies.save({
          tenantId, layer: 'house', name: body.name, region: body.region, valid: rangeOf(document.validFrom, document.validUntil), version,
          document: { ...document, id: `${body.name} ${version}` }, recordedAt: isoOf(nowMs),
        });
        await writeAudit(tx, context, { action: 'policy.added', subject: `policy:${policy.publicId}`, facts: { version }, atMs: nowMs });
        return { status: 201, body: { id: policy.publicId } };
      }));
    return answer.body;
  }
}

/** The merged document. Throws a 422 that names every value which the law does not allow. */
function documentOf(body: NewPolicy): StoredPolicy {
  const validFrom = dayOfField('validFrom', body.validFrom);
  const validUntil = body.validUntil === undefined ? null : dayOfField('validUntil', body.validUntil);
  const problems = shapeProblems(body.house);
  if (problems.length > 0) throw invalidFields(problems);
  const { law } = SHIPPED_POLICIES[body.region];
  const merged = mergePolicy({ id: body.name, region: body.region, validFrom, validUntil, law, house: body.house });
  if (merged.kind === 'refused') throw invalidFields(merged.violations.map(({ field, why }) => ({ field: `house.${field}`, message: VIOLATIONS[why] })));
  return { ...merged.policy, house: body.house };
}

/** The merge reads values as {value, status, source}; what comes over the wire may be anything. */
function shapeProblems(house: unknown): FieldProblem[] {
  const layer = house as { general?: unknown; utilities?: Record<string, unknown> };
  const sections: [string, unknown][] = [['general', layer.general], ...Object.entries(layer.utilities ?? {})];
  return sections.flatMap(([section, values]) =>
    values === undefined ? [] : Object.entries(values ?? {}).filter(([, value]) => !isSourced(value))
      .map(([field]) => ({ field: `house.${section}.${field}`, message: VIOLATIONS.wrong_type })));
}

function isSourced(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { status, source } = value as { status?: unknown; source?: unknown };
  return 'value' in value && (status === 'verified' || status === 'old' || status === 'guess') && typeof source === 'string';
}

function policyOf(row: StoredRow): PolicyRow {
  return {
    id: row.public_id, name: row.name, region: row.region, version: row.version, validFrom: row.valid_from, validUntil: row.valid_until,
    rules: row.document,
  };
}

@Module({ controllers: [PoliciesController] })
export class PoliciesModule {}
