import { Inject, Injectable } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { PersonalData } from '../../adapters/crypto/index.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { cursorOf, positionOf } from '../../http/cursor.js';
import { PAGE_SIZE, PageQuery } from '../../http/page-query.js';
import { notFound } from '../../http/problem.js';
import type { RequestContext } from '../../http/request-context.js';
import { hasMandate } from '../people/index.js';
import { CONFIRMED_SUPPLIES, CREDIT_STATES, type AccountList, type AccountRow } from './account-answer.js';
import { AccountDoor } from './account-door.js';
import { accountRowOf, SELECT_ACCOUNT_ROWS, type AccountRowColumns } from './account-rows.js';
import { accountsOfTerms, searchTerms } from './account-search.js';

export class AccountsQuery extends PageQuery {
  @ApiPropertyOptional({ type: String, description: 'EAN, its last 13 digits, meter serial, phone, mail, name, structured reference or payment id.' })
  @IsOptional() @IsString() @MaxLength(100)
  query?: string;

  @ApiPropertyOptional({ enum: CREDIT_STATES })
  @IsOptional() @IsIn(CREDIT_STATES)
  creditState?: (typeof CREDIT_STATES)[number];

  @ApiPropertyOptional({ enum: CONFIRMED_SUPPLIES, description: 'What the meter last confirmed.' })
  @IsOptional() @IsIn(CONFIRMED_SUPPLIES)
  supply?: (typeof CONFIRMED_SUPPLIES)[number];
}

interface Position {
  readonly tenantId: number;
  readonly accountId: number;
}

/** Lists accounts in the order of their numbers, tenant by tenant, one page at a time. */
@Injectable()
export class ListAccounts {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(AccountDoor) private readonly door: AccountDoor,
  ) {}

  async page(context: RequestContext, query: AccountsQuery): Promise<AccountList> {
    const limit = query.limit ?? PAGE_SIZE;
    const tenants = await this.door.tenantsOf(context);
    const from = startOf(query.cursor, tenants);
    const found: { row: AccountRow; position: Position }[] = [];
    for (const tenantId of tenants.filter((id) => id >= (from?.tenantId ?? 0))) {
      const after = from?.tenantId === tenantId ? from.accountId : 0;
      found.push(...(await this.ofTenant(tenantId, context.ocmwId, query, after, limit + 1 - found.length)));
      if (found.length > limit) break;
    }
    const last = found.length > limit ? found[limit - 1]?.position : undefined;
    return { items: found.slice(0, limit).map(({ row }) => row), nextCursor: last ? cursorOf([last.tenantId, last.accountId]) : null };
  }

  private async ofTenant(tenantId: number, ocmwId: number | null, query: AccountsQuery, after: number, limit: number): Promise<{ row: AccountRow; position: Position }[]> {
    const { now, day } = await this.door.today(tenantId);
    const terms = query.query ? searchTerms(query.query, this.personalData) : null;
    if (terms?.length === 0) return [];
    const sql = `${SELECT_ACCOUNT_ROWS}
      where s.account_id > $2 and ($3::int is null or ${hasMandate('$3', '$1')})
        and ($4::text is null or s.credit_state = $4)
        and ($5::text is null or $5 = case when c.period @> $1::date then ss.confirmed_supply else s.confirmed_supply end)
        ${terms === null ? '' : `and s.account_id in (${accountsOfTerms(terms, 7)})`}
      order by s.account_id limit $6`;
    const values = [day, after, ocmwId, query.creditState ?? null, query.supply ?? null, limit, ...(terms ?? []).map((term) => term.value)];
    const rows = await inTenant(this.dataSource, tenantId, (tx) => tx.query<AccountRowColumns>(sql, values));
    return rows.map((row) => ({ row: accountRowOf(row, this.personalData, now, day), position: { tenantId, accountId: row.account_id } }));
  }
}

// A cursor that names somebody else's tenant was not given to this one who asks.
function startOf(cursor: string | undefined, tenants: readonly number[]): Position | null {
  if (cursor === undefined) return null;
  const [tenantId, accountId] = positionOf(cursor, ['number', 'number']) as [number, number];
  if (!tenants.includes(tenantId)) throw notFound('page');
  return { tenantId, accountId };
}
