// `npm run mutation [-- <library> <files>]`: mutation tests of the life of a meter command and of credit control. Each must kill 85 % of
// the mutants. It takes long; a part is
// `npm run mutation -- libs/meter-commands src/gates/answer-gates.ts`.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';

const root = path.resolve(import.meta.dirname, '..');
const stryker = path.join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js');
const libraries = ['libs/meter-commands', 'libs/prepayment-engine'];

/** Runs one library and tells whether its score is high enough. */
function run(library, files) {
  const chosen = files.length === 0 ? [] : ['--mutate', files.join(',')];
  return spawnSync(process.execPath, [stryker, 'run', ...chosen], { cwd: path.join(root, library), stdio: 'inherit' }).status === 0;
}

const [first, ...rest] = process.argv.slice(2);
const oneLibrary = first !== undefined && libraries.includes(first);
const results = (oneLibrary ? [first] : libraries).map((library) => run(library, oneLibrary ? rest : []));
process.exit(results.every(Boolean) ? 0 : 1);
