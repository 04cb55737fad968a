import { LANGUAGES, type Language } from '../../http/request-context.js';
import { At, Choice, Day, Euro, Flag, Id, Part, Parts, Text, Whole } from '../../http/fields.js';
import { CONFIRMED_SUPPLIES, CREDIT_STATES, DESIRED_SUPPLIES, NextChange, UTILITIES } from '../accounts/index.js';
import { PIN_RESULTS, type PinResult } from './check-pin.js';

/** What the line knows of a contact before it asked anything. */
export class PhoneContact {
  @Flag({ description: 'Exactly one customer has this number.' }) known: boolean;
  @Choice(LANGUAGES, { nullable: true }) language: Language | null;
  @Flag({ description: 'The customer asked to hear the balance without a PIN from this number.' }) balanceWithoutPin: boolean;
}

export class PinAnswer {
  @Choice(PIN_RESULTS) result: PinResult;
}

class PhoneEmergency {
  @Choice(['by_itself', 'by_own_action'], { description: 'Whether the customer has to ask for it.' }) starts: 'by_itself' | 'by_own_action';
  @Flag({ description: 'It can be taken now by asking for it.' }) canBeTaken: boolean;
  @Flag() inUse: boolean;
  @Euro() limitEuro: string;
  @Euro() availableEuro: string;
}

class PhonePayment {
  @Euro() amountEuro: string;
  @At() paidAt: string;
  @At() recordedAt: string;
}

/** One account, with the figures that every other channel shows too. */
export class PhoneAccount {
  @Id() id: string;
  @Choice(UTILITIES) utility: (typeof UTILITIES)[number];
  @Text({ description: 'Twelve digits.' }) reference: string;
  @Choice(CREDIT_STATES) creditState: (typeof CREDIT_STATES)[number];
  @Choice(DESIRED_SUPPLIES) desiredSupply: (typeof DESIRED_SUPPLIES)[number];
  @Choice(CONFIRMED_SUPPLIES) confirmedSupply: (typeof CONFIRMED_SUPPLIES)[number];
  @Euro() balanceEuro: string;
  @Whole({ nullable: true }) daysLeft: number | null;
  @Day({ nullable: true }) runsOutOn: string | null;
  @Part(() => NextChange, { nullable: true }) nextChange: NextChange | null;
  @Day({ nullable: true }) measuredUntil: string | null;
  @Flag() estimated: boolean;
  @Euro({ nullable: true }) amountToGetBackOnEuro: string | null;
  @At({ nullable: true }) paymentUnderWayUntil: string | null;
  @Part(() => PhoneEmergency) emergency: PhoneEmergency;
  @Part(() => PhonePayment, { nullable: true }) lastPayment: PhonePayment | null;
  @At({ description: 'Now, as the customer lives it.' }) asOf: string;
}

/** What can be told to a contact: electricity first. */
export class PhoneSummary {
  @Choice(LANGUAGES) language: Language;
  @Flag() identified: boolean;
  @Parts(() => PhoneAccount) accounts: PhoneAccount[];
}

export const LINK_RESULTS = ['sent', 'no_mobile', 'not_sent'] as const;

export class PaymentLinkAnswer {
  @Choice(LINK_RESULTS) result: (typeof LINK_RESULTS)[number];
}

export const CLAIM_RESULTS = ['kept', 'already_announced'] as const;

export class PhoneClaimAnswer {
  @Choice(CLAIM_RESULTS) result: (typeof CLAIM_RESULTS)[number];
  @At({ nullable: true }) paymentUnderWayUntil: string | null;
}

export class CallBackAnswer {
  @Choice(['noted', 'no_number']) result: 'noted' | 'no_number';
}

/** A customer who asked to be called back. */
export class CallBack {
  @Id() id: string;
  @Text() customerName: string;
  @Text() number: string;
  @Choice(LANGUAGES) language: Language;
  @At() askedAt: string;
  @At({ nullable: true }) doneAt: string | null;
}

export class CallBackList {
  @Parts(() => CallBack) items: CallBack[];
}
