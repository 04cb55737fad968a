import { createHash } from 'node:crypto';
import { createGunzip, createGzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { BANK_FILE_BYTES_LIMIT } from '../../../adapters/bank-files/index.js';
import { type Pieces, unpackedPieces } from '../../../adapters/inbound-bytes/unpacked-pieces.js';

/** A file as it came, compressed, with the hash of its bytes. */
export interface PackedFile {
  readonly contentHash: Buffer;
  readonly packed: Buffer;
}

/** Thrown when more bytes come than any bank file has; nothing of it is kept. */
export class FileTooLarge extends Error {}

/** Compresses a file while it comes in, so that it is never held in its full length. */
export async function packFile(pieces: Pieces): Promise<PackedFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* measured(): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      bytes += piece.length;
      if (bytes > BANK_FILE_BYTES_LIMIT) throw new FileTooLarge(`the file is larger than ${BANK_FILE_BYTES_LIMIT / 1_000_000} MB`);
      hash.update(piece);
      if (piece.length > 0) yield piece;
    }
  }
  const source = Readable.from(measured());
  const gzip = createGzip({ level: 3 });
  source.on('error', (error) => gzip.destroy(error));
  const packed: Buffer[] = [];
  for await (const piece of source.pipe(gzip)) packed.push(piece as Buffer);
  return { contentHash: hash.digest(), packed: Buffer.concat(packed) };
}

/** The plain bytes of a packed file, piece by piece; also of one that the bank had compressed already. */
export function plainPieces(packed: Buffer): AsyncGenerator<Uint8Array> {
  return unpackedPieces(Readable.from([packed]).pipe(createGunzip({ chunkSize: 1 << 16 })), BANK_FILE_BYTES_LIMIT);
}
