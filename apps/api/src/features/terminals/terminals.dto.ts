import { At, Choice, Euro, Part, Text, Whole } from '../../http/fields.js';

/** What a terminal prints: amount, reference and time. The reference stands on the meter; no name, balance or debt. */
export class TerminalReceipt {
  @Euro() amountEuro: string;
  @Text() reference: string;
  @At() paidAt: string;
}

/** What became of a payment at a terminal. */
export class TerminalAnswer {
  @Text() transactionId: string;
  @Choice(['booked', 'suspense', 'duplicate'], { description: 'suspense: the reference is not known; the money is safe and a person looks' }) result: 'booked' | 'suspense' | 'duplicate';
  @Part(() => TerminalReceipt) receipt: TerminalReceipt;
}

/** What became of a daily file. */
export class TerminalBatchAnswer {
  @Text({ description: 'The day of the file' }) day: string;
  @Whole() payments: number;
  @Whole() booked: number;
  @Whole() suspense: number;
  @Whole({ description: 'Payments that were told before, online or in another file' }) duplicates: number;
  @Whole({ description: 'The same transaction with another amount, reference or time: nothing was booked, a person looks' }) differing: number;
}
