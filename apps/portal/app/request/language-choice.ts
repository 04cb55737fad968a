import { languages, type Language } from '../api/types.js';

/** The first of our languages in an Accept-Language header (RFC 9110, 12.5.4, in the order written); Dutch otherwise. */
export function languageOfBrowser(header: string | null): Language {
  const wanted = (header ?? '').split(',').map((range) => range.trim().slice(0, 2).toLowerCase());
  const found = wanted.find((code) => languages.some((language) => language === code));
  return languages.find((language) => language === found) ?? 'nl';
}
