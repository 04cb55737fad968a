const EAN_DIGITS = 18;

/** Whether the text is an EAN-GSRN of 18 digits whose last digit is right (GS1: weights 3 and 1 from the right, to the next ten). */
export function isEan18(text: string): boolean {
  if (!/^[0-9]{18}$/.test(text)) return false;
  const digits = [...text].map((digit) => digit.charCodeAt(0) - 48);
  const weighted = digits.slice(0, EAN_DIGITS - 1).reduce((sum, digit, index) => sum + digit * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (weighted % 10)) % 10 === digits[EAN_DIGITS - 1];
}
