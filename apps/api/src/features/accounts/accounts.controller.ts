import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayUnique, IsArray, IsIn, IsOptional } from 'class-validator';
import { Allow, HOME_READERS } from '../../http/access.js';
import { PageQuery } from '../../http/page-query.js';
import { Context, LANGUAGES, type Language, type RequestContext } from '../../http/request-context.js';
import { Account, AccountList } from './account-answer.js';
import { Explanation } from './explain/explain-answer.js';
import { ExplainAccount } from './explain/explain-account.js';
import { AccountsQuery, ListAccounts } from './list-accounts.js';
import { ReadAccount } from './read-account.js';
import { AccountTimeline } from './timeline/account-timeline.js';
import { Timeline, TIMELINE_KINDS, type TimelineKind } from './timeline/timeline-answer.js';

class LanguageQuery {
  @ApiPropertyOptional({ enum: LANGUAGES, description: 'Of the sentences; without it that of the signed-in user.' })
  @IsOptional() @IsIn(LANGUAGES)
  language?: Language;
}

class TimelineQuery extends PageQuery {
  @ApiPropertyOptional({ enum: TIMELINE_KINDS, isArray: true, description: 'May be given several times; without it all kinds.' })
  @IsOptional() @Transform(({ value }) => [value].flat()) @IsArray() @ArrayUnique() @IsIn(TIMELINE_KINDS, { each: true })
  kind?: TimelineKind[];

  @ApiPropertyOptional({ enum: LANGUAGES })
  @IsOptional() @IsIn(LANGUAGES)
  language?: Language;
}

/** Homes on prepayment: lists, one page per account, its whole history, and why it is on or off. */
@ApiTags('accounts')
@ApiBearerAuth('bearer')
@Allow({ roles: HOME_READERS, scope: 'read' })
@Controller('v1/accounts')
export class AccountsController {
  constructor(
    @Inject(ListAccounts) private readonly list: ListAccounts,
    @Inject(ReadAccount) private readonly read: ReadAccount,
    @Inject(AccountTimeline) private readonly timelines: AccountTimeline,
    @Inject(ExplainAccount) private readonly explanations: ExplainAccount,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Accounts, found by anything that people have in their hand' })
  @ApiOkResponse({ type: AccountList })
  accounts(@Context() context: RequestContext, @Query() query: AccountsQuery): Promise<AccountList> {
    return this.list.page(context, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One account' })
  @ApiOkResponse({ type: Account })
  account(@Context() context: RequestContext, @Param('id') id: string): Promise<Account> {
    return this.read.one(context, id);
  }

  @Get(':id/timeline')
  @ApiOperation({ summary: 'Everything that happened to an account, newest first' })
  @ApiOkResponse({ type: Timeline })
  timeline(@Context() context: RequestContext, @Param('id') id: string, @Query() query: TimelineQuery): Promise<Timeline> {
    const { kind: kinds, language = languageOf(context), ...page } = query;
    return this.timelines.page(context, id, { ...page, ...(kinds ? { kinds } : {}), language });
  }

  @Get(':id/explain')
  @ApiOperation({ summary: 'Why this home is on, limited or off' })
  @ApiOkResponse({ type: Explanation })
  explain(@Context() context: RequestContext, @Param('id') id: string, @Query() query: LanguageQuery): Promise<Explanation> {
    return this.explanations.explain(context, id, query.language ?? languageOf(context));
  }
}

function languageOf(context: RequestContext): Language {
  return context.user?.language ?? 'nl';
}
