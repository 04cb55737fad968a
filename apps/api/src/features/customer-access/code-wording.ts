import type { Language } from '../../http/request-context.js';

/** One SMS of GSM-7 characters in each language; the code stands first, where a telephone shows it. */
const SMS: Readonly<Record<Language, (code: string) => string>> = {
  nl: (code) => `${code} is uw code voor Uw energie. Ze werkt 10 minuten, een keer. Geef ze aan niemand, ook niet aan ons.`,
  fr: (code) => `${code} est votre code pour Votre énergie. Il marche 10 minutes, une fois. Ne le donnez à personne, pas à nous non plus.`,
  de: (code) => `${code} ist Ihr Code für Ihre Energie. Er gilt 10 Minuten, einmal. Geben Sie ihn niemandem, auch uns nicht.`,
  en: (code) => `${code} is your code for Your energy. It works for 10 minutes, once. Give it to nobody, not even to us.`,
};

const SUBJECT: Readonly<Record<Language, string>> = { nl: 'Uw code', fr: 'Votre code', de: 'Ihr Code', en: 'Your code' };

/** The message with a sign-in code. */
export function codeSms(language: Language, code: string): string {
  return SMS[language](code);
}

/** The mail with a sign-in code; it holds no link, so that nobody learns to follow one. */
export function codeMail(language: Language, code: string): { subject: string; text: string; html: string } {
  const text = SMS[language](code);
  return { subject: SUBJECT[language], text, html: `<p style="font-size:1.2rem">${text}</p>` };
}
