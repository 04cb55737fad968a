import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { microEuro, type MicroEuro } from '@tegoed/prepayment-engine';
import { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { tokenHash } from '../../adapters/crypto/index.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import type { Env } from '../../env.schema.js';
import { euroOf } from '../../http/euro.js';
import { HttpProblem, notFound } from '../../http/problem.js';
import { ENV } from '../../platform.module.js';
import { printedReference } from '../contracts/index.js';
import { epcQrText, type OwnAccount } from '../customer-access/index.js';
import type { PaymentLink, PaymentLinkView } from './checkout.dto.js';

/** 96 bits: nobody guesses it, and it still fits in one SMS. */
const SECRET_BYTES = 12;
const VALID_MS = 30 * 86_400_000;
/** A forgotten pile of links is a risk without a use. */
const LINKS_PER_ACCOUNT = 20;

/** What a link opens. */
export interface OpenedLink {
  readonly tenantId: number;
  readonly accountId: number;
  readonly reference: string;
  readonly amountMicroEuro: MicroEuro | null;
  readonly validUntilMs: number;
}

interface LinkColumns {
  readonly account_id: number;
  readonly reference: string;
  readonly amount_micro_euro: number | null;
  readonly valid_until: number;
}

/** Links with which somebody else pays for a customer. */
@Injectable()
export class PaymentLinks {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Makes a link for an own account. It shows nothing of the account, so it is safe in a chat; it ends after 30 days. */
  async make({ tenantId, accountId }: Pick<OwnAccount, 'tenantId' | 'accountId'>, amountMicroEuro: MicroEuro | null): Promise<PaymentLink> {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    const now = await this.clock.nowOf(tenantId);
    const validUntil = isoOf(now + VALID_MS);
    const linkId = await inTenant(this.dataSource, tenantId, async (tx) => {
      const { n } = await tx.one<{ n: number }>('select count(*)::int as n from payment_link where account_id = $1 and revoked_at is null and valid_until > $2', [accountId, isoOf(now)]);
      if (n >= LINKS_PER_ACCOUNT) throw new HttpProblem(429, 'too_many_links', 'Too many links', 'You made many payment links. Withdraw one that you do not need any more.');
      const row = await tx.one<{ link_id: string }>(
        'insert into payment_link (token_hash, tenant_id, account_id, amount_micro_euro, made_at, valid_until) values ($1, $2, $3, $4, $5, $6) returning link_id',
        [tokenHash(secret), tenantId, accountId, amountMicroEuro, isoOf(now), validUntil],
      );
      return row.link_id;
    });
    return { id: linkId, url: `${this.env.PORTAL_URL.replace(/\/$/, '')}/pay/${secret}`, validUntil };
  }

  /** Withdraws a link of an own account; a link of anybody else is left alone. */
  async revoke(accounts: readonly OwnAccount[], linkId: string): Promise<void> {
    for (const { tenantId, accountId } of accounts) {
      const now = await this.clock.nowOf(tenantId);
      const rows = await inTenant(this.dataSource, tenantId, (tx) =>
        tx.query('update payment_link set revoked_at = coalesce(revoked_at, $3) where link_id = $1 and account_id = $2 returning link_id', [linkId, accountId, isoOf(now)]));
      if (rows.length === 1) return;
    }
    throw notFound('payment link');
  }

  /** What a link opens. Throws a 404 in the same words for one that never was, was withdrawn or is too old. */
  async open(secret: string): Promise<OpenedLink> {
    const hash = tokenHash(secret);
    const [{ tenant }] = await this.dataSource.query<[{ tenant: number | null }]>('select tenant_of_payment_link($1) as tenant', [hash]);
    if (tenant === null) throw linkGone();
    const now = await this.clock.nowOf(tenant);
    const rows = await inTenant(this.dataSource, tenant, (tx) =>
      tx.query<LinkColumns>(
        `select l.account_id, a.reference, l.amount_micro_euro, l.valid_until from payment_link l join account a using (account_id)
         where l.token_hash = $1 and l.revoked_at is null and l.valid_until > $2`,
        [hash, isoOf(now)],
      ));
    const row = rows[0];
    if (row === undefined) throw linkGone();
    return {
      tenantId: tenant, accountId: row.account_id, reference: row.reference,
      amountMicroEuro: row.amount_micro_euro === null ? null : microEuro(row.amount_micro_euro), validUntilMs: row.valid_until,
    };
  }

  /** The page of a helper: amount, reference and time, and where a transfer goes. */
  async view(secret: string): Promise<PaymentLinkView> {
    const link = await this.open(secret);
    const { name, iban, bic } = await inTenant(this.dataSource, link.tenantId, (tx) => tx.one<{ name: string; iban: string; bic: string }>('select name, iban, bic from tenant'));
    const reference = printedReference(link.reference);
    return {
      reference,
      amountEuro: link.amountMicroEuro === null ? null : euroOf(link.amountMicroEuro),
      validUntil: isoOf(link.validUntilMs),
      transfer: { beneficiary: name, iban, bic, epcQr: epcQrText({ beneficiary: name, iban, bic, reference }) },
    };
  }
}

function linkGone(): HttpProblem {
  return new HttpProblem(404, 'link_gone', 'This link does not work', 'The link was withdrawn, is too old, or was not copied whole. Ask for a new one.');
}
