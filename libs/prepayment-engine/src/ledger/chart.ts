/** The accounts every customer has. `credit` is the customer's money; the others are what the customer owes. */
export const CUSTOMER_ACCOUNTS = [
  'credit',
  'debt_supply',
  'debt_protected',
  'debt_old',
  'debt_returned',
  'debt_correction',
] as const;

/** The accounts of the organisation that owns the money. */
export const HOUSE_ACCOUNTS = [
  'bank',
  'clearing_stripe',
  'clearing_terminal',
  'clearing_cash',
  'sdd_receivable',
  'suspense',
  'refund_payable',
  'supplier_payable_energy',
  'supplier_payable_network',
  'supplier_payable_capacity',
  'supplier_payable_fixed',
  'supplier_payable_levies',
  'vat',
  'grant_receivable_ocmw',
  'grant_receivable_dso',
  'goodwill',
  'rounding',
] as const;

/** An account of the customer. */
export type CustomerAccount = (typeof CUSTOMER_ACCOUNTS)[number];

/** A debt of the customer. */
export type DebtAccount = Exclude<CustomerAccount, 'credit'>;

/** An account of the house. */
export type HouseAccount = (typeof HOUSE_ACCOUNTS)[number];

/** Any account of the closed chart. An unknown account does not compile. */
export type LedgerAccount = CustomerAccount | HouseAccount;

const customerAccounts: ReadonlySet<string> = new Set(CUSTOMER_ACCOUNTS);
const houseAccounts: ReadonlySet<string> = new Set(HOUSE_ACCOUNTS);

/** True when the text names an account of the customer. */
export function isCustomerAccount(name: string): name is CustomerAccount {
  return customerAccounts.has(name);
}

/** True when the text names an account of the house. */
export function isHouseAccount(name: string): name is HouseAccount {
  return houseAccounts.has(name);
}
