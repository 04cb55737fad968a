import { Choice, Euro, Id, Part, Parts, Text, Whole } from '../../../http/fields.js';

export const ACCEPTED_VERDICTS = ['accept', 'accept-with-warning', 'duplicate'] as const;

export class CountAndAmount {
  @Whole() count: number;
  @Euro() amountEuro: string;
}

/** Something about an accepted file that a person should look at. */
export class BankFileAlert {
  @Choice(['opening_balance_gap']) code: 'opening_balance_gap';
  @Text() detail: string;
}

/** What became of a bank file. Every line is booked, parked, reversed, announced only, or known already. */
export class BankStatementAnswer {
  @Id() fileId: string;
  @Choice(ACCEPTED_VERDICTS) verdict: (typeof ACCEPTED_VERDICTS)[number];
  @Text({ nullable: true }) why: string | null;
  @Part(() => CountAndAmount) booked: CountAndAmount;
  @Part(() => CountAndAmount, { description: 'Waits for a person, with the reason, at /v1/suspense' }) suspense: CountAndAmount;
  @Part(() => CountAndAmount, { description: 'Taken back by the bank and found on an account' }) reversed: CountAndAmount;
  @Whole({ description: 'Announced by the bank, no money yet' }) pending: number;
  @Whole({ description: 'Booked before, from this file or from another one' }) duplicates: number;
  @Parts(() => BankFileAlert) alerts: BankFileAlert[];
}
