import type { Language } from './figures.js';

/** A mail before it is sent: the plain text stands on its own, the HTML says the same. */
export interface MailMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Frame {
  /** Says nothing about credit: a subject is read over a shoulder. */
  readonly subject: string;
  readonly greeting: string;
  readonly help: (helpLine: string) => string;
  readonly closing: string;
}

const FRAMES: Record<Language, Frame> = {
  nl: {
    subject: 'Bericht over uw energie',
    greeting: 'Goedendag,',
    help: (line) => `Vragen of hulp nodig? Bel gratis ${line}.`,
    closing: 'Met vriendelijke groet, Uw energie',
  },
  fr: {
    subject: 'Message sur votre énergie',
    greeting: 'Bonjour,',
    help: (line) => `Une question, besoin d’aide ? Appelez gratuitement le ${line}.`,
    closing: 'Bien à vous, Votre énergie',
  },
  de: {
    subject: 'Nachricht zu Ihrer Energie',
    greeting: 'Guten Tag,',
    help: (line) => `Fragen oder Hilfe nötig? Rufen Sie gratis an: ${line}.`,
    closing: 'Mit freundlichen Grüßen, Ihre Energie',
  },
  en: {
    subject: 'A message about your energy',
    greeting: 'Good day,',
    help: (line) => `Questions, or do you need help? Call free ${line}.`,
    closing: 'Kind regards, Your energy',
  },
};

/** Puts greeting, help line and closing around the paragraphs of a message, as plain text and as simple HTML. */
export function frameMail(paragraphs: readonly string[], language: Language, helpLine: string): MailMessage {
  const frame = FRAMES[language];
  const all = [frame.greeting, ...paragraphs, frame.help(helpLine), frame.closing];
  const body = all.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n');
  return {
    subject: frame.subject,
    text: `${all.join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="${language}">\n<body style="font:18px/1.5 sans-serif;max-width:36em">\n${body}\n</body>\n</html>\n`,
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
