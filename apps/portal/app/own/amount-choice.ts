import { typedEuro } from '../format/decimal.js';

/** The amounts that most people pay. */
export const suggestedEuros = ['10.00', '20.00', '30.00'] as const;

const least = 1;
const most = 500;

/** Fields of a form or an address, by name. */
type Fields = { readonly get: (name: string) => FormDataEntryValue | null };

/** The amount of a form, as euros with two decimals: what was typed counts before what was chosen. Null when it is none that can be paid. */
export function chosenEuro(fields: Fields): string | null {
  const other = String(fields.get('other') ?? '').trim();
  return payableEuro(other === '' ? String(fields.get('choice') ?? '') : other);
}

/** A typed amount that can be paid by card, as euros with two decimals; null for any other. */
export function payableEuro(typed: string): string | null {
  const euro = typedEuro(typed);
  if (euro === null) return null;
  const whole = Number.parseInt(euro, 10);
  return whole >= least && (whole < most || euro === `${most}.00`) ? euro : null;
}

/** What a customer needs, rounded up to whole euros, when it is none of the usual amounts and can be paid by card. */
export function neededEuro(amountEuro: string): string | null {
  const [whole = '0', cents = '00'] = amountEuro.split('.');
  const euros = Number.parseInt(whole, 10) + (/^0*$/.test(cents) ? 0 : 1);
  const euro = `${euros}.00`;
  if (amountEuro.startsWith('-') || euros < least || euros > most || suggestedEuros.some((known) => known === euro)) return null;
  return euro;
}
