import { gunzipSync } from 'node:zlib';

/** The plain bytes of a file that may have come packed, or the reason why they cannot be had. */
export type Unpacked = { readonly kind: 'bytes'; readonly bytes: Uint8Array } | { readonly kind: 'refused'; readonly why: string };

/**
 * Unpacks gzip when the first two bytes say so (RFC 1952) and bounds the result, so that a small file cannot unpack
 * into all of the memory.
 *
 * @param bytesLimit most bytes accepted, packed or plain
 */
export function unpacked(bytes: Uint8Array, bytesLimit: number): Unpacked {
  const megabytes = Math.floor(bytesLimit / 1_000_000);
  if (bytes.length > bytesLimit) return { kind: 'refused', why: `the file is larger than ${megabytes} MB` };
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return { kind: 'refused', why: 'a zip archive: unpack it first' };
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return { kind: 'bytes', bytes };
  try {
    return { kind: 'bytes', bytes: gunzipSync(bytes, { maxOutputLength: bytesLimit }) };
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    return { kind: 'refused', why: tooLarge ? `unpacked the file is larger than ${megabytes} MB` : 'the gzip data is damaged or cut off' };
  }
}
