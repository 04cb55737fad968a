import { describe, expect, it } from 'vitest';
import { durationMs } from './duration.js';

const HOUR_MS = 3_600_000;

describe('a duration', () => {
  it.each([
    ['7d', 168], ['36h', 36], ['90m', 1.5], ['1d12h', 36], ['PT36H', 36], ['P7D', 168], ['P1W', 168], ['P1DT90M', 25.5], ['7D', 168],
  ])('%s is %d hours', (text, hours) => {
    expect(durationMs(text)).toBe(hours * HOUR_MS);
  });

  it.each(['', 'P', 'PT', 'P1DT', '7', 'd', '-1d', '7 d', '1.5h', '0d', '12h1d', 'P1Y', 'soon', '99999d'])('"%s" is none', (text) => {
    expect(durationMs(text)).toBeNull();
  });
});
