import { decimalFromMicroEuro, type MicroEuro } from '@tegoed/prepayment-engine';
import { printedReference } from '../../contracts/index.js';

const LONGEST_NAME = 70;

/** A credit transfer that a bank's app fills in by itself. */
export interface TransferToScan {
  readonly beneficiary: string;
  readonly iban: string;
  readonly bic: string;
  /** Twelve digits. */
  readonly reference: string;
  /** Null leaves the amount to the payer. */
  readonly amountMicroEuro: MicroEuro | null;
}

/**
 * The text in the code of a credit transfer (European Payments Council, EPC069-12, version 002): UTF-8, one field per
 * line. The Belgian structured reference stands in the unstructured line with its plus signs, because the structured
 * line is for ISO 11649 references only.
 */
export function epcCodeOf({ beneficiary, iban, bic, reference, amountMicroEuro }: TransferToScan): string {
  const amount = amountMicroEuro === null ? '' : `EUR${decimalFromMicroEuro(amountMicroEuro)}`;
  return ['BCD', '002', '1', 'SCT', bic, beneficiary.slice(0, LONGEST_NAME), iban, amount, '', '', printedReference(reference)].join('\n');
}
