import { XmlFault } from './xml-fault.js';

/** Decodes the bytes of an XML document piece by piece; `end` gives what was still held back. */
export interface XmlDecoder {
  readonly write: (bytes: Uint8Array) => string;
  readonly end: () => string;
}

const SNIFFED_BYTES = 256;
const ACCEPTED = new Set(['utf-8', 'us-ascii', 'iso-8859-1', 'iso-8859-15', 'windows-1252', 'utf-16', 'utf-16le', 'utf-16be']);

/**
 * Decodes by the byte order mark or the encoding in the XML declaration, UTF-8 otherwise. Bytes that do not fit the
 * encoding refuse the document: a replaced character in a name or a reference would go unseen.
 *
 * @throws XmlFault for an unknown encoding or bytes that do not fit it
 */
export function createXmlDecoder(): XmlDecoder {
  let head: Uint8Array = new Uint8Array(0);
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  const decode = (bytes: Uint8Array, stream: boolean): string => {
    decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true });
    try {
      return decoder.decode(bytes, { stream });
    } catch {
      throw new XmlFault(`bytes that are not ${decoder.encoding}`, 1);
    }
  };
  return {
    write: (bytes) => {
      if (decoder) return decode(bytes, true);
      head = joined(head, bytes);
      return head.length < SNIFFED_BYTES ? '' : decode(head, true);
    },
    end: () => (decoder ? decode(new Uint8Array(0), false) : decode(head, false)),
  };
}

function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  const declaration = Buffer.from(head.subarray(0, SNIFFED_BYTES)).toString('latin1');
  const declared = /^[^<]*<\?xml[^>]*\bencoding\s*=\s*["']([^"']+)["']/.exec(declaration)?.[1]?.toLowerCase() ?? 'utf-8';
  if (!ACCEPTED.has(declared)) throw new XmlFault(`the encoding ${declared.slice(0, 30)} is not accepted`, 1);
  return declared;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
