import type { Language } from '../../../http/request-context.js';
import type { CustomerToRegister } from '../../people/index.js';
import { chance, oneOf } from './chance.js';

type Names = readonly [string, ...string[]];

const FIRST_NAMES: Readonly<Record<Language, Names>> = {
  nl: ['An', 'Bart', 'Carine', 'Dirk', 'Els', 'Filip', 'Greet', 'Hilde', 'Ilse', 'Jan', 'Katrien', 'Luc', 'Mieke', 'Nathalie', 'Peter', 'Rita', 'Sofie', 'Tom', 'Yasmina', 'Wim', 'Fatima', 'Mehmet', 'Amina', 'Youssef'],
  fr: ['Amélie', 'Benoît', 'Chantal', 'Didier', 'Élodie', 'François', 'Hélène', 'Karim', 'Nadia'],
  de: ['Anke', 'Bernd', 'Claudia', 'Dieter', 'Jürgen', 'Petra'],
  en: ['Abena', 'Blessing', 'Charles', 'Dawit', 'Grace', 'Olena', 'Priya', 'Samuel'],
};

const LAST_NAMES: Readonly<Record<Language, Names>> = {
  nl: ['Van Daele', 'De Smedt', 'Verhaert', 'Segers', 'Baeten', 'Claessens', 'De Waele', 'Goethals', 'Heirman', 'Kerckhof', 'Lemmens', 'Moens', 'Noens', 'Roels', 'Stevens', 'Temmerman', 'Van Hecke', 'Weyn', 'Yilmaz', 'Ouali', 'Bouzid', 'Demir'],
  fr: ['Delvaux', 'Lambert', 'Marchal', 'Noël', 'Rousseau', 'Simon', 'Haddad', 'Dubois'],
  de: ['Schröder', 'Weber', 'Krämer', 'Lenz', 'Müller', 'Vogt'],
  en: ['Owusu', 'Adeyemi', 'Tesfaye', 'Kovalenko', 'Sharma', 'Miller', 'Osei'],
};

/** Numbers under +3246000 were given out to nobody; one that ends in 0000 would never receive anything. */
const PHONE_START = '+3246000';
const FIRST_PHONE = 1000;

/** A made-up customer; the same number is always the same person. Nearly all have a phone and a mail address. */
export function pilotCustomer(number: number): CustomerToRegister {
  const language = languageOf(number);
  const first = oneOf(FIRST_NAMES[language], 'first', number);
  const last = oneOf(LAST_NAMES[language], 'last', number);
  const hasPhone = chance('phone', number) < 0.97;
  const hasMail = !hasPhone || chance('mail', number) < 0.9;
  return {
    name: `${first} ${last}`,
    phone: hasPhone ? `${PHONE_START}${FIRST_PHONE + number}` : null,
    email: hasMail ? `${plain(first)}.${plain(last)}.${number}@example.org` : null,
    language,
  };
}

function languageOf(number: number): Language {
  const drawn = chance('language', number);
  if (drawn < 0.8) return 'nl';
  if (drawn < 0.89) return 'fr';
  return drawn < 0.96 ? 'en' : 'de';
}

function plain(name: string): string {
  return name.normalize('NFD').replace(/[^A-Za-z]/g, '').toLowerCase();
}
