import { expect, it } from 'vitest';
import { consoleLine } from './process-log.mjs';

it.each([
  ['{"level":30,"msg":"listening"}', 'stdout', null],
  ['{"level":50,"msg":"the bank file was refused"}', 'stdout', 'the bank file was refused'],
  ['Error: no connection', 'stderr', 'Error: no connection'],
  ['plain text', 'stdout', null],
  ['{ not a log line', 'stderr', null],
])('shows of %s on %s: %s', (line, stream, shown) => {
  expect(consoleLine(line, stream)).toBe(shown);
});
