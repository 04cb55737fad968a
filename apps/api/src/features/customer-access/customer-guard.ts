import { Inject, Injectable, createParamDecorator, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { unauthenticated } from '../../http/problem.js';
import type { KnownRequest } from '../../http/request-context.js';
import { CustomerDoor, type Customer } from './customer-door.js';

interface CustomerRequest extends KnownRequest {
  tegoedCustomer?: Customer;
}

/** Lets a signed-in customer through and nobody else: keys and sessions of staff mean nothing here. */
@Injectable()
export class CustomerGuard implements CanActivate {
  constructor(@Inject(CustomerDoor) private readonly door: CustomerDoor) {}

  async canActivate(host: ExecutionContext): Promise<boolean> {
    const request = host.switchToHttp().getRequest<CustomerRequest>();
    const customer = await this.door.customerOf(request.headers.authorization);
    if (customer === null) throw unauthenticated('This session has ended. Sign in again with a new code.');
    request.tegoedCustomer = customer;
    return true;
  }
}

/** Gives a controller method the customer who asks. */
export const SignedInCustomer = createParamDecorator((_: unknown, host: ExecutionContext): Customer => {
  const customer = host.switchToHttp().getRequest<CustomerRequest>().tegoedCustomer;
  if (customer === undefined) throw new Error('this endpoint is not behind the customer guard');
  return customer;
});
