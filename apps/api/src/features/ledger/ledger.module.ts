import { Controller, Get, Inject, Module } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { microEuro } from '@tegoed/prepayment-engine';
import { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { Allow } from '../../http/access.js';
import { euroOf } from '../../http/euro.js';
import { At, Euro, Flag, Id, Parts, Text, Whole } from '../../http/fields.js';
import { Context, tenantOf, type RequestContext } from '../../http/request-context.js';
import { verifyLedger } from './verify-ledger.js';

class LedgerProblemAnswer {
  @Id({ nullable: true, description: 'Null for the books as a whole' }) accountId: string | null;
  @Text() what: string;
}

/** The proof of the ledger at one moment. */
class LedgerVerificationAnswer {
  @Flag({ description: 'Nothing at all is wrong' }) stands: boolean;
  @At() asOf: string;
  @Whole() accounts: number;
  @Whole() entries: number;
  @Euro({ description: 'Sum of every difference that was found' }) differenceEuro: string;
  @Parts(() => LedgerProblemAnswer) problems: LedgerProblemAnswer[];
}

/** The books. */
@ApiTags('ledger')
@Controller('v1/ledger')
class LedgerController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
  ) {}

  @Get('verify')
  @Allow({ roles: ['supplier_admin', 'operator', 'auditor'], scope: 'read' })
  @ApiOperation({
    summary: 'Prove the ledger',
    description: 'In one snapshot: entry numbers without gaps, every balance played again from nothing, the general ledger against the lines of each entry, suspense against the payments that wait, and everything sums to zero.',
  })
  @ApiOkResponse({ type: LedgerVerificationAnswer })
  async verify(@Context() context: RequestContext): Promise<LedgerVerificationAnswer> {
    const tenantId = tenantOf(context);
    const asOf = isoOf(await this.clock.nowOf(tenantId));
    const { accounts, entries, differenceMicroEuro, problems } = await verifyLedger(this.dataSource, tenantId);
    return { stands: problems.length === 0, asOf, accounts, entries, differenceEuro: euroOf(microEuro(differenceMicroEuro)), problems: [...problems] };
  }
}

/** Proof of the ledger over HTTP. */
@Module({ controllers: [LedgerController] })
export class LedgerModule {}
