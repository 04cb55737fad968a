import { isStructuredReference } from '@tegoed/prepayment-engine';

const DIGITS = '0123456789';

/**
 * The structured references that differ from a mistyped one by one slip: a digit wrong, left out, doubled or added, or
 * two neighbours swapped. They are shown to a person as suggestions and never booked on: modulo 97 finds the slip but
 * cannot say which digit it was.
 */
export function nearReferences(text: string): string[] {
  const digits = text.replace(/\D/g, '');
  const slips = [...wrongDigit(digits), ...swappedDigits(digits), ...missingDigit(digits), ...extraDigit(digits)];
  return [...new Set(slips.filter((slip) => isStructuredReference(slip)))];
}

function wrongDigit(digits: string): string[] {
  return [...digits].flatMap((_, at) => [...DIGITS].map((digit) => digits.slice(0, at) + digit + digits.slice(at + 1)));
}

function swappedDigits(digits: string): string[] {
  return [...digits].map((digit, at) => digits.slice(0, at) + digits.slice(at + 1, at + 2) + digit + digits.slice(at + 2));
}

function missingDigit(digits: string): string[] {
  return Array.from({ length: digits.length + 1 }, (_, at) => [...DIGITS].map((digit) => digits.slice(0, at) + digit + digits.slice(at))).flat();
}

function extraDigit(digits: string): string[] {
  return [...digits].map((_, at) => digits.slice(0, at) + digits.slice(at + 1));
}
