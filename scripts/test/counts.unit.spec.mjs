import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { closingLine, countReport, countReports, sumCounts } from './counts.mjs';

const report = (changes = {}) => ({ numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, success: true, testResults: [], ...changes });

it('counts what passed, failed and was skipped', () => {
  expect(countReport(report({ numFailedTests: 2, success: false, numTodoTests: 1 }))).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

it('counts a file that could not be loaded, and an error outside every test, as one failure', () => {
  expect(countReport(report({ success: false, testResults: [{ status: 'failed', assertionResults: [] }] })).failed).toBe(1);
  expect(countReport(report({ success: false })).failed).toBe(1);
});

it('counts a missing report, and a run that ended badly without a failed test, as one failure', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tegoed-counts-'));
  const file = path.join(folder, 'unit.json');
  fs.writeFileSync(file, JSON.stringify(report()));
  expect(countReports([file, path.join(folder, 'missing.json')], true)).toEqual({ passed: 3, failed: 1, skipped: 1 });
  expect(countReports([file], false)).toEqual({ passed: 3, failed: 1, skipped: 1 });
  fs.rmSync(folder, { recursive: true });
});

it('closes with the plain line', () => {
  expect(closingLine(sumCounts([{ passed: 1, failed: 0, skipped: 0 }, { passed: 2, failed: 1, skipped: 0 }]))).toBe('3 passed, 1 failed');
  expect(closingLine({ passed: 3, failed: 0, skipped: 2 })).toBe('3 passed, 0 failed, 2 skipped');
});
