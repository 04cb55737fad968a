import { RuleTester } from 'eslint';
import { afterAll, describe, it } from 'vitest';
import { houseRules } from './index.mjs';

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it;

const tester = new RuleTester({ languageOptions: { ecmaVersion: 2025, sourceType: 'module' } });
const run = (name, cases) => tester.run(name, houseRules.rules[name], cases);
const breaking = (messageId) => (code) => ({ code, errors: [{ messageId }] });

run('no-wall-clock', {
  valid: ['new Date(instant)', 'clock.now()', 'Temporal.Instant.from(text)', 'performance.now()'],
  invalid: ['new Date()', 'Date.now()', 'const now = Date.now', 'Date()', 'Temporal.Now.instant()', 'Temporal.Now.plainDateISO("Europe/Brussels")'].map(breaking('wallClock')),
});

run('no-process-env', {
  valid: ['settings.env', 'process.pid', { code: 'process.env.TEST_ADMIN_DATABASE_URL', options: [{ allowedNames: '^TEST_' }] }],
  invalid: [
    ...['process.env.API_PORT', 'process.env["API_PORT"]', 'parse(process.env)', 'import { env } from "node:process"'].map(breaking('environment')),
    { code: 'process.env.API_PORT', options: [{ allowedNames: '^TEST_' }], errors: [{ messageId: 'environment' }] },
  ],
});

run('no-float-money', {
  valid: ['Number(pageSize)', '+new URL(x)', 'amountMicroEuro * 2', '0.5 * width', 'microEuro(row.amountMicroEuro)', '-amountMicroEuro'],
  invalid: [
    ...['parseFloat(text)', 'Number.parseFloat(text)'].map(breaking('parseFloat')),
    breaking('toFixed')('price.toFixed(2)'),
    ...['Number(body.amountEuro)', 'Number(amountMicroEuro)', 'Number(row["balanceEuro"])', '+amount', '+line.amount', 'parseInt(totalEuro, 10)', 'Number(body?.amountEuro)'].map(breaking('toNumber')),
    ...['amountMicroEuro * 0.35', '1.21 * charge.totalMicroEuro', 'sumMicroEuro / 2.5'].map(breaking('fraction')),
  ],
});

run('no-focused-tests', {
  valid: ['it("adds", () => {})', 'it.skipIf(absent)("reads", () => {})', 'options.only'],
  invalid: ['it.only("adds", () => {})', 'describe.only("sums", () => {})', 'it.only.each([1])("x", () => {})', 'test.concurrent.only("x", () => {})'].map(breaking('focused')),
});

const inRoom = (room) => `/repo/libs/prepayment-engine/src/${room}/rule.ts`;
run('rooms-look-down', {
  valid: [
    { code: 'import { split } from "../money/index.js"', filename: inRoom('payments') },
    { code: 'import { day } from "./day.js"', filename: inRoom('calendar') },
    { code: 'export * from "./notices/index.js"', filename: '/repo/libs/prepayment-engine/src/index.ts' },
    { code: 'import x from "../notices/index.js"', filename: '/repo/libs/meter-commands/src/gates/gate.ts' },
  ],
  invalid: [
    { code: 'import { decide } from "../credit-control/index.js"', filename: inRoom('payments'), errors: [{ messageId: 'upward' }] },
    { code: 'export { decide } from "../credit-control/index.js"', filename: inRoom('money'), errors: [{ messageId: 'upward' }] },
    { code: 'await import("../notices/index.js")', filename: inRoom('ledger'), errors: [{ messageId: 'upward' }] },
    { code: 'import { largestRemainder } from "../money/split.js"', filename: inRoom('payments'), errors: [{ messageId: 'inside' }] },
  ],
});

const inFeature = (feature) => `/repo/apps/api/src/features/${feature}/use-case.ts`;
run('features-by-their-index', {
  valid: [
    { code: 'import { balance } from "../accounts/index.js"', filename: inFeature('payments') },
    { code: 'import { row } from "./row.js"', filename: inFeature('payments') },
    { code: 'import { module } from "./features/accounts/accounts.module.js"', filename: '/repo/apps/api/src/main.http.ts' },
  ],
  invalid: [{ code: 'import { row } from "../accounts/account-row.js"', filename: inFeature('payments'), errors: [{ messageId: 'inside' }] }],
});
