import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DataSource } from 'typeorm';
import type { Env } from '../env.schema.js';
import { ENV } from '../platform.module.js';
import { ACCESS_RULE, OPEN_TO_ALL, type AccessRule } from './access.js';
import { contextOfBearer } from './bearer.js';
import { forbidden, unauthenticated } from './problem.js';
import type { KnownRequest, RequestContext } from './request-context.js';

/** Knows who asks and refuses whom the endpoint does not name. Without a rule on the endpoint nobody gets in. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ENV) private readonly env: Env,
  ) {}

  async canActivate(host: ExecutionContext): Promise<boolean> {
    const targets = [host.getHandler(), host.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(OPEN_TO_ALL, targets)) return true;
    const request = host.switchToHttp().getRequest<KnownRequest>();
    const context = await this.contextOf(request.headers.authorization);
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS_RULE, targets);
    if (!rule || !allows(rule, context)) throw forbidden('Your role or key does not allow this. Ask an administrator of your organisation.');
    request.tegoed = context;
    return true;
  }

  private async contextOf(header: string | undefined): Promise<RequestContext> {
    const token = /^Bearer (\S+)$/.exec(header ?? '')?.[1];
    if (!token) throw unauthenticated('Send the header "Authorization: Bearer <API key or session token>".');
    const context = await contextOfBearer(this.dataSource, { sandbox: this.env.SANDBOX_KEY, phone: this.env.PHONE_KEY }, token);
    if (!context) throw unauthenticated('This key or session is not valid (any more). Sign in again or ask for a new key.');
    return context;
  }
}

/** Whether the rule names the one who asks. */
export function allows(rule: AccessRule, context: RequestContext): boolean {
  if (context.isSandboxKey) return rule.sandboxKey === true;
  if (context.isPhoneKey) return rule.phoneKey === true;
  if (context.role !== null) return rule.roles.includes(context.role);
  return rule.scope !== undefined && context.scopes.includes(rule.scope);
}
