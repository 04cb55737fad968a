import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NOTICE_KINDS } from '@tegoed/prepayment-engine';
import { describe, expect, it } from 'vitest';
import { galleryPages, pictureHashes } from './index.js';
import { SAMPLES } from './samples.js';

const GALLERY = fileURLToPath(new URL('../../../../docs/gallery/', import.meta.url));
const BEHIND = 'docs/gallery is behind: npm run gallery';

describe('the gallery', () => {
  it('shows every kind of notice', () => {
    expect(NOTICE_KINDS.filter((kind) => !SAMPLES.some((sample) => sample.kind === kind))).toEqual([]);
  });

  it('has the words that customers get', () => {
    for (const [file, text] of galleryPages()) expect(readFileSync(`${GALLERY}${file}`, 'utf8'), BEHIND).toBe(text);
  });

  it('has a picture of each, made from what is sent', () => {
    const hashes = pictureHashes();
    expect(JSON.parse(readFileSync(`${GALLERY}pictures.json`, 'utf8')), BEHIND).toEqual(hashes);
    expect(existsSync(`${GALLERY}pictures`)).toBe(true);
    expect(readdirSync(`${GALLERY}pictures`).toSorted()).toEqual(Object.keys(hashes).toSorted());
  });
});
