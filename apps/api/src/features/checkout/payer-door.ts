import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Env } from '../../env.schema.js';
import { allows } from '../../http/auth-guard.js';
import { contextOfBearer } from '../../http/bearer.js';
import { SUPPLIER_STAFF } from '../../http/access.js';
import { forbidden, invalidField, unauthenticated } from '../../http/problem.js';
import { ENV } from '../../platform.module.js';
import { AccountDoor } from '../accounts/index.js';
import { CustomerDoor } from '../customer-access/index.js';
import type { CheckoutSessionOrder } from './checkout.dto.js';
import type { Payer } from './open-checkout.js';
import { PaymentLinks } from './payment-links.js';

/** Finds out for whom is paid: with a link nobody signs in; else a customer pays for an own account, a supplier for any of its own. */
@Injectable()
export class PayerDoor {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ENV) private readonly env: Env,
    @Inject(PaymentLinks) private readonly links: PaymentLinks,
    @Inject(CustomerDoor) private readonly customers: CustomerDoor,
    @Inject(AccountDoor) private readonly accounts: AccountDoor,
  ) {}

  /** Throws a 401 without any of the three, a 404 for an account or a link that is not theirs. */
  async payerOf({ paymentLink, accountId }: CheckoutSessionOrder, authorization: string | undefined): Promise<Payer> {
    if (paymentLink !== undefined) return this.byLink(paymentLink);
    if (accountId === undefined) throw invalidField('accountId', 'is needed without a payment link');
    const customer = await this.customers.customerOf(authorization);
    if (customer !== null) {
      const own = await this.customers.ownAccount(customer, accountId);
      return { tenantId: own.tenantId, accountId: own.accountId, kind: 'customer', fixedAmountMicroEuro: null, backPath: `/my/top-up/${accountId}` };
    }
    return this.bySupplier(accountId, authorization);
  }

  private async byLink(secret: string): Promise<Payer> {
    const { tenantId, accountId, amountMicroEuro } = await this.links.open(secret);
    return { tenantId, accountId, kind: 'payment_link', fixedAmountMicroEuro: amountMicroEuro, backPath: `/pay/${secret}` };
  }

  private async bySupplier(publicId: string, authorization: string | undefined): Promise<Payer> {
    const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
    const context = token === undefined ? null : await contextOfBearer(this.dataSource, { sandbox: this.env.SANDBOX_KEY, phone: this.env.PHONE_KEY }, token);
    if (context === null) throw unauthenticated('Sign in with a code, use a payment link, or send an API key.');
    if (!allows({ roles: SUPPLIER_STAFF, scope: 'payments' }, context)) throw forbidden('Your role or key does not allow this. Ask an administrator of your organisation.');
    const { tenantId, accountId } = await this.accounts.locate(context, publicId);
    return { tenantId, accountId, kind: 'supplier', fixedAmountMicroEuro: null, backPath: '/' };
  }
}
