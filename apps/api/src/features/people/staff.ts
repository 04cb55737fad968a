import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { hashPassword, newApiKey, tokenHash } from '../../adapters/crypto/index.js';
import type { ApiScope, StaffRole } from '../../http/access.js';
import type { Language } from '../../http/request-context.js';

/** A member of staff to register: of the transaction's tenant, or of an OCMW. */
export interface StaffToRegister {
  readonly ocmwId: number | null;
  readonly role: StaffRole;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly language: Language;
}

/** Registers a member of staff and gives the public id. Throws when the mail address is taken. */
export async function registerStaff(tx: TenantTransaction, staff: StaffToRegister): Promise<string> {
  const row = await tx.one<{ id: string }>('select register_staff($1, $2, $3, $4, $5, $6) as id', [
    staff.ocmwId, staff.role, staff.name, staff.email, await hashPassword(staff.password), staff.language,
  ]);
  return row.id;
}

/** Makes an API key of the transaction's tenant. The key is given once; only its hash is kept. */
export async function issueApiKey(tx: TenantTransaction, mode: 'sandbox' | 'live', name: string, scopes: readonly ApiScope[]): Promise<string> {
  const key = newApiKey(mode);
  await tx.query('select register_api_key($1, $2, $3)', [tokenHash(key), name, [...scopes]]);
  return key;
}

/** Ends an API key of the transaction's tenant at once. */
export async function revokeApiKey(tx: TenantTransaction, key: string, at: string): Promise<void> {
  await tx.query('select revoke_api_key($1, $2)', [tokenHash(key), at]);
}

/** Registers an OCMW, which stands outside tenants. */
export async function registerOcmw(tx: TenantTransaction, name: string, postcode: string): Promise<{ ocmwId: number; publicId: string }> {
  const row = await tx.one<{ ocmw_id: number; public_id: string }>('select ocmw_id, public_id from register_ocmw($1, $2)', [name, postcode]);
  return { ocmwId: row.ocmw_id, publicId: row.public_id };
}
