import { addDays, dayOf, isoInstant } from '../calendar/supply-day.js';
import type { Home, Tenant } from '../homes/home.js';
import type { Mistake } from '../homes/habit.js';
import type { BankAccount, Delivery, World } from '../store/state.js';
import { camtFile } from './camt.js';
import { codaFile } from './coda.js';
import { closingCents, communication, euroText, madeUpIban, type Statement, type Transfer } from './transfer.js';

export type StatementFormat = 'coda' | 'camt';

/** The numbers below are left, each year, to files that people bring in by hand for the same account. */
const FIRST_STATEMENT_NUMBER = 101;

/** A transfer as the household makes it at home, on the reference of one contract. */
export function transferOf(home: Home, amountCents: number, mistake: Mistake | null): Transfer {
  return {
    amountCents, payerName: home.customer.name, payerIban: madeUpIban(home.customer.name + home.address), payerBic: 'KREDBEBB',
    ...communication(home.reference, mistake),
  };
}

/** The transfer stands on the collecting account and comes on the next statement. */
export function receive(world: World, tenantId: string, transfer: Transfer): void {
  const account = accountOf(world, tenantId);
  world.bank[tenantId] = { ...account, waiting: [...account.waiting, transfer] };
}

/** CODA for everybody but the last of several tenants, whose bank sends camt.053. */
export function usualFormat(world: World, tenantId: string): StatementFormat {
  const last = world.tenants.at(-1);
  return world.tenants.length > 1 && last?.id === tenantId ? 'camt' : 'coda';
}

/**
 * Writes the statement of what waits on the account of a tenant: the number runs on and the balance is
 * carried. Null when nothing waits. The account is changed here, together with the delivery that will be sent.
 */
export function statementDelivery(world: World, tenant: Tenant, format: StatementFormat): Delivery | null {
  const account = accountOf(world, tenant.id);
  if (account.waiting.length === 0) return null;
  const day = dayOf(world.nowMs);
  const number = account.year === day.slice(0, 4) ? account.lastNumber + 1 : FIRST_STATEMENT_NUMBER;
  const statement: Statement = {
    iban: tenant.iban, bic: tenant.bic, holder: tenant.name, number, day, previousDay: account.lastDay,
    openingCents: account.balanceCents, transfers: account.waiting,
  };
  world.bank[tenant.id] = { year: day.slice(0, 4), lastNumber: number, balanceCents: closingCents(statement), lastDay: day, waiting: [] };
  return {
    id: `statement ${world.id} ${tenant.id} ${day.slice(0, 4)}-${String(number)}`, tenantId: tenant.id, path: '/v1/bank-statements',
    contentType: format === 'coda' ? 'text/plain; charset=utf-8' : 'application/xml',
    body: format === 'coda' ? codaFile(statement) : camtFile(statement), idempotencyKey: null,
  };
}

/** A payment at a terminal or with cash at a desk at a moment, told to the API at once under its own key. */
export function counterDelivery(world: World, home: Home, amountCents: number, channel: 'terminal' | 'cash_desk', atMs: number): Delivery {
  const externalId = `${channel}-${home.reference}-${String(atMs)}-${String(world.nextAgendaNumber)}`;
  world.nextAgendaNumber += 1;
  return {
    id: `payment ${externalId}`, tenantId: home.tenantId, path: '/v1/payments', contentType: 'application/json',
    body: JSON.stringify({ reference: home.reference, amountEuro: euroText(amountCents), channel, paidAt: isoInstant(atMs), externalId, payerName: home.customer.name }),
    idempotencyKey: externalId,
  };
}

function accountOf(world: World, tenantId: string): BankAccount {
  const today = dayOf(world.nowMs);
  return world.bank[tenantId] ?? { year: today.slice(0, 4), lastNumber: FIRST_STATEMENT_NUMBER - 1, balanceCents: 0, lastDay: addDays(today, -1), waiting: [] };
}
