import type { Language } from '../../http/request-context.js';

/** The SMS with a payment link: who asks, what for, and that nobody needs the code of a card. */
const TEXTS: Record<Language, (link: string, helpLine: string) => string> = {
  nl: (link, helpLine) => `Uw energie: betaal via ${link} U vroeg dit zelf. Wij vragen nooit een code van uw kaart. Vragen? Bel gratis ${helpLine}.`,
  fr: (link, helpLine) => `Votre énergie: payez via ${link} Demandé par vous. Nous ne demandons jamais le code de votre carte. Aide: ${helpLine} (gratuit).`,
  de: (link, helpLine) => `Ihre Energie: Zahlen über ${link} Von Ihnen bestellt. Wir fragen nie nach dem Code Ihrer Karte. Hilfe: ${helpLine} (gratis).`,
  en: (link, helpLine) => `Your energy: pay at ${link} You asked for this. We never ask for the code of your card. Help: call ${helpLine}, free.`,
};

/** The text of the SMS that answers "send me a link". */
export function paymentLinkText(language: Language, link: string, helpLine: string): string {
  return TEXTS[language](link, helpLine);
}
