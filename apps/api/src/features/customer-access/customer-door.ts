import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isoOf, wallNowMs } from '../../adapters/clock/wall-clock.js';
import { tokenHash } from '../../adapters/crypto/index.js';
import { notFound } from '../../http/problem.js';
import type { RequestContext } from '../../http/request-context.js';

/** The people whom a session stands for: everybody who has the number or address that the code was sent to. */
export interface Customer {
  readonly token: string;
  readonly personIds: readonly number[];
}

/** An account of a customer. */
export interface OwnAccount {
  readonly tenantId: number;
  readonly accountId: number;
  readonly publicId: string;
  readonly personId: number;
}

/** Finds who a customer's session stands for, and which accounts that person may see. */
@Injectable()
export class CustomerDoor {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** The customer of an Authorization header; null for any other bearer, or none. */
  async customerOf(header: string | undefined): Promise<Customer | null> {
    const token = /^Bearer (tgd_cus_\S+)$/.exec(header ?? '')?.[1];
    if (token === undefined) return null;
    const rows = await this.dataSource.query<{ person_ids: number[] }[]>('select * from find_customer_session($1, $2)', [tokenHash(token), isoOf(wallNowMs())]);
    return rows[0] === undefined ? null : { token, personIds: rows[0].person_ids };
  }

  /** The accounts of a customer over all suppliers, in key order. */
  async accountsOf({ personIds }: Customer): Promise<OwnAccount[]> {
    const rows = await this.dataSource.query<{ tenant_id: number; account_id: number; public_id: string; person_id: number }[]>('select * from accounts_of_people($1)', [personIds]);
    return rows.map((row) => ({ tenantId: row.tenant_id, accountId: row.account_id, publicId: row.public_id, personId: row.person_id }));
  }

  /** The customer's own account with this id. Throws a 404 for any other. */
  async ownAccount(customer: Customer, publicId: string): Promise<OwnAccount> {
    const own = (await this.accountsOf(customer)).find((account) => account.publicId === publicId);
    if (own === undefined) throw notFound('account');
    return own;
  }
}

/** How a customer acts on an own account: at its supplier, without any role of staff. */
export function contextOfCustomer({ tenantId, personId }: OwnAccount): RequestContext {
  return { actor: `customer:${personId}`, actorName: 'customer', tenantId, ocmwId: null, role: null, scopes: [], isSandboxKey: false, user: null };
}
