import type { Language } from './figures.js';
import { FRAMES } from './frames.js';
import type { PaymentBox } from './payment-details.js';

/** A mail before it is sent: the plain text stands on its own, the HTML says the same. */
export interface MailMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What stands between the words that every mail and letter has. The first paragraph is what matters most. */
export interface MessageBody {
  readonly paragraphs: readonly string[];
  /** Those of the other paragraphs that weigh as much as the first. */
  readonly headings: readonly string[];
  readonly payment: PaymentBox | null;
  /** True for a message that a person may refuse; then it says how. */
  readonly optional: boolean;
}

const INK = '#1d2b36';
const CALM = '#0b5d6e';
const H1 = `margin:0 0 14px;font-size:23px;line-height:1.35;text-wrap:balance;color:${INK}`;
const FONT = "font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Puts greeting, help line and closing around the paragraphs of a message, as plain text and as HTML without pictures. */
export function frameMail(body: MessageBody, language: Language, helpLine: string): MailMessage {
  const frame = FRAMES[language];
  return { subject: frame.subject, text: textOf(body, language, helpLine), html: htmlOf(body, language, helpLine) };
}

function textOf({ paragraphs, payment, optional }: MessageBody, language: Language, helpLine: string): string {
  const frame = FRAMES[language];
  const box = payment === null ? [] : [[payment.title, ...payment.lines].join('\n')];
  const end = [frame.help(helpLine), frame.closing, frame.safety, ...(optional ? [frame.stop] : [])];
  return `${[frame.sender, frame.greeting, ...paragraphs, ...box, ...end].join('\n\n')}\n`;
}

// Tables and inline styles, because many mail programs know nothing newer. No pictures: nothing is fetched, nothing tracks.
function htmlOf({ paragraphs, headings, payment, optional }: MessageBody, language: Language, helpLine: string): string {
  const frame = FRAMES[language];
  const [headline = '', ...rest] = paragraphs;
  const rows = [
    row(`padding:16px 28px;background:${CALM};border-radius:10px 10px 0 0`, line('div', 'font-size:18px;font-weight:600;color:#ffffff', frame.sender)),
    row('padding:26px 28px 4px', [
      line('p', 'margin:0 0 14px;font-size:17px', frame.greeting),
      line('h1', H1, headline),
      ...rest.map((paragraph) => (headings.includes(paragraph) ? line('h1', H1, paragraph) : line('p', 'margin:0 0 12px;font-size:17px', paragraph))),
    ].join('\n')),
    ...(payment === null ? [] : [row('padding:10px 28px 6px', paymentTable(payment))]),
    row('padding:16px 28px 26px', [
      line('p', `margin:0 0 14px;font-size:18px;font-weight:600;color:${CALM}`, frame.help(helpLine)),
      line('p', 'margin:0 0 14px;font-size:17px', frame.closing),
      ...[frame.safety, ...(optional ? [frame.stop] : [])].map((small) => line('p', 'margin:0 0 4px;font-size:14px;color:#5a6872', small)),
    ].join('\n')),
  ];
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"></head>`,
    `<body style="margin:0;padding:16px;background:#edf2f4;color:${INK};line-height:1.5;${FONT}">`,
    '<table role="presentation" align="center" cellpadding="0" cellspacing="0" style="width:100%;max-width:560px;background:#ffffff;border-radius:10px">',
    ...rows,
    '</table>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function paymentTable({ title, lines }: PaymentBox): string {
  const words = [line('div', `font-size:17px;font-weight:600;color:${CALM};margin:0 0 6px`, title), ...lines.map((one) => line('div', 'font-size:16px', one))];
  return `<table role="presentation" cellpadding="0" cellspacing="0" style="width:100%;background:#eaf4f5;border-radius:8px"><tr><td style="padding:14px 18px">\n${words.join('\n')}\n</td></tr></table>`;
}

function row(style: string, content: string): string {
  return `<tr><td style="${style}">\n${content}\n</td></tr>`;
}

function line(tag: 'p' | 'div' | 'h1', style: string, text: string): string {
  return `<${tag} style="${style}">${escapeHtml(text)}</${tag}>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
