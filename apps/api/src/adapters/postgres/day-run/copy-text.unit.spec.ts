import { describe, expect, it } from 'vitest';
import { wholeLines } from './copy-text.js';

describe('wholeLines', () => {
  it.each([1, 2, 3, 7, 100])('cuts pieces of %i bytes anew so that each ends with a line, and loses nothing', (size) => {
    const text = 'a\nbcd\n\nefghij\n';
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) => Buffer.from(text.slice(i * size, (i + 1) * size)));
    const lines = [...wholeLines(pieces)].map(String);
    expect(lines.join('')).toBe(text);
    for (const line of lines) expect(line.endsWith('\n')).toBe(true);
  });
});
