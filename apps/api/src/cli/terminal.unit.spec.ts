import { describe, expect, it } from 'vitest';
import { paintFor, progressBar, progressLine } from './terminal.js';

describe('progress', () => {
  it.each([
    [0, '[------------------------]   0 %'], [0.5, '[############------------]  50 %'], [1, '[########################] 100 %'],
    [-1, '[------------------------]   0 %'], [2, '[########################] 100 %'], [0.999, '[#######################-]  99 %'],
  ])('of %d is %s', (share, bar) => {
    expect(progressBar(share)).toBe(bar);
  });

  it('is rewritten in place on a terminal', () => {
    const written: string[] = [];
    const line = progressLine({ isTTY: true, write: (text) => written.push(text) }, () => 0);
    line.show('a');
    line.show('b');
    line.end();
    expect(written).toEqual(['\r\x1b[2Ka', '\r\x1b[2Kb', '\r\x1b[2K']);
  });

  it('is a line every five seconds elsewhere', () => {
    const written: string[] = [];
    let now = 0;
    const line = progressLine({ write: (text) => written.push(text) }, () => now);
    for (now = 0; now <= 10_000; now += 1_000) line.show(`at ${now}`);
    line.end();
    expect(written).toEqual(['at 0\n', 'at 5000\n', 'at 10000\n']);
  });

  it('has colours on a terminal only', () => {
    expect([paintFor(true).good('OK'), paintFor(false).good('OK')]).toEqual(['\x1b[32mOK\x1b[0m', 'OK']);
  });
});
