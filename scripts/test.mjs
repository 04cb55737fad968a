// `npm test`: build, lint, unit, int and e2e, one after the other; closes with the line "N passed, N failed".
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { NX_ENVIRONMENT } from './start/build.mjs';
import { closingLine, countReports, NOTHING, ONE_FAILED, sumCounts } from './test/counts.mjs';
import { e2eSuite, projectSuite, vitestSuite } from './test/suites.mjs';

const root = path.resolve(import.meta.dirname, '..');
const binaries = path.join(root, 'node_modules/.bin');
// By itself vitest leaves a core for the watcher, which is half of a small machine; projects take it from the command line only.
const EVERY_CORE = ['--maxWorkers=100%'];
const results = [];

function run([program, programArguments], environment = {}) {
  const PATH = [binaries, process.env.PATH].join(path.delimiter);
  const child = spawn(path.join(binaries, program), programArguments, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...NX_ENVIRONMENT, PATH, ...environment },
  });
  let stopAsked = false;
  const passOn = (signal) => {
    stopAsked = true;
    child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, passOn);
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code, signal) => {
      // A child may end a stop with a code of its own; the steps after it must not begin all the same.
      if (signal || stopAsked) process.exit(1);
      for (const name of ['SIGINT', 'SIGTERM']) process.off(name, passOn);
      resolve(code === 0);
    });
  });
}

async function step(name, work) {
  const startedAt = performance.now();
  console.log(`\n== ${name}`);
  const { counts } = await work();
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  results.push({ name, counts, seconds });
}

const check = (command) => async () => ({ counts: (await run(command)) ? NOTHING : ONE_FAILED });

const suite = ({ command, reports }, environment) => async () => {
  // A report of an earlier run must not be counted for one that broke.
  for (const report of reports) fs.rmSync(report, { force: true });
  const ranWell = await run(command, environment);
  return { counts: countReports(reports, ranWell) };
};

async function testSteps() {
  await step('unit', suite(vitestSuite(root, { name: 'unit', config: path.join(root, 'vitest.unit.config.ts'), options: EVERY_CORE })));
  await step('int', suite(projectSuite(root, 'int')));
  await step('int of the scripts', suite(vitestSuite(root, { name: 'scripts-int', config: path.join(root, 'scripts/vitest.int.config.mjs') })));
  const e2e = e2eSuite(root, process.env);
  await step('e2e', suite(e2e.suite, e2e.environment));
}

function sumUp() {
  const total = sumCounts(results.map(({ counts }) => counts));
  console.log('');
  for (const { name, counts, seconds } of results) console.log(`${name.padEnd(20)} ${closingLine(counts)} (${seconds} s)`);
  console.log('');
  console.log(closingLine(total));
  process.exitCode = total.failed === 0 ? 0 : 1;
}

fs.mkdirSync(path.join(root, 'reports'), { recursive: true });
await step('build', check(['nx', ['run-many', '-t', 'build', '--outputStyle=static']]));
const isBuilt = results.every(({ counts }) => counts.failed === 0);
await step('lint', check(['eslint', ['.', '--max-warnings=0']]));
await step('architecture', check(['depcruise', ['--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'scripts']]));
if (isBuilt) await testSteps();
else console.log('\nThe tests were not run, because the build failed.');
sumUp();
