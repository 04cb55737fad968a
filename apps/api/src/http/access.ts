import { SetMetadata } from '@nestjs/common';

/** Roles of people who sign in. */
export const STAFF_ROLES = ['supplier_agent', 'supplier_admin', 'case_worker', 'auditor', 'operator'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** What an API key may be allowed to do. */
export const API_SCOPES = ['read', 'payments', 'readings', 'contracts', 'terms', 'supply', 'notices'] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** Who may use an endpoint. `sandboxKey`: the operator key of the sandbox may, too; `phoneKey`: the phone line may. */
export interface AccessRule {
  readonly roles: readonly StaffRole[];
  readonly scope?: ApiScope;
  readonly sandboxKey?: boolean;
  readonly phoneKey?: boolean;
}

export const ACCESS_RULE = 'tegoed:access-rule';
export const OPEN_TO_ALL = 'tegoed:open-to-all';

/** The one decorator that opens an endpoint; an endpoint without it (or `OpenToAll`) refuses everybody. */
export const Allow = (rule: AccessRule): MethodDecorator & ClassDecorator => SetMetadata(ACCESS_RULE, rule);

/** No bearer needed: health, signing in, and callbacks that prove themselves by a signature. */
export const OpenToAll = (): MethodDecorator & ClassDecorator => SetMetadata(OPEN_TO_ALL, true);

/** Everybody who works for a supplier. */
export const SUPPLIER_STAFF = ['supplier_agent', 'supplier_admin', 'operator'] as const satisfies readonly StaffRole[];

/** Everybody who works for a supplier, and those who check on them. */
export const SUPPLIER_READERS = [...SUPPLIER_STAFF, 'auditor'] as const satisfies readonly StaffRole[];

/** Everybody who may look at a home: the supplier's people and case workers with a mandate. */
export const HOME_READERS = [...SUPPLIER_READERS, 'case_worker'] as const satisfies readonly StaffRole[];
