import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { PersonalData } from '../../adapters/crypto/index.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import type { Language } from '../../http/request-context.js';

/** A customer as registered: the phone in E.164, the mail address as typed. */
export interface CustomerToRegister {
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly language: Language;
}

/** Ids of a customer and of the household that ties the customer to the tenant. */
export interface RegisteredCustomer {
  readonly personId: number;
  readonly publicId: string;
  readonly householdId: number;
}

/** Registers a person, sealed and findable, and the household that makes the person this tenant's customer. */
export async function registerCustomer(
  tx: TenantTransaction,
  personalData: PersonalData,
  customer: CustomerToRegister,
  nowMs: number,
): Promise<RegisteredCustomer> {
  const person = await tx.one<{ person_id: number; public_id: string }>(
    'select person_id, public_id from register_person($1, $2, $3, $4, $5, $6, $7, $8)',
    [
      personalData.seal('person.name', customer.name),
      personalData.sealOrNull('person.phone', customer.phone),
      personalData.sealOrNull('person.mail', customer.email),
      personalData.namePrefixIndexes(customer.name),
      customer.phone === null ? null : personalData.phoneIndex(customer.phone),
      customer.email === null ? null : personalData.mailIndex(customer.email),
      customer.language,
      isoOf(nowMs),
    ],
  );
  const household = await tx.one<{ household_id: number }>(
    'insert into household (tenant_id, person_id) values ($1, $2) returning household_id',
    [tx.tenantId, person.person_id],
  );
  return { personId: person.person_id, publicId: person.public_id, householdId: household.household_id };
}
