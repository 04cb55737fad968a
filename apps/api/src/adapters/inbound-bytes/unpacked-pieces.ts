import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The bytes of a file that come one piece after another. */
export type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** Why a packed file cannot be read, in words for a person. */
export class UnpackFault extends Error {
  constructor(readonly why: string) {
    super(why);
    this.name = 'UnpackFault';
  }
}

/**
 * Gives a file's plain bytes piece by piece: gzip is unpacked when the first two bytes say so (RFC 1952). What comes out
 * is bounded and never held, so that a small file cannot unpack into all of the memory.
 *
 * @throws UnpackFault for a damaged or too large file, and for a zip archive
 */
export async function* unpackedPieces(pieces: Pieces, bytesLimit: number): AsyncGenerator<Uint8Array> {
  const source = await startOf(pieces);
  if (source === null) return;
  if (source.first[0] === 0x50 && source.first[1] === 0x4b) throw new UnpackFault('a zip archive: unpack it first');
  const packed = source.first[0] === 0x1f && source.first[1] === 0x8b;
  const plain: Pieces = packed ? gunzipped(source.all) : source.all;
  let bytes = 0;
  try {
    for await (const piece of plain) {
      bytes += piece.length;
      if (bytes > bytesLimit) throw new UnpackFault(`${packed ? 'unpacked ' : ''}the file is larger than ${Math.floor(bytesLimit / 1_000_000)} MB`);
      yield piece;
    }
  } catch (error) {
    if (packed && isZlibError(error)) throw new UnpackFault('the gzip data is damaged or cut off');
    throw error;
  }
}

function gunzipped(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const source = Readable.from(pieces);
  const plain = createGunzip();
  source.on('error', (error) => plain.destroy(error));
  return source.pipe(plain);
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');
}

/** The first two bytes may come in two pieces. */
async function startOf(pieces: Pieces): Promise<{ first: Uint8Array; all: AsyncIterable<Uint8Array> } | null> {
  const iterator = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  let first: Uint8Array = new Uint8Array(0);
  while (first.length < 2) {
    const next = await iterator.next();
    if (next.done === true) break;
    first = Buffer.concat([first, next.value]);
  }
  if (first.length === 0) return null;
  return { first, all: following(first, iterator) };
}

async function* following(first: Uint8Array, rest: Iterator<Uint8Array> | AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
