import iconv from 'iconv-lite';

/** The lines of a CODA file with their place in the file, blank lines left out. */
export interface CodaLine {
  readonly text: string;
  readonly number: number;
}

/**
 * Cuts a CODA file into lines. Takes CR LF, LF and CR, a missing last line end, blank lines and the Ctrl-Z that old
 * systems put at the end.
 */
export function codaLinesOf(bytes: Uint8Array): CodaLine[] {
  return withoutFileEnd(decodedCoda(bytes))
    .split(/\r\n|\r|\n/)
    .map((text, index) => ({ text, number: index + 1 }))
    .filter((line) => line.text.trim() !== '');
}

/** The last character of a whole file is the digit at position 128 of record 9, so nothing of value is cut off here. */
function withoutFileEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \r\n\t\u001A\u0000'.includes(text[end - 1]!)) end -= 1;
  return text.slice(0, end).replace(/^\uFEFF/, '');
}

/**
 * Decodes the bytes of a CODA file. The standard names no encoding: banks send ISO-8859-1, older ones code page 850
 * and newer ones UTF-8 (where a line is 128 characters, not bytes). Accented letters of code page 850 lie in 80-9F,
 * which ISO-8859-1 leaves to control codes, so the two cannot be confused.
 */
function decodedCoda(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const codePage850 = bytes.some((byte) => byte >= 0x80 && byte <= 0x9f);
    return iconv.decode(Buffer.from(bytes), codePage850 ? 'cp850' : 'iso-8859-1');
  }
}

/** Cuts a field by the positions of the standard, which count from 1 and include the last one. */
export function fieldOf(line: CodaLine, first: number, last: number): string {
  return line.text.slice(first - 1, last);
}

/** Cuts a field and trims it; a blank field is null. */
export function wordsOf(line: CodaLine, first: number, last: number): string | null {
  return fieldOf(line, first, last).trim() || null;
}
