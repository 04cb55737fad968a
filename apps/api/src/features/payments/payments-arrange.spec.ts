import { randomUUID } from 'node:crypto';
import { checkDigitsOfStructuredReference, instant, microEuro, NO_MONEY } from '@tegoed/prepayment-engine';
import request, { type Response } from 'supertest';
import { isoOf, wallNowMs } from '../../adapters/clock/wall-clock.js';
import { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { testPersonalData, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import type { TestApi } from '../../test-database/test-api.js';
import type { BankFileDeps } from './bank-statements/book-lines.js';
import type { PaymentDeps } from './book-payment.js';
import { bookOpeningBalances } from '../entries/index.js';

/** Tuesday 24 November 2026, 10:00 in Brussels: a working day with no window in sight. */
export const NOW = instant(Date.UTC(2026, 10, 24, 9));

/** The account on which the made bank files collect. */
export const OUR_IBAN = 'BE83363012345615';

export function depsOf(db: TestDatabase): PaymentDeps {
  return { dataSource: db.application, terms: new AccountTermsReader(db.application), wallNowMs };
}

export function bankDepsOf(db: TestDatabase, step?: BankFileDeps['step']): BankFileDeps {
  return { ...depsOf(db), people: testPersonalData, ...(step === undefined ? {} : { step }) };
}

/** Sends a bank file as a supplier's system does. */
export async function postFile(api: TestApi, { apiKey }: Pick<TestTenant, 'apiKey'>, bytes: Buffer): Promise<Response> {
  return request(api.app.getHttpServer()).post('/v1/bank-statements').set('Authorization', `Bearer ${apiKey}`).set('Content-Type', 'application/octet-stream').send(bytes);
}

/** Makes a tenant collect on this account. */
export async function collectOn(db: TestDatabase, tenantId: number, iban: string): Promise<void> {
  await db.owner.query(`update tenant set iban = 'BE00 OTHER ' || tenant_id where iban = $1`, [iban]);
  await db.owner.query('update tenant set iban = $2 where tenant_id = $1', [tenantId, iban]);
}

/** Gives an account a debt from before, by an entry as any other. */
export async function giveSupplyDebt(db: TestDatabase, tenantId: number, accountId: number, amountMicroEuro: number): Promise<void> {
  const opening = { creditMicroEuro: NO_MONEY, debtOldMicroEuro: NO_MONEY, debtSupplyMicroEuro: microEuro(amountMicroEuro) };
  await inTenant(db.application, tenantId, (tx) =>
    bookOpeningBalances(tx, new AccountTermsReader(db.application), accountId, opening, { occurredAt: NOW, now: NOW, wallNowMs: wallNowMs() }));
}

/** A structured reference with right check digits that no account has. */
export function strangeReference(number: number): string {
  const base = `99${String(number).padStart(8, '0')}`;
  return base + checkDigitsOfStructuredReference(base);
}

/** A payment as a terminal reports it. */
export function terminalPayment(reference: string, amountEuro: string, externalId: string = randomUUID()): { reference: string; amountEuro: string; channel: string; paidAt: string; externalId: string } {
  return { reference, amountEuro, channel: 'terminal', paidAt: isoOf(NOW), externalId };
}
