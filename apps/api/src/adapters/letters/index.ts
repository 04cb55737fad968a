export { codeSvg, letterDocument } from './letter-document.js';
export { PdfLetters } from './letter-pdf.js';
export { zipOf, type ArchivedFile } from './zip-archive.js';
