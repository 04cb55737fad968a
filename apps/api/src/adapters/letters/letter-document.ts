import QRCode from 'qrcode';
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { PrintedLetter } from '../../features/notices/letters/index.js';

const POINTS_PER_MM = 72 / 25.4;
const CALM = '#0b5d6e';
const GREY = '#5a6872';
const BOX = '#eaf4f5';

/** Where the window of a Belgian right-window envelope (DL) shows the address, in millimetres from the top left corner. */
const WINDOW = { x: 112, y: 50 };
/** Where an A4 sheet is folded in three. */
const FOLDS = [105, 210];
const TEXT_FROM = 92;

const mm = (length: number): number => length * POINTS_PER_MM;

/** One A4 page for a window envelope, as the layout library takes it. Nothing outside says what it is about. */
export function letterDocument(letter: PrintedLetter): TDocumentDefinitions {
  const { text } = letter;
  return {
    pageSize: 'A4',
    pageMargins: [mm(22), mm(18), mm(22), mm(20)],
    defaultStyle: { font: 'Roboto', fontSize: 11.5, lineHeight: 1.3, color: '#1d2b36' },
    info: { title: text.subject, author: text.sender, creationDate: new Date(letter.madeAtMs), modDate: new Date(letter.madeAtMs) },
    language: text.language,
    background: { canvas: FOLDS.map((fold) => ({ type: 'line', x1: mm(4), y1: mm(fold), x2: mm(9), y2: mm(fold), lineWidth: 0.4, lineColor: '#b9c4ca' })) },
    footer: { text: `${text.safety}\n${letter.letterId}`, fontSize: 8.5, color: GREY, margin: [mm(22), 0, mm(22), 0] },
    content: [
      { text: text.sender, fontSize: 17, bold: true, color: CALM },
      { text: letter.addressLines.join('\n'), absolutePosition: { x: mm(WINDOW.x), y: mm(WINDOW.y) }, lineHeight: 1.25 },
      { text: text.date, margin: [0, mm(TEXT_FROM - 30), 0, mm(3)], color: GREY },
      { text: text.greeting, margin: [0, 0, 0, mm(4)] },
      heading(text.headline),
      ...text.paragraphs.map((paragraph): Content => (text.headings.includes(paragraph) ? heading(paragraph) : { text: paragraph, margin: [0, 0, 0, mm(2.2)] })),
      ...paymentBox(letter),
      { text: text.help, bold: true, fontSize: 13, color: CALM, margin: [0, mm(5), 0, mm(4)] },
      { text: text.closing },
    ],
  };
}

function heading(text: string): Content {
  return { text, fontSize: 15.5, bold: true, lineHeight: 1.25, margin: [0, 0, 0, mm(3)] };
}

function paymentBox({ text: { payment, scan } }: PrintedLetter): Content[] {
  if (payment === null) return [];
  const title: Content = { text: payment.title, bold: true, fontSize: 13, color: CALM, margin: [0, 0, 0, mm(1)] };
  const words: TableCell = { stack: [title, ...payment.lines], margin: [mm(2), mm(2), 0, mm(2)], fillColor: BOX, border: NO_BORDER };
  const code: TableCell = { stack: payment.code === null ? [] : codeToScan(payment.code, scan), margin: [0, mm(2), 0, mm(1)], fillColor: BOX, border: NO_BORDER };
  return [{ margin: [0, mm(3), 0, 0], table: { widths: ['*', mm(44)], dontBreakRows: true, body: [[words, code]] } }];
}

function codeToScan(code: string, scan: string): Content[] {
  return [
    { svg: codeSvg(code), width: mm(30), alignment: 'center' },
    { text: scan, fontSize: 8.5, alignment: 'center', color: GREY, lineHeight: 1.1 },
  ];
}

const NO_BORDER: [boolean, boolean, boolean, boolean] = [false, false, false, false];

/** A QR code (ISO/IEC 18004, correction level M as EPC069-12 asks) as one path, so that it stays sharp in print. */
export function codeSvg(code: string): string {
  const { modules } = QRCode.create(code, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const squares = Array.from({ length: size * size }, (_, index) => index)
    .filter((index) => modules.data[index] === 1)
    .map((index) => `M${index % size} ${Math.floor(index / size)}h1v1h-1z`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 ${size + 4} ${size + 4}"><rect x="-2" y="-2" width="${size + 4}" height="${size + 4}" fill="#ffffff"/><path fill="#000000" d="${squares.join('')}"/></svg>`;
}
