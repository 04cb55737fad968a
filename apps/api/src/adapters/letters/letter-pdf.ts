import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pdfmake from 'pdfmake';
import type { LetterPrinter, PrintedLetter } from '../../features/notices/letters/index.js';
import { letterDocument } from './letter-document.js';

const folder = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts/Roboto');
const font = (name: string): string => join(folder, `Roboto-${name}.ttf`);
const roboto = { normal: font('Regular'), bold: font('Medium'), italics: font('Italic'), bolditalics: font('MediumItalic') };

pdfmake.setFonts({ Roboto: roboto });
// A letter is made of what is in it: nothing is fetched, and no file is read but its fonts.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path: string) => Object.values(roboto).includes(path));

/** Makes letters as PDF. The same letter gives the same document. */
export class PdfLetters implements LetterPrinter {
  async print(letter: PrintedLetter): Promise<Buffer> {
    return pdfmake.createPdf(letterDocument(letter)).getBuffer();
  }
}
