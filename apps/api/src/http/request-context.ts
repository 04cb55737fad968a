import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { ApiScope, StaffRole } from './access.js';
import { forbidden } from './problem.js';

export const LANGUAGES = ['nl', 'fr', 'de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A person of the supplier or of an OCMW, as the portal shows them. */
export interface SignedInUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: StaffRole;
  readonly language: Language;
  readonly organisation: { readonly id: string; readonly name: string; readonly kind: 'tenant' | 'ocmw' };
}

/** Who asks, and in whose name. Made once per request by the guard and passed on as data. */
export interface RequestContext {
  /** For the audit: `staff:<id>`, `key:<name>` or `sandbox`. */
  readonly actor: string;
  /** For people: who did this. */
  readonly actorName: string;
  readonly tenantId: number | null;
  readonly ocmwId: number | null;
  readonly role: StaffRole | null;
  readonly scopes: readonly ApiScope[];
  readonly isSandboxKey: boolean;
  /** The phone line, which may ask for whoever proved to it who they are. */
  readonly isPhoneKey?: boolean;
  readonly user: SignedInUser | null;
}

/** A request that the guard has let through. */
export interface KnownRequest extends Request {
  tegoed?: RequestContext;
  rawBody?: Buffer;
}

/** Gives a controller method the request's context: `@Context() context: RequestContext`. */
export const Context = createParamDecorator((_: unknown, host: ExecutionContext): RequestContext => {
  const context = host.switchToHttp().getRequest<KnownRequest>().tegoed;
  if (!context) throw new Error('this endpoint is open to all and has no context');
  return context;
});

/** The exact bytes of the request's body, before any parser: for files and for signatures. */
export const RawBody = createParamDecorator((_: unknown, host: ExecutionContext): Buffer => {
  return host.switchToHttp().getRequest<KnownRequest>().rawBody ?? Buffer.alloc(0);
});

/** The tenant in whose name is asked. Throws a 403 for an OCMW and for the sandbox key. */
export function tenantOf(context: RequestContext): number {
  if (context.tenantId === null) throw forbidden('This needs a supplier: sign in as its staff or use its API key.');
  return context.tenantId;
}
