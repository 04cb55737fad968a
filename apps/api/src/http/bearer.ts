import type { DataSource } from 'typeorm';
import { wallNowMs, isoOf } from '../adapters/clock/wall-clock.js';
import { sameSecret, tokenHash } from '../adapters/crypto/index.js';
import type { ApiScope, StaffRole } from './access.js';
import type { Language, RequestContext } from './request-context.js';

interface SessionRow {
  public_id: string;
  role: StaffRole;
  name: string;
  email: string;
  language: Language;
  tenant_id: number | null;
  ocmw_id: number | null;
  organisation_id: string;
  organisation_name: string;
}

/** Keys of the installation itself, which belong to no tenant. */
export interface InstallationKeys {
  readonly sandbox: string | undefined;
  readonly phone: string | undefined;
}

/** The context that a bearer token stands for; null when it stands for nobody (any more). */
export async function contextOfBearer(dataSource: DataSource, keys: InstallationKeys, token: string): Promise<RequestContext | null> {
  if (keys.sandbox !== undefined && sameSecret(token, keys.sandbox)) return SANDBOX;
  if (keys.phone !== undefined && sameSecret(token, keys.phone)) return PHONE_LINE;
  if (token.startsWith('tgd_ses_')) return ofSession(dataSource, token);
  return ofApiKey(dataSource, token);
}

const SANDBOX: RequestContext = {
  actor: 'sandbox', actorName: 'sandbox', tenantId: null, ocmwId: null, role: null, scopes: [], isSandboxKey: true, user: null,
};

const PHONE_LINE: RequestContext = {
  actor: 'phone', actorName: 'phone', tenantId: null, ocmwId: null, role: null, scopes: [], isSandboxKey: false, isPhoneKey: true, user: null,
};

async function ofSession(dataSource: DataSource, token: string): Promise<RequestContext | null> {
  const rows = await dataSource.query<SessionRow[]>('select * from find_session($1, $2)', [tokenHash(token), isoOf(wallNowMs())]);
  const row = rows[0];
  if (!row) return null;
  const kind = row.tenant_id === null ? 'ocmw' : 'tenant';
  return {
    actor: `staff:${row.public_id}`,
    actorName: row.name,
    tenantId: row.tenant_id,
    ocmwId: row.ocmw_id,
    role: row.role,
    scopes: [],
    isSandboxKey: false,
    user: {
      id: row.public_id, name: row.name, email: row.email, role: row.role, language: row.language,
      organisation: { id: row.organisation_id, name: row.organisation_name, kind },
    },
  };
}

async function ofApiKey(dataSource: DataSource, token: string): Promise<RequestContext | null> {
  const rows = await dataSource.query<{ tenant_id: number; name: string; scopes: ApiScope[] }[]>('select * from find_api_key($1)', [tokenHash(token)]);
  const row = rows[0];
  if (!row) return null;
  return {
    actor: `key:${row.name}`, actorName: row.name, tenantId: row.tenant_id, ocmwId: null, role: null, scopes: row.scopes,
    isSandboxKey: false, user: null,
  };
}
