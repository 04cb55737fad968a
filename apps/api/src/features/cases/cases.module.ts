import { Controller, Get, Inject, Module } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '../../http/access.js';
import { Context, type RequestContext } from '../../http/request-context.js';
import { AccountsModule } from '../accounts/index.js';
import { Cases } from './cases-answer.js';
import { ReadCases } from './read-cases.js';

@ApiTags('cases')
@ApiBearerAuth('bearer')
@Controller('v1/cases')
class CasesController {
  constructor(@Inject(ReadCases) private readonly readCases: ReadCases) {}

  @Get()
  @Allow({ roles: ['case_worker'] })
  @ApiOperation({ summary: 'People with a mandate who need help, the most urgent first' })
  @ApiOkResponse({ type: Cases })
  cases(@Context() context: RequestContext): Promise<Cases> {
    return this.readCases.of(context);
  }
}

@Module({ imports: [AccountsModule], controllers: [CasesController], providers: [ReadCases] })
export class CasesModule {}
