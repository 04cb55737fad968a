import iconv from 'iconv-lite';
import { createLineSplitter } from '../../inbound-bytes/line-splitter.js';

/** A line of a CODA file with its place in the file. */
export interface CodaLine {
  readonly text: string;
  readonly number: number;
}

/** Takes the bytes of a CODA file in any split into pieces. */
export interface CodaLineReader {
  readonly write: (bytes: Uint8Array) => void;
  readonly end: () => void;
}

const LINE_LENGTH = 128;
/** No encoding needs more than this for 128 characters; anything longer is no line of a bank. */
const LINE_BYTES_LIMIT = 4 * LINE_LENGTH;
const BLANKS = ' \t\u001A\u0000';

/**
 * Cuts a CODA file into lines and hands over those that are not blank. Takes CR LF, LF and CR, a missing last line end
 * and the Ctrl-Z that old systems put at the end.
 *
 * @param onTooLong is called for a line that cannot be one of 128 characters; it must throw
 */
export function createCodaLineReader(onLine: (line: CodaLine) => void, onTooLong: (number: number) => never): CodaLineReader {
  const decode = lineDecoder();
  const splitter = createLineSplitter(
    (raw, number) => {
      const text = withoutBlanksBehind(decode(number === 1 ? raw.replace(/^\xEF\xBB\xBF/, '') : raw));
      if (!isBlank(text)) onLine({ text, number });
    },
    LINE_BYTES_LIMIT,
    onTooLong,
  );
  return {
    write: (bytes) => splitter.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')),
    end: () => splitter.end(),
  };
}

/** What stands behind the 128th character is no field of any record: blanks and the end marks of old systems. */
function withoutBlanksBehind(text: string): string {
  let end = text.length;
  while (end > LINE_LENGTH && BLANKS.includes(text[end - 1]!)) end -= 1;
  return end === text.length ? text : text.slice(0, end);
}

function isBlank(text: string): boolean {
  for (const character of text) if (!BLANKS.includes(character)) return false;
  return true;
}

/**
 * Decodes the bytes of a line, given as one character per byte. The standard names no encoding: banks send ISO-8859-1,
 * older ones code page 850 and newer ones UTF-8. The length of the line tells UTF-8, where 128 characters are more than
 * 128 bytes. Accented letters of code page 850 lie in 80-9F, which ISO-8859-1 leaves to control codes; a file that has
 * shown one of them is of that code page to its end.
 */
function lineDecoder(): (raw: string) => string {
  let codePage850 = false;
  return (raw) => {
    if (!/[\x80-\xFF]/.test(raw)) return raw;
    const bytes = Buffer.from(raw, 'latin1');
    if (raw.trimEnd().length > LINE_LENGTH) {
      const text = bytes.toString('utf8');
      if (!text.includes('\uFFFD')) return text;
    }
    codePage850 ||= /[\x80-\x9F]/.test(raw);
    return codePage850 ? iconv.decode(bytes, 'cp850') : raw;
  };
}

/** Cuts a field by the positions of the standard, which count from 1 and include the last one. */
export function fieldOf(line: CodaLine, first: number, last: number): string {
  return line.text.slice(first - 1, last);
}

/** Cuts a field and trims it; a blank field is null. */
export function wordsOf(line: CodaLine, first: number, last: number): string | null {
  return fieldOf(line, first, last).trim() || null;
}
