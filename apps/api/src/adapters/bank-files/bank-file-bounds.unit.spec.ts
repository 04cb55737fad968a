import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unpackedPieces } from '../inbound-bytes/unpacked-pieces.js';
import { createBankFileJudge, judgeBankFile } from './index.js';

const MEGABYTE = 1_000_000;

/** Judges bytes as they come from a network, and gives the verdict with how many were taken in. */
function judgeStreamed(head: string, filler: string, megabytes: number): { verdict: string; why: string | null } {
  const judge = createBankFileJudge({ ourIbans: [] }, () => undefined);
  judge.write(Buffer.from(head));
  const piece = Buffer.from(filler.repeat(MEGABYTE / filler.length));
  for (let written = 0; written < megabytes; written += 1) judge.write(piece);
  const { verdict, why } = judge.end();
  return { verdict, why };
}

describe('a bank file that is meant to do harm', () => {
  it('that unpacks to more than any bank sends is refused before it is held', async () => {
    const bomb = gzipSync(Buffer.alloc(30 * MEGABYTE));
    expect(bomb.length).toBeLessThan(MEGABYTE / 10);
    let most = 0;
    const read = async (): Promise<void> => {
      for await (const piece of unpackedPieces([bomb], 2 * MEGABYTE)) most += piece.length;
    };
    await expect(read()).rejects.toMatchObject({ why: 'unpacked the file is larger than 2 MB' });
    expect(most).toBeLessThanOrEqual(2 * MEGABYTE);
  });

  it('is no archive of files', async () => {
    const zip = Buffer.from('PK\u0003\u0004 anything');
    expect(judgeBankFile(zip, { ourIbans: [] })).toMatchObject({ verdict: 'reject', why: 'a zip archive: unpack it first' });
    await expect(unpackedPieces([zip], MEGABYTE).next()).rejects.toMatchObject({ why: 'a zip archive: unpack it first' });
  });

  it('has no line of 10 MB, in CODA and in XML', () => {
    const coda = judgeStreamed('0000004052630005', '1234567890', 10);
    expect(coda).toEqual({ verdict: 'reject', why: 'not a CODA file' });
    expect(judgeStreamed('<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>', 'abcdefghij', 10)).toEqual({ verdict: 'reject', why: 'a tag or a text is too long' });
    expect(judgeStreamed('<Document a="', 'abcdefghij', 10)).toMatchObject({ verdict: 'reject' });
  });

  it('declares no document type, whatever stands before it', () => {
    for (const head of ['<!DOCTYPE Document [<!ENTITY a "b">]>', '<?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE Document SYSTEM "file:///etc/passwd">']) {
      expect(judgeBankFile(Buffer.from(`${head}<Document/>`), { ourIbans: [] })).toMatchObject({ verdict: 'reject', why: 'DOCTYPE' });
    }
  });
});
