import type { CorrectionCause } from '@tegoed/prepayment-engine';
import type { Language } from '../../../http/request-context.js';

/** What the sum behind a charge needs of a language. */
export interface ChargeWords {
  readonly registers: Readonly<Record<string, string>>;
  readonly register: (name: string, from: string, to: string, used: string) => string;
  readonly no_reading: string;
  readonly estimated: string;
  readonly factor: Readonly<Record<'provisional' | 'final', string>>;
  readonly price: (from: string, until: string | null) => string;
  readonly old_price: (from: string, until: string | null) => string;
  readonly components: Readonly<Record<'energy' | 'network' | 'levies' | 'capacity' | 'fixed' | 'vat' | 'total', string>>;
  readonly days: string;
  readonly setAside: (amount: string) => string;
  readonly causes: Readonly<Record<string, string>> & Readonly<Record<CorrectionCause, string>>;
  readonly correction: (cause: string, before: string, after: string, difference: string) => string;
}

const nl: ChargeWords = {
  registers: { offtake1: 'Verbruik (dag of enkelvoudig)', offtake2: 'Verbruik nacht', injection1: 'Injectie (dag of enkelvoudig)', injection2: 'Injectie nacht', gas: 'Gasmeter' },
  register: (name, from, to, used) => `${name}: van ${from} naar ${to}, dat is ${used}.`,
  no_reading: 'Er is geen bruikbare meterstand: alleen wat per dag aangroeit is aangerekend.',
  estimated: 'Dit verbruik is een schatting of een deel van het verbruik van meer dagen.',
  factor: { provisional: 'voorlopige factor', final: 'definitieve factor' },
  price: (from, until) => `Prijzen geldig vanaf ${from}${until === null ? '' : ` tot en met ${until}`}.`,
  old_price: (from, until) => `Eerder gerekend met de prijzen vanaf ${from}${until === null ? '' : ` tot en met ${until}`}.`,
  components: { energy: 'Energie', network: 'Net', levies: 'Heffingen', capacity: 'Capaciteit', fixed: 'Vaste kost per dag', vat: 'Btw', total: 'Samen voor deze dag' },
  days: 'dagen',
  setAside: (amount) => `${amount} is opzijgezet: dat wordt niet geïnd zolang niemand het met u heeft afgesproken.`,
  causes: {
    gap: 'de meter zweeg en sprak later weer', late_reading: 'een meterstand kwam later of is verbeterd', meter_exchange: 'de meter is vervangen', gas_factor: 'de omzettingsfactor van het gas is bekendgemaakt',
    capacity_peak: 'de maandpiek is nu bekend', price_change: 'de prijs is verbeterd', status_change: 'het tarief of statuut is met terugwerkende kracht gewijzigd',
  },
  correction: (cause, before, after, difference) => `Verbetering omdat ${cause}: de dag kostte ${before}, nu ${after}; het verschil is ${difference}.`,
};

const fr: ChargeWords = {
  registers: { offtake1: 'Consommation (jour ou simple)', offtake2: 'Consommation nuit', injection1: 'Injection (jour ou simple)', injection2: 'Injection nuit', gas: 'Compteur de gaz' },
  register: (name, from, to, used) => `${name} : de ${from} à ${to}, soit ${used}.`,
  no_reading: 'Il n’y a pas d’index utilisable : seul ce qui court par jour est compté.',
  estimated: 'Cette consommation est une estimation, ou une part de la consommation de plusieurs jours.',
  factor: { provisional: 'facteur provisoire', final: 'facteur définitif' },
  price: (from, until) => `Prix valables à partir du ${from}${until === null ? '' : ` jusqu’au ${until} inclus`}.`,
  old_price: (from, until) => `Calculé auparavant aux prix à partir du ${from}${until === null ? '' : ` jusqu’au ${until} inclus`}.`,
  components: { energy: 'Énergie', network: 'Réseau', levies: 'Prélèvements', capacity: 'Capacité', fixed: 'Coût fixe par jour', vat: 'TVA', total: 'Ensemble pour ce jour' },
  days: 'jours',
  setAside: (amount) => `${amount} est mis de côté : ce n’est pas perçu tant que personne n’en a convenu avec vous.`,
  causes: {
    gap: 'le compteur s’est tu puis a de nouveau parlé', late_reading: 'un index est arrivé plus tard ou a été corrigé', meter_exchange: 'le compteur a été remplacé', gas_factor: 'le facteur de conversion du gaz a été publié',
    capacity_peak: 'la pointe du mois est maintenant connue', price_change: 'le prix a été corrigé', status_change: 'le tarif ou le statut a changé rétroactivement',
  },
  correction: (cause, before, after, difference) => `Correction car ${cause} : ce jour coûtait ${before}, maintenant ${after} ; la différence est ${difference}.`,
};

