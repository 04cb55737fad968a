import { createHash } from 'node:crypto';
import { letterDocument } from '../adapters/letters/index.js';
import type { PrintedLetter } from '../features/notices/letters/index.js';
import { septetsOf } from '../features/notices/wording/gsm7.js';
import { LANGUAGES, plainLetter, type Language, type LetterText } from '../features/notices/wording/index.js';
import { SAMPLES, wordsOfSample, type Sample, type SampleWords } from './samples.js';

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { nl: 'Nederlands', fr: 'Français', de: 'Deutsch', en: 'English' };
const MADE_AT_MS = Date.UTC(2026, 10, 24, 7);

/** What a picture is made of: the HTML of the mail, and the letter where there is one. */
export interface PictureSource {
  /** File name without folder. */
  readonly file: string;
  readonly html: string;
  readonly letter: PrintedLetter | null;
}

/** The pages of the gallery as they stand in `docs/gallery`, by file name. */
export function galleryPages(): ReadonlyMap<string, string> {
  return new Map([['README.md', frontPage()], ...LANGUAGES.map((language): [string, string] => [`${language}.md`, languagePage(language)])]);
}

/** What every picture is made of. */
export function pictureSources(): readonly PictureSource[] {
  return LANGUAGES.flatMap((language) => SAMPLES.map((sample) => {
    const words = wordsOfSample(sample, language);
    return { file: pictureOf(sample, language), html: words.mail.html, letter: words.letter === null ? null : printed(words.letter) };
  }));
}

/** A hash per picture of what it was made of: pixels differ from machine to machine, what they show does not. */
export function pictureHashes(): Readonly<Record<string, string>> {
  const hashOf = ({ html, letter }: PictureSource): string => {
    const model = letter === null ? '' : JSON.stringify(letterDocument(letter));
    return createHash('sha256').update(html).update('\n').update(model).digest('hex');
  };
  return Object.fromEntries(pictureSources().map((source) => [source.file, hashOf(source)]));
}

function printed(text: LetterText): PrintedLetter {
  return { letterId: '01a20a93-0000-7000-8000-000000000001', addressLines: ['An Peeters', 'Kouter 7', '9240 Zele'], text, madeAtMs: MADE_AT_MS };
}

function pictureOf({ name }: Sample, language: Language): string {
  return `${language}-${name}.png`;
}

function frontPage(): string {
  return [
    '# Every message to a customer',
    '',
    'Made by `npm run gallery` from the same functions that make the real messages, with made-up people and figures. A test fails',
    'while a page or the source of a picture is behind.',
    '',
    `| when | ${LANGUAGES.map((language) => LANGUAGE_NAMES[language]).join(' | ')} |`,
    `|---|${LANGUAGES.map(() => '---|').join('')}`,
    ...SAMPLES.map((sample) => `| ${sample.when} | ${LANGUAGES.map((language) => `[${sample.name}](${language}.md#${sample.name})`).join(' | ')} |`),
    '',
    'An SMS is one part of 160 characters of the GSM alphabet, whatever the figures. The first thing it says is how many days are',
    'left and until which weekday, then the euro, then until when was measured. Subject and envelope say nothing about credit.',
    'A letter is the last resort, and not made where it would come too late.',
    '',
  ].join('\n');
}

function languagePage(language: Language): string {
  return [`# ${LANGUAGE_NAMES[language]}`, '', ...SAMPLES.flatMap((sample) => section(sample, wordsOfSample(sample, language), language))].join('\n');
}

function section(sample: Sample, { sms, mail, letter }: SampleWords, language: Language): string[] {
  return [
    `## ${sample.name}`,
    '',
    sample.when,
    '',
    `**SMS** (${septetsOf(sms) ?? 0} of 160)`,
    '',
    `> ${sms}`,
    '',
    `![Mail${letter === null ? '' : ' and letter'}: ${sample.name}](pictures/${pictureOf(sample, language)})`,
    '',
    ...folded(`Mail as text, subject "${mail.subject}"`, mail.text),
    ...(letter === null ? [] : folded('Letter as text', plainLetter(letter))),
  ];
}

function folded(title: string, text: string): string[] {
  return ['<details>', `<summary>${title}</summary>`, '', '```text', text.trimEnd(), '```', '', '</details>', ''];
}
