import { Body, Controller, Inject, Module, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { supplyDayOf, instant, type MicroEuro, type SupplyDay } from '@tegoed/prepayment-engine';
import { DataSource } from 'typeorm';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { PersonalData } from '../../adapters/crypto/index.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { Allow, SUPPLIER_STAFF } from '../../http/access.js';
import { dayOfField } from '../../http/day-fields.js';
import { microEuroOfField } from '../../http/euro.js';
import { Keyed, onceByKey, type KeyedRequest } from '../../http/idempotency.js';
import { conflict, invalidField, type HttpProblem } from '../../http/problem.js';
import { Context, tenantOf, type RequestContext } from '../../http/request-context.js';
import { writeAudit } from '../audit/index.js';
import { phoneOfField, registerCustomer } from '../people/index.js';
import { NewContract, OpenedContract } from './contract-dto.js';
import { openContract, type ContractOpening, type ContractToOpen } from './open-contract.js';
import { isStructuredReference, printedReference } from './structured-reference.js';

const REFUSALS: Readonly<Record<Exclude<ContractOpening['kind'], 'opened'>, string>> = {
  reference_taken: 'This structured reference belongs to another account. Leave it out to get a fresh one.',
  connection_taken: 'This connection has a contract on these days. End that contract first, or choose a later first day.',
  other_utility: 'This EAN is known for another kind of supply. Check the EAN.',
  meter_elsewhere: 'This meter stands at another connection. Check the serial number, or end its placement there.',
};

@ApiTags('contracts')
@ApiBearerAuth('bearer')
@Controller('v1/contracts')
class ContractsController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(PersonalData) private readonly personalData: PersonalData,
  ) {}

  @Post()
  @Allow({ roles: SUPPLIER_STAFF, scope: 'contracts' })
  @ApiOperation({ summary: 'Open a contract: connection, meter, holder, tariff and policy, from a day on' })
  @ApiCreatedResponse({ type: OpenedContract })
  async open(@Context() context: RequestContext, @Keyed() keyed: KeyedRequest, @Body() body: NewContract): Promise<OpenedContract> {
    const tenantId = tenantOf(context);
    const nowMs = await this.clock.nowOf(tenantId);
    const asked = contractFields(body, nowMs);
    const answer = await inTenant(this.dataSource, tenantId, (tx) =>
      onceByKey(tx, keyed, async () => {
        const terms = await termsOf(tx, body);
        const personId = await this.holderOf(tx, body, nowMs);
        const opened = await openContract(tx, { ...asked, ...terms, personId, nowMs });
        if (opened.kind !== 'opened') throw conflict(opened.kind, REFUSALS[opened.kind]);
        await writeAudit(tx, context, { action: 'contract.opened', subject: `account:${opened.publicId}`, atMs: nowMs });
        return { status: 201, body: { accountId: opened.publicId, reference: printedReference(opened.reference) } };
      }));
    return answer.body;
  }

  private async holderOf(tx: TenantTransaction, body: NewContract, nowMs: number): Promise<number> {
    if (body.customerId !== undefined) return idOf(tx, 'person', 'customerId', body.customerId);
    if (body.customer === undefined) throw invalidField('customerId', 'give customerId of an existing customer, or customer with a new one');
    const phone = phoneOfField('customer.phone', body.customer.phone);
    const registered = await registerCustomer(tx, this.personalData, { ...body.customer, phone, email: body.customer.email ?? null }, nowMs);
    return registered.personId;
  }
}

type AskedFields = Omit<ContractToOpen, 'personId' | 'tariffId' | 'policyId' | 'nowMs'>;

/** What the body says, checked and in the engine's units. */
function contractFields(body: NewContract, nowMs: number): AskedFields {
  const reference = body.reference?.replace(/[\s+*/]/g, '') ?? null;
  if (reference !== null && !isStructuredReference(reference)) throw invalidField('reference', 'must be a structured reference of 12 digits whose check fits');
  return {
    connection: { ...body.connection, gasStation: body.connection.gasStation ?? null, solar: body.connection.solar ?? false },
    meter: { serial: body.meter.serial, modelId: body.meter.modelId, throughSerial: body.meter.gasThroughSerial ?? null },
    legalGround: body.legalGround,
    from: firstDay(body.from, nowMs),
    registers: registersOf(body),
    reference,
    instalmentMicroEuro: instalmentOf(body),
  };
}

// Days before today are settled already; a contract among them would need every one of those runs again.
function firstDay(text: string, nowMs: number): SupplyDay {
  const from = dayOfField('from', text);
  if (from < supplyDayOf(instant(nowMs))) throw invalidField('from', 'must be today or later: past days are settled already');
  return from;
}

function instalmentOf({ instalmentEuro }: NewContract): MicroEuro {
  const amount = microEuroOfField('instalmentEuro', instalmentEuro ?? '0');
  if (amount < 0) throw invalidField('instalmentEuro', 'must not be below zero');
  return amount;
}

function registersOf({ registers }: NewContract): ContractToOpen['registers'] {
  if (registers === undefined) return null;
  const { offtake1, offtake2 = null, injection1 = null, injection2 = null } = registers;
  return { offtake1, offtake2, injection1, injection2 };
}

async function termsOf(tx: TenantTransaction, body: NewContract): Promise<{ tariffId: number; policyId: number }> {
  return { tariffId: await idOf(tx, 'tariff', 'tariffId', body.tariffId), policyId: await idOf(tx, 'policy', 'policyId', body.policyId) };
}

async function idOf(tx: TenantTransaction, table: 'person' | 'tariff' | 'policy', field: string, publicId: string): Promise<number> {
  const rows = await tx.query<{ id: number }>(`select ${table}_id as id from ${table} where public_id = $1`, [publicId]);
  if (!rows[0]) throw unknown(field);
  return rows[0].id;
}

function unknown(field: string): HttpProblem {
  return invalidField(field, 'is not known here');
}

@Module({ controllers: [ContractsController] })
export class ContractsModule {}
