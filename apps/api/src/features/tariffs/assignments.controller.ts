import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { instant, supplyDayOf } from '@tegoed/prepayment-engine';
import { IsString, IsUUID, Length } from 'class-validator';
import { DataSource } from 'typeorm';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { BellRinger } from '../../adapters/queue/bells.js';
import { Allow, SUPPLIER_STAFF } from '../../http/access.js';
import { dayOfField } from '../../http/day-fields.js';
import { Day, Flag, Id, Text } from '../../http/fields.js';
import { Keyed, onceByKey, type KeyedRequest } from '../../http/idempotency.js';
import { conflict, invalidField } from '../../http/problem.js';
import { Context, type RequestContext } from '../../http/request-context.js';
import { AccountDoor } from '../accounts/index.js';
import { writeAudit } from '../audit/index.js';
import { assignTariff } from './assign-tariff.js';

/** Another tariff for an account from a day on. */
export class NewTariffAssignment {
  @IsUUID() @Id()
  accountId: string;

  @IsUUID() @Id()
  tariffId: string;

  @IsString() @Length(10, 10) @Day({ description: 'Not later than today; may lie months back, when a status was granted retroactively.' })
  validFrom: string;

  @IsString() @Length(5, 300) @Text({ description: 'For instance: protected customer since 1 July, list of the federal authority.' })
  reason: string;
}
export class AssignedTariff {
  @Flag({ description: 'Settled days are computed again.' }) isRerated: boolean;
}

const REFUSALS = {
  unknown_tariff: invalidField('tariffId', 'There is no such tariff.'),
  other_utility: conflict('tariff_of_other_utility', 'This tariff is for another kind of supply.'),
  too_early: conflict('assignment_too_early', 'The present tariff of this account began on that day or later. Choose a later day.'),
} as const;

/** Which account is under which tariff, and since when. */
@ApiTags('tariffs')
@Controller('v1/tariff-assignments')
export class AssignmentsController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(AccountDoor) private readonly door: AccountDoor,
    @Inject(BellRinger) private readonly bells: BellRinger,
  ) {}

  @Post()
  @Allow({ roles: SUPPLIER_STAFF, scope: 'terms' })
  @ApiOperation({ summary: 'Put an account under another tariff', description: 'Settled days since then are computed again; what it gives back comes to the balance, what it takes waits for a person.' })
  @ApiCreatedResponse({ type: AssignedTariff })
  async assign(@Context() context: RequestContext, @Body() body: NewTariffAssignment, @Keyed() keyed: KeyedRequest): Promise<AssignedTariff> {
    const { tenantId, accountId, now } = await this.door.locate(context, body.accountId);
    const validFrom = dayOfField('validFrom', body.validFrom);
    if (validFrom > supplyDayOf(instant(now))) throw invalidField('validFrom', 'must not be later than today');
    const answer = await inTenant(this.dataSource, tenantId, (tx) =>
      onceByKey(tx, keyed, async () => {
        const outcome = await assignTariff(tx, { accountId, tariffPublicId: body.tariffId, validFrom, reason: body.reason, by: context.actorName, nowMs: now });
        if (outcome.kind !== 'assigned') throw REFUSALS[outcome.kind];
        await writeAudit(tx, context, { action: 'tariff.assigned', subject: `account:${body.accountId}`, facts: { tariffId: body.tariffId, validFrom, reason: body.reason }, atMs: now });
        return { status: 201, body: { isRerated: outcome.isRerated } };
      }));
    await this.bells.ring({ tenantId, kind: 'run' });
    return answer.body;
  }
}
