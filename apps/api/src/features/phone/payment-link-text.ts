import type { Language } from '../../http/request-context.js';

/** The SMS with a payment link: what for, that it was asked for, and that nobody needs the code of a card. */
const TEXTS: Record<Language, (link: string) => string> = {
  nl: (link) => `Uw energie: betaal via ${link} U vroeg dit zelf. Wij vragen nooit de code van uw kaart.`,
  fr: (link) => `Votre énergie: payez via ${link} Demandé par vous. Nous ne demandons jamais le code de votre carte.`,
  de: (link) => `Ihre Energie: Zahlen über ${link} Von Ihnen bestellt. Wir fragen nie nach dem Code Ihrer Karte.`,
  en: (link) => `Your energy: pay at ${link} You asked for this. We never ask for the code of your card.`,
};

/** The text of the SMS that answers "send me a link". */
export function paymentLinkText(language: Language, link: string): string {
  return TEXTS[language](link);
}