const de: ChargeWords = {
  registers: { offtake1: 'Verbrauch (Tag oder einfach)', offtake2: 'Verbrauch Nacht', injection1: 'Einspeisung (Tag oder einfach)', injection2: 'Einspeisung Nacht', gas: 'Gaszähler' },
  register: (name, from, to, used) => `${name}: von ${from} auf ${to}, das sind ${used}.`,
  no_reading: 'Es gibt keinen brauchbaren Zählerstand: berechnet ist nur, was je Tag anfällt.',
  estimated: 'Dieser Verbrauch ist geschätzt oder ein Teil des Verbrauchs mehrerer Tage.',
  factor: { provisional: 'vorläufiger Faktor', final: 'endgültiger Faktor' },
  price: (from, until) => `Preise gültig ab ${from}${until === null ? '' : ` bis einschließlich ${until}`}.`,
  old_price: (from, until) => `Früher berechnet mit den Preisen ab ${from}${until === null ? '' : ` bis einschließlich ${until}`}.`,
  components: { energy: 'Energie', network: 'Netz', levies: 'Abgaben', capacity: 'Kapazität', fixed: 'Feste Kosten je Tag', vat: 'MwSt.', total: 'Zusammen für diesen Tag' },
  days: 'Tage',
  setAside: (amount) => `${amount} ist zurückgestellt: es wird nicht eingezogen, solange niemand es mit Ihnen vereinbart hat.`,
  causes: {
    gap: 'der Zähler geschwiegen und später wieder gemeldet hat', late_reading: 'ein Zählerstand später kam oder berichtigt wurde', meter_exchange: 'der Zähler ausgetauscht wurde',
    gas_factor: 'der Umrechnungsfaktor für Gas veröffentlicht wurde', capacity_peak: 'die Monatsspitze nun bekannt ist', price_change: 'der Preis berichtigt wurde', status_change: 'der Tarif oder der Status rückwirkend geändert wurde',
  },
  correction: (cause, before, after, difference) => `Berichtigung, weil ${cause}: der Tag kostete ${before}, jetzt ${after}; der Unterschied ist ${difference}.`,
};

const en: ChargeWords = {
  registers: { offtake1: 'Use (day or single)', offtake2: 'Use at night', injection1: 'Injection (day or single)', injection2: 'Injection at night', gas: 'Gas meter' },
  register: (name, from, to, used) => `${name}: from ${from} to ${to}, that is ${used}.`,
  no_reading: 'There is no usable reading: only what accrues per day is charged.',
  estimated: 'This use is estimated, or a share of what several days used.',
  factor: { provisional: 'provisional factor', final: 'final factor' },
  price: (from, until) => `Prices valid from ${from}${until === null ? '' : ` to ${until}`}.`,
  old_price: (from, until) => `Charged before at the prices from ${from}${until === null ? '' : ` to ${until}`}.`,
  components: { energy: 'Energy', network: 'Network', levies: 'Levies', capacity: 'Capacity', fixed: 'Fixed cost per day', vat: 'VAT', total: 'Together for this day' },
  days: 'days',
  setAside: (amount) => `${amount} is set aside: it is not collected until somebody has agreed it with you.`,
  causes: {
    gap: 'the meter was silent and spoke again later', late_reading: 'a reading came later or was corrected', meter_exchange: 'the meter was exchanged', gas_factor: 'the conversion factor of the gas was published',
    capacity_peak: 'the peak of the month is known now', price_change: 'the price was corrected', status_change: 'the tariff or the status changed retroactively',
  },
  correction: (cause, before, after, difference) => `Corrected because ${cause}: the day cost ${before}, now ${after}; the difference is ${difference}.`,
};

/** The words of every language. */
export const CHARGE_WORDS: Readonly<Record<Language, ChargeWords>> = { nl, fr, de, en };
