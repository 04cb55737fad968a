import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { PersonalData } from '../../adapters/crypto/index.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { Allow, SUPPLIER_READERS, SUPPLIER_STAFF } from '../../http/access.js';
import { cursorOf, positionOf } from '../../http/cursor.js';
import { Choice, Id, Parts, Text } from '../../http/fields.js';
import { Keyed, onceByKey, type KeyedRequest } from '../../http/idempotency.js';
import { PAGE_SIZE, PageQuery } from '../../http/page-query.js';
import { notFound } from '../../http/problem.js';
import { Context, LANGUAGES, tenantOf, type Language, type RequestContext } from '../../http/request-context.js';
import { idOfPath } from '../../http/validation.js';
import { writeAudit } from '../audit/index.js';
import { NewCustomer, phoneOfField } from './customer-fields.js';
import { registerCustomer } from './register-customer.js';

class CustomerId {
  @Id() id: string;
}

class Customer extends CustomerId {
  @Text() name: string;
  @Text({ nullable: true }) phone: string | null;
  @Text({ nullable: true }) email: string | null;
  @Choice(LANGUAGES) language: Language;
  @ApiProperty({ type: [String], format: 'uuid', description: 'Accounts of this customer.' }) accountIds: string[];
}

class CustomerList {
  @Parts(() => Customer) items: Customer[];
  @Text({ nullable: true }) nextCursor: string | null;
}

interface CustomerRow {
  readonly person_id: number;
  readonly public_id: string;
  readonly name: Buffer;
  readonly phone: Buffer | null;
  readonly mail: Buffer | null;
  readonly language: Language;
  readonly account_ids: string[];
}

const SELECT_CUSTOMERS = `
select p.person_id, p.public_id, p.name, p.phone, p.mail, p.language,
  array(select a.public_id::text from contract c join account a using (account_id) where c.person_id = p.person_id order by a.account_id) as account_ids
from person p where exists (select 1 from household h where h.person_id = p.person_id)`;

@ApiTags('customers')
@ApiBearerAuth('bearer')
@Controller('v1/customers')
export class CustomersController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(PersonalData) private readonly personalData: PersonalData,
  ) {}

  @Get()
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'The supplier’s customers' })
  @ApiOkResponse({ type: CustomerList })
  async list(@Context() context: RequestContext, @Query() query: PageQuery): Promise<CustomerList> {
    const limit = query.limit ?? PAGE_SIZE;
    const after = query.cursor === undefined ? 0 : positionOf(query.cursor, ['number'])[0];
    const rows = await inTenant(this.dataSource, tenantOf(context), (tx) =>
      tx.query<CustomerRow>(`${SELECT_CUSTOMERS} and p.person_id > $1 order by p.person_id limit $2`, [after, limit + 1]));
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return { items: page.map((row) => this.answer(row)), nextCursor: last ? cursorOf([last.person_id]) : null };
  }

  @Get(':id')
  @Allow({ roles: SUPPLIER_READERS, scope: 'read' })
  @ApiOperation({ summary: 'One customer' })
  @ApiOkResponse({ type: Customer })
  async one(@Context() context: RequestContext, @Param('id') id: string): Promise<Customer> {
    const tenantId = tenantOf(context);
    const publicId = idOfPath(id, 'customer');
    const nowMs = await this.clock.nowOf(tenantId);
    const row = await inTenant(this.dataSource, tenantId, async (tx) => {
      const rows = await tx.query<CustomerRow>(`${SELECT_CUSTOMERS} and p.public_id = $1`, [publicId]);
      if (rows[0]) await writeAudit(tx, context, { action: 'customer.read', subject: `customer:${publicId}`, atMs: nowMs });
      return rows[0];
    });
    if (!row) throw notFound('customer');
    return this.answer(row);
  }

  @Post()
  @Allow({ roles: SUPPLIER_STAFF, scope: 'contracts' })
  @ApiOperation({ summary: 'Register a customer' })
  @ApiCreatedResponse({ type: CustomerId })
  async register(@Context() context: RequestContext, @Keyed() keyed: KeyedRequest, @Body() body: NewCustomer): Promise<CustomerId> {
    const tenantId = tenantOf(context);
    const phone = phoneOfField('phone', body.phone);
    const nowMs = await this.clock.nowOf(tenantId);
    const answer = await inTenant(this.dataSource, tenantId, (tx) =>
      onceByKey(tx, keyed, async () => {
        const { publicId } = await registerCustomer(tx, this.personalData, { ...body, phone, email: body.email ?? null }, nowMs);
        await writeAudit(tx, context, { action: 'customer.registered', subject: `customer:${publicId}`, atMs: nowMs });
        return { status: 201, body: { id: publicId } };
      }));
    return answer.body;
  }

  private answer(row: CustomerRow): Customer {
    return {
      id: row.public_id,
      name: this.personalData.open('person.name', row.name),
      phone: this.personalData.openOrNull('person.phone', row.phone),
      email: this.personalData.openOrNull('person.mail', row.mail),
      language: row.language,
      accountIds: row.account_ids,
    };
  }
}
