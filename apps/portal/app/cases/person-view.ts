import type { Account } from '../api/types.js';

/** What helping a person takes, and nothing else: no tariff, no bank reference, no debts by kind, no e-mail address. */
export function personViewOf(account: Account) {
  return {
    id: account.id,
    name: account.customer.name,
    address: account.address,
    utility: account.utility,
    creditState: account.creditState,
    desiredSupply: account.desiredSupply,
    confirmedSupply: account.confirmedSupply,
    confirmedAt: account.confirmedAt,
    balanceEuro: account.balanceEuro,
    estimated: account.estimated,
    daysLeft: account.daysLeft,
    runsOutOn: account.runsOutOn,
    nextChange: account.nextChange,
    asOf: account.asOf,
    amountToStayOnEuro: account.amountToStayOnEuro,
    amountToGetBackOnEuro: account.amountToGetBackOnEuro,
    protectedUntil: account.protectedUntil,
    phone: account.contact.phone,
    language: account.contact.language,
    supplier: account.tenant.name,
    otherMeters: account.householdAccounts.map(({ id, utility, confirmedSupply }) => ({ id, utility, confirmedSupply })),
  };
}

export type PersonView = ReturnType<typeof personViewOf>;
