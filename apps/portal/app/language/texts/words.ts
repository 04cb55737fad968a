import { text } from '../text.js';

export const supply = {
  on: text('Aan', 'Alimenté', 'An', 'On'),
  limited: text('Beperkt, 10 A', 'Limité, 10 A', 'Begrenzt, 10 A', 'Limited, 10 A'),
  off: text('Uit', 'Coupé', 'Aus', 'Off'),
  ready: text('Klaar: op de knop drukken', 'Prêt : appuyer sur le bouton', 'Bereit: Taste drücken', 'Ready: press the button'),
  tripped: text('Uitgevallen: te veel toestellen', 'Déclenché : trop d’appareils', 'Ausgelöst: zu viele Geräte', 'Tripped: too many devices'),
  unknown: text('Niet bekend', 'Inconnu', 'Nicht bekannt', 'Not known'),
};

export const credit = {
  in_credit: text('Genoeg tegoed', 'Crédit suffisant', 'Genug Guthaben', 'In credit'),
  low: text('Weinig tegoed', 'Crédit faible', 'Wenig Guthaben', 'Low credit'),
  emergency: text('Noodkrediet', 'Crédit de secours', 'Notkredit', 'Emergency credit'),
  exhausted: text('Tegoed op', 'Crédit épuisé', 'Guthaben aufgebraucht', 'Credit used up'),
};

export const utility = {
  electricity: text('Elektriciteit', 'Électricité', 'Strom', 'Electricity'),
  gas: text('Gas', 'Gaz', 'Gas', 'Gas'),
  exclusive_night: text('Uitsluitend nacht', 'Exclusif nuit', 'Nur Nacht', 'Exclusive night'),
};

export const region = {
  flanders: text('Vlaanderen', 'Flandre', 'Flandern', 'Flanders'),
  wallonia: text('Wallonië', 'Wallonie', 'Wallonien', 'Wallonia'),
  brussels: text('Brussel', 'Bruxelles', 'Brüssel', 'Brussels'),
};

/** What a price of a tariff is for. */
export const unit = {
  kwh: text('per kWh', 'par kWh', 'je kWh', 'per kWh'),
  kwh_day: text('per kWh overdag', 'par kWh le jour', 'je kWh am Tag', 'per kWh by day'),
  kwh_night: text('per kWh ’s nachts', 'par kWh la nuit', 'je kWh nachts', 'per kWh by night'),
  kw_year: text('per kW en jaar', 'par kW et par an', 'je kW und Jahr', 'per kW and year'),
  day: text('per dag', 'par jour', 'je Tag', 'per day'),
};

export const language = {
  nl: text('Nederlands', 'néerlandais', 'Niederländisch', 'Dutch'),
  fr: text('Frans', 'français', 'Französisch', 'French'),
  de: text('Duits', 'allemand', 'Deutsch', 'German'),
  en: text('Engels', 'anglais', 'Englisch', 'English'),
};

export const role = {
  supplier_agent: text('medewerker', 'collaborateur', 'Sachbearbeitung', 'agent'),
  supplier_admin: text('beheerder', 'administrateur', 'Verwaltung', 'administrator'),
  case_worker: text('maatschappelijk werker', 'travailleur social', 'Sozialarbeit', 'case worker'),
  auditor: text('auditor', 'auditeur', 'Prüfung', 'auditor'),
  operator: text('operator', 'opérateur', 'Betrieb', 'operator'),
};

export const channel = {
  terminal: text('Terminal', 'Terminal', 'Terminal', 'Terminal'),
  cash_desk: text('Loket, contant', 'Guichet, espèces', 'Schalter, bar', 'Cash desk'),
  web: text('Website', 'Site web', 'Website', 'Web'),
  partner: text('Partner', 'Partenaire', 'Partner', 'Partner'),
  bank: text('Overschrijving', 'Virement', 'Überweisung', 'Bank transfer'),
  sms: text('Sms', 'SMS', 'SMS', 'Text message'),
  call: text('Telefoon', 'Téléphone', 'Telefon', 'Phone'),
  mail: text('E-mail', 'E-mail', 'E-Mail', 'E-mail'),
  letter: text('Brief', 'Lettre', 'Brief', 'Letter'),
};

export const debt = {
  supply: text('Noodkrediet en beperkte levering', 'Crédit de secours et fourniture limitée', 'Notkredit und begrenzte Lieferung', 'Emergency credit and limited supply'),
  protected: text('Beschermde uren', 'Heures protégées', 'Geschützte Zeiten', 'Protected hours'),
  old: text('Oude schuld', 'Ancienne dette', 'Alte Schuld', 'Old debt'),
  returned: text('Teruggekeerde betaling', 'Paiement retourné', 'Rücklastschrift', 'Returned payment'),
  correction: text('Correctie', 'Correction', 'Korrektur', 'Correction'),
};
