/** A transfer that a phone reads from a QR code. */
export interface EpcTransfer {
  readonly beneficiary: string;
  readonly iban: string;
  readonly bic: string;
  /** Belgian structured reference as printed; it is no ISO 11649 reference, so it stands in the free text, where Belgian banks read it. */
  readonly reference: string;
}

const LONGEST_NAME = 70;

/**
 * The text of a QR code for a SEPA transfer (EPC069-12, version 002, UTF-8): at most 331 bytes, error level M. Without
 * an amount, because the payer chooses it.
 */
export function epcQrText({ beneficiary, iban, bic, reference }: EpcTransfer): string {
  const account = iban.replaceAll(' ', '');
  return ['BCD', '002', '1', 'SCT', bic, beneficiary.slice(0, LONGEST_NAME), account, '', '', '', reference].join('\n');
}
