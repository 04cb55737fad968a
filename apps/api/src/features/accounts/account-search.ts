import type { PersonalData } from '../../adapters/crypto/index.js';
import { e164Of } from '../../adapters/crypto/index.js';
import { isUuid } from '../../http/validation.js';
import { isStructuredReference } from '../contracts/index.js';

/** One thing that the typed text may be: SQL that gives account ids, with its one value at `$n`. */
export interface SearchTerm {
  readonly kind: 'ean' | 'last_13' | 'reference' | 'serial' | 'phone' | 'mail' | 'name' | 'payment' | 'id';
  readonly value: unknown;
}

/**
 * Everything that a typed text may mean, so that one box finds by all of it. Digits may be grouped as people write
 * them; a structured reference may have its +++ or ***.
 */
export function searchTerms(typed: string, personalData: PersonalData): SearchTerm[] {
  const text = typed.trim();
  const digits = text.replace(/[\s+*/.-]/g, '');
  const terms: SearchTerm[] = [];
  if (/^[0-9]{18}$/.test(digits)) terms.push({ kind: 'ean', value: digits });
  if (/^[0-9]{13}$/.test(digits)) terms.push({ kind: 'last_13', value: digits });
  if (isStructuredReference(digits)) terms.push({ kind: 'reference', value: digits });
  if (isUuid(text)) terms.push({ kind: 'id', value: text });
  if (/^[0-9A-Za-z-]{5,}$/.test(text)) terms.push({ kind: 'serial', value: text.toUpperCase() });
  if (/^\S{3,}$/.test(text)) terms.push({ kind: 'payment', value: text });
  if (text.includes('@')) terms.push({ kind: 'mail', value: personalData.mailIndex(text) });
  const phone = /^[\d\s+()/.-]{8,}$/.test(text) ? e164Of(text) : null;
  if (phone !== null) terms.push({ kind: 'phone', value: personalData.phoneIndex(phone) });
  const name = personalData.nameQueryIndexes(text);
  if (name.length > 0) terms.push({ kind: 'name', value: name });
  return terms;
}

const ACCOUNTS_BY: Readonly<Record<SearchTerm['kind'], (parameter: string) => string>> = {
  ean: (n) => `select c.account_id from contract c join connection k using (connection_id) where k.ean = ${n}`,
  last_13: (n) => `select c.account_id from contract c join connection k using (connection_id) where right(k.ean, 13) = ${n}`,
  reference: (n) => `select a.account_id from account a where a.reference = ${n}`,
  id: (n) => `select a.account_id from account a where a.public_id = ${n}::uuid`,
  serial: (n) => `select c.account_id from contract c join meter_placement mp using (connection_id) join meter mt using (meter_id)
    where mt.serial = ${n} and mp.placed && c.period`,
  payment: (n) => `select y.account_id from payment y where y.external_id = ${n}`,
  mail: (n) => `select c.account_id from contract c join person p using (person_id) where p.mail_index = ${n}::bytea`,
  phone: (n) => `select c.account_id from contract c join person p using (person_id) where p.phone_index = ${n}::bytea`,
  name: (n) => `select c.account_id from contract c join person p using (person_id) where p.name_prefix_index @> ${n}::bytea[]`,
};

/** SQL that gives the ids of all accounts that any term finds; `firstParameter` is the number of its first value. */
export function accountsOfTerms(terms: readonly SearchTerm[], firstParameter: number): string {
  return terms.map((term, index) => ACCOUNTS_BY[term.kind](`$${firstParameter + index}`)).join(' union ');
}
