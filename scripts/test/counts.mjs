// Adds up what the test runs report. A run that breaks before it can count is one failure, never silence.
import fs from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0 };
export const ONE_FAILED = { passed: 0, failed: 1, skipped: 0 };

/**
 * @param {Counts[]} parts
 * @returns {Counts}
 */
export function sumCounts(parts) {
  return parts.reduce((sum, part) => ({ passed: sum.passed + part.passed, failed: sum.failed + part.failed, skipped: sum.skipped + part.skipped }), NOTHING);
}

/**
 * Counts one report of vitest's JSON reporter. A file that could not be loaded holds no test: it is one failure.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   success: boolean, testResults: Array<{ status: string, assertionResults: unknown[] }> }} report
 * @returns {Counts}
 */
export function countReport(report) {
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  const failed = report.numFailedTests + unloaded;
  // An error outside every test, such as an unhandled rejection, fails the run although each test passed.
  const unexplained = failed === 0 && !report.success ? 1 : 0;
  return { passed: report.numPassedTests, failed: failed + unexplained, skipped: report.numPendingTests + report.numTodoTests };
}

/**
 * Counts the report files that the runs of one suite should have written.
 * @param {string[]} files a missing or broken one is one failure
 * @param {boolean} ranWell whether the suite's own exit code was 0
 * @returns {Counts}
 */
export function countReports(files, ranWell) {
  const sum = sumCounts(files.map((file) => countReportFile(file)));
  return sum.failed === 0 && !ranWell ? { ...sum, failed: 1 } : sum;
}

function countReportFile(file) {
  try {
    return countReport(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return ONE_FAILED;
  }
}

/** The closing line: `12 passed, 0 failed`, and `, 3 skipped` when any were. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
