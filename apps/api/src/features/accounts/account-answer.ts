import { At, Choice, Day, Euro, Flag, Id, Part, Parts, Text, Whole } from '../../http/fields.js';

export const CREDIT_STATES = ['in_credit', 'low', 'emergency', 'exhausted'] as const;
export const DESIRED_SUPPLIES = ['on', 'limited', 'off'] as const;
export const CONFIRMED_SUPPLIES = ['on', 'limited', 'off', 'ready', 'tripped', 'unknown'] as const;
export const UTILITIES = ['electricity', 'gas', 'exclusive_night'] as const;
export const REGIONS = ['flanders', 'wallonia', 'brussels'] as const;

export class Named {
  @Id() id: string;
  @Text() name: string;
}

export class Address {
  @Text() street: string;
  @Text() houseNumber: string;
  @Text() postcode: string;
  @Text() town: string;
}

export class NextChange {
  @Choice(DESIRED_SUPPLIES) supply: (typeof DESIRED_SUPPLIES)[number];
  @At() at: string;
}

/** One account in a list: how it stands with its money and its supply. */
export class AccountRow {
  @Id() id: string;
  @Text({ description: 'The permanent structured reference, as printed: +++123/4567/89012+++.' }) reference: string;
  @Text() ean: string;
  @Choice(UTILITIES) utility: (typeof UTILITIES)[number];
  @Part(() => Named) customer: Named;
  @Part(() => Address) address: Address;
  @Part(() => Named) tenant: Named;
  @Choice(CREDIT_STATES) creditState: (typeof CREDIT_STATES)[number];
  @Choice(DESIRED_SUPPLIES) desiredSupply: (typeof DESIRED_SUPPLIES)[number];
  @Choice(CONFIRMED_SUPPLIES) confirmedSupply: (typeof CONFIRMED_SUPPLIES)[number];
  @At({ nullable: true }) confirmedAt: string | null;
  @Euro({ description: 'The one balance that every channel shows.' }) balanceEuro: string;
  @Euro({ description: 'All debts together.' }) debtEuro: string;
  @Whole({ nullable: true }) daysLeft: number | null;
  @Day({ nullable: true }) runsOutOn: string | null;
  @Part(() => NextChange, { nullable: true }) nextChange: NextChange | null;
  @Day({ nullable: true }) measuredUntil: string | null;
  @Flag({ description: 'The last days are not measured but estimated.' }) estimated: boolean;
  @At() asOf: string;
}

export class AccountList {
  @Parts(() => AccountRow) items: AccountRow[];
  @Text({ nullable: true }) nextCursor: string | null;
}

export class Debts {
  @Euro() supplyEuro: string;
  @Euro() protectedEuro: string;
  @Euro() oldEuro: string;
  @Euro() returnedEuro: string;
  @Euro() correctionEuro: string;
}

export class Emergency {
  @Euro() limitEuro: string;
  @Euro() availableEuro: string;
  @Euro() usedEuro: string;
}

export class Instalment {
  @Euro() amountEuro: string;
}

export class MeterOfAccount {
  @Text() serial: string;
  @Text() model: string;
  @Text({ nullable: true, description: 'The electricity meter through which a gas meter speaks.' }) gasThroughSerial: string | null;
}

export class PolicyOfAccount extends Named {
  @Choice(REGIONS) region: (typeof REGIONS)[number];
}

export class Contact {
  @Choice(['nl', 'fr', 'de', 'en']) language: 'nl' | 'fr' | 'de' | 'en';
  @Text({ nullable: true }) phone: string | null;
  @Text({ nullable: true }) email: string | null;
}

export class HouseholdAccount {
  @Id() id: string;
  @Choice(UTILITIES) utility: (typeof UTILITIES)[number];
  @Choice(CONFIRMED_SUPPLIES) confirmedSupply: (typeof CONFIRMED_SUPPLIES)[number];
  @Euro() balanceEuro: string;
  @Whole({ nullable: true }) daysLeft: number | null;
}

/** One account with everything its page shows. */
export class Account extends AccountRow {
  @Part(() => Debts) debts: Debts;
  @Part(() => Emergency) emergency: Emergency;
  @Euro() amountToStayOnEuro: string;
  @Euro({ nullable: true }) amountToGetBackOnEuro: string | null;
  @Part(() => Instalment, { nullable: true }) instalment: Instalment | null;
  @Day({ nullable: true }) protectedUntil: string | null;
  @At({ nullable: true }) paymentUnderWayUntil: string | null;
  @Part(() => MeterOfAccount) meter: MeterOfAccount;
  @Part(() => Named) tariff: Named;
  @Part(() => PolicyOfAccount) policy: PolicyOfAccount;
  @Part(() => Contact) contact: Contact;
  @Day() contractFrom: string;
  @Day({ nullable: true }) contractUntil: string | null;
  @Parts(() => HouseholdAccount) householdAccounts: HouseholdAccount[];
}
