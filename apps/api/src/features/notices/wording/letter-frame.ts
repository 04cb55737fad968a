import type { SupplyDay } from '@tegoed/prepayment-engine';
import { longDay, type Language } from './figures.js';
import { FRAMES } from './frames.js';
import type { MessageBody } from './mail-frame.js';
import type { PaymentBox } from './payment-details.js';

/** Everything a letter says, without name and address: those are put on when it is printed. */
export interface LetterText {
  readonly language: Language;
  readonly sender: string;
  readonly date: string;
  readonly subject: string;
  readonly greeting: string;
  readonly headline: string;
  readonly paragraphs: readonly string[];
  readonly headings: readonly string[];
  readonly payment: PaymentBox | null;
  readonly scan: string;
  readonly help: string;
  readonly closing: string;
  readonly safety: string;
}

/** The letter of a message, dated by the day on which it is made. */
export function frameLetter({ paragraphs, headings, payment }: MessageBody, language: Language, helpLine: string, madeOn: SupplyDay): LetterText {
  const frame = FRAMES[language];
  const [headline = '', ...rest] = paragraphs;
  return {
    language,
    sender: frame.sender,
    date: `${longDay(madeOn, language)} ${madeOn.slice(0, 4)}`,
    subject: frame.subject,
    greeting: frame.greeting,
    headline,
    paragraphs: rest,
    headings,
    payment,
    scan: frame.scan,
    help: frame.help(helpLine),
    closing: frame.closing,
    safety: frame.safety,
  };
}

/** The letter in plain words, for a list, a timeline or a person who reads it out. */
export function plainLetter(letter: LetterText): string {
  const box = letter.payment === null ? [] : [[letter.payment.title, ...letter.payment.lines].join('\n')];
  return `${[letter.date, letter.greeting, letter.headline, ...letter.paragraphs, ...box, letter.help, letter.closing, letter.safety].join('\n\n')}\n`;
}
