import { crc32 } from 'node:zlib';

/** A file of an archive. The name has no folder and is plain ASCII. */
export interface ArchivedFile {
  readonly name: string;
  readonly content: Buffer;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_CENTRAL = 0x06054b50;
const VERSION = 20;
/** 1 January 1980, the first day that the format knows: an archive of the same files is the same archive. */
const NO_DATE = 0x0021;

/**
 * An archive of files that are compressed already, stored as they are (ZIP, PKWARE APPNOTE 4.3, method 0). For up to
 * 65,535 files and 4 GB, which no batch of letters comes near.
 */
export function zipOf(files: readonly ArchivedFile[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const local = Buffer.concat([headerOf(LOCAL_HEADER, name, content, null), Buffer.from(name), content]);
    centrals.push(Buffer.concat([headerOf(CENTRAL_HEADER, name, content, offset), Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  return Buffer.concat([...locals, ...centrals, endOf(files.length, centrals.reduce((sum, { length }) => sum + length, 0), offset)]);
}

// Both headers say the same; the central one adds who made it, and where the local one stands.
function headerOf(signature: number, name: string, content: Buffer, offset: number | null): Buffer {
  const isCentral = offset !== null;
  const header = Buffer.alloc(isCentral ? 46 : 30);
  header.writeUInt32LE(signature, 0);
  if (isCentral) header.writeUInt16LE(VERSION, 4);
  const at = isCentral ? 6 : 4;
  header.writeUInt16LE(VERSION, at);
  header.writeUInt16LE(NO_DATE, at + 8);
  header.writeUInt32LE(crc32(content), at + 10);
  header.writeUInt32LE(content.length, at + 14);
  header.writeUInt32LE(content.length, at + 18);
  header.writeUInt16LE(name.length, at + 22);
  if (offset !== null) header.writeUInt32LE(offset, 42);
  return header;
}

function endOf(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_OF_CENTRAL, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
