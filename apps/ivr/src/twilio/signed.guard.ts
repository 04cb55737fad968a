import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { ENV, type Env } from '../env.schema.js';
import { formFields, isFromTwilio, publicAddress } from './signature.js';

/** A webhook with its fields, after the signature was found right. */
export interface SignedRequest extends Request {
  rawBody?: Buffer;
  fields?: Readonly<Record<string, string | string[]>>;
}

/** Lets only Twilio in: a wrong or missing signature is a 403. */
@Injectable()
export class SignedGuard implements CanActivate {
  constructor(@Inject(ENV) private readonly env: Env) {}

  canActivate(host: ExecutionContext): boolean {
    const request = host.switchToHttp().getRequest<SignedRequest>();
    const fields = formFields(request.rawBody ?? Buffer.alloc(0));
    const address = publicAddress(request, this.env.IVR_URL, this.env.IVR_TRUST_PROXY === 'true');
    if (!isFromTwilio(this.env.TWILIO_AUTH_TOKEN, request.headers['x-twilio-signature'], address, fields)) return false;
    request.fields = fields;
    return true;
  }
}

/** One field of a signed webhook; null when it is absent, empty or given twice. */
export function fieldOf(request: SignedRequest, name: string): string | null {
  const value = request.fields?.[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
