import { composeIBAN } from 'ibantools';

/**
 * Gives the IBAN for an account as banks write it: an IBAN with or without spaces, or the twelve digits of a Belgian
 * account number of before the IBAN. Anything else is null.
 */
export function ibanOf(written: string | null): string | null {
  const bare = (written ?? '').replace(/[\s.-]/g, '').toUpperCase();
  if (/^\d{12}$/.test(bare)) return composeIBAN({ countryCode: 'BE', bban: bare });
  return /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(bare) ? bare : null;
}

/** Tells whether two accounts are the same, whatever the spacing. */
export function isSameIban(one: string, other: string): boolean {
  return one.replace(/\s/g, '').toUpperCase() === other.replace(/\s/g, '').toUpperCase();
}
