import { decimalFromMicroEuro, microEuro, microEuroFromDecimal, type MicroEuro } from '@tegoed/prepayment-engine';
import { invalidField } from './problem.js';

/** Micro-euro as the API writes it, in whole cents: "20.00". */
export function euroOf(amountMicroEuro: number): string {
  return decimalFromMicroEuro(microEuro(amountMicroEuro));
}

/** A decimal string of a request as micro-euro. Throws a 422 about the field when it is no amount. */
export function microEuroOfField(field: string, text: string): MicroEuro {
  const amount = microEuroFromDecimal(text);
  if (amount === null) throw invalidField(field, 'must be euros as a decimal string with a point, for example "20.00"');
  return amount;
}
