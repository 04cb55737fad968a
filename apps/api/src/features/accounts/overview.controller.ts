import { Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, SUPPLIER_READERS } from '../../http/access.js';
import { Context, type RequestContext } from '../../http/request-context.js';
import { Overview } from './overview-answer.js';
import { ReadOverview } from './read-overview.js';

@ApiTags('overview')
@ApiBearerAuth('bearer')
@Controller('v1/overview')
export class OverviewController {
  constructor(@Inject(ReadOverview) private readonly overviews: ReadOverview) {}

  @Get()
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'How the supplier’s homes, money and machinery stand now' })
  @ApiOkResponse({ type: Overview })
  overview(@Context() context: RequestContext): Promise<Overview> {
    return this.overviews.of(context);
  }
}
