import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { At, Choice, Day, Euro, Flag, Id, Part, Parts, Text, Whole } from '../../http/fields.js';
import { LANGUAGES, type Language } from '../../http/request-context.js';
import { CONFIRMED_SUPPLIES, CREDIT_STATES, DESIRED_SUPPLIES, NextChange, UTILITIES } from '../accounts/index.js';
import { EURO_MESSAGE, EURO_PATTERN } from '../payments/index.js';

/** Where to send a code. */
export class CodeOrder {
  @ApiProperty({ description: 'Mobile number (Belgian notation or E.164) or mail address' })
  @IsString() @MaxLength(254)
  contact: string;
}

/** A code that was sent, if anybody can be reached there. */
export class CodeAnswer {
  @At() expiresAt: string;
}

/** Signing in with the code that came. */
export class CustomerSignIn extends CodeOrder {
  @ApiProperty({ example: '123456' })
  @IsString() @Matches(/^[0-9]{6}$/, { message: 'code must be six digits' })
  code: string;
}

export class CustomerSession {
  @Text({ description: 'Send it as "Authorization: Bearer ...".' }) token: string;
  @At() expiresAt: string;
  @Choice(LANGUAGES) language: Language;
}

/** How to pay by transfer. */
export class TransferDetails {
  @Text() beneficiary: string;
  @Text() iban: string;
  @Text() bic: string;
  @Text({ description: 'The structured reference, as printed' }) reference: string;
  @Text({ description: 'What the QR code of a transfer says (EPC069-12), without an amount' }) epcQr: string;
}

/** A payment as its payer sees it. */
export class OwnPayment {
  @Id() id: string;
  @At() paidAt: string;
  @Euro() amountEuro: string;
  @Text() channel: string;
}

/** One energy of the home, as the customer sees it: what counts today and what comes next. */
export class OwnEnergy {
  @Id() id: string;
  @Choice(UTILITIES) utility: (typeof UTILITIES)[number];
  @Choice(CREDIT_STATES) creditState: (typeof CREDIT_STATES)[number];
  @Choice(DESIRED_SUPPLIES) desiredSupply: (typeof DESIRED_SUPPLIES)[number];
  @Choice(CONFIRMED_SUPPLIES) confirmedSupply: (typeof CONFIRMED_SUPPLIES)[number];
  @Euro() balanceEuro: string;
  @Euro({ description: 'All debts together' }) debtEuro: string;
  @Whole({ nullable: true }) daysLeft: number | null;
  @Day({ nullable: true }) runsOutOn: string | null;
  @Part(() => NextChange, { nullable: true }) nextChange: NextChange | null;
  @Euro({ description: 'Emergency credit that is still there' }) emergencyAvailableEuro: string;
  @Euro() amountToStayOnEuro: string;
  @Euro({ nullable: true }) amountToGetBackOnEuro: string | null;
  @Day({ nullable: true }) measuredUntil: string | null;
  @Flag() estimated: boolean;
  @At({ nullable: true }) paymentUnderWayUntil: string | null;
  @Part(() => TransferDetails) transfer: TransferDetails;
  @Parts(() => OwnPayment, { description: 'The last ones, the newest first' }) payments: OwnPayment[];
}

/** The customer's first page. */
export class CustomerHome {
  @Text() name: string;
  @Choice(LANGUAGES) language: Language;
  @Text() supplierName: string;
  @At({ description: 'The time at which all of this holds; that of the world in a sandbox' }) asOf: string;
  @Flag() sandbox: boolean;
  @Parts(() => OwnEnergy) energies: OwnEnergy[];
}

/** "I have paid", by the customer. */
export class OwnPaymentClaim {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  accountId: string;

  @ApiProperty({ example: '20.00' })
  @IsString() @Matches(EURO_PATTERN, { message: `amountEuro ${EURO_MESSAGE}` })
  amountEuro: string;

  @ApiProperty({ enum: ['transfer', 'deposit'] })
  @IsIn(['transfer', 'deposit'])
  channel: 'transfer' | 'deposit';
}
