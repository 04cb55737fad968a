// Writes docs/meter-commands.md from the transition table of libs/meter-commands, so that the page cannot differ from
// what runs. Run `node scripts/transition-table.mjs` after changing the table; a unit spec fails while the page is behind.
import fs from 'node:fs';
import path from 'node:path';
import { runnerImport } from 'vite';

const root = path.resolve(import.meta.dirname, '..');
const TABLE = path.join(root, 'libs/meter-commands/src/command/transition-document.ts');
const INTRODUCTION = `# The life of a meter command

Made from the transition table of \`libs/meter-commands\` by \`node scripts/transition-table.mjs\`; do not edit by hand.
*More* gives supply (connect, arm, unlimit), *less* takes it (disconnect, limit), *read* only looks. Whatever the AMM
says, only \`seen_as_wanted\`, a state that the meter reported after every order sent to it had expired, ends an order
for more or less supply as \`confirmed\`.

`;

/** Where the page stands. */
export const transitionPageFile = path.join(root, 'docs/meter-commands.md');

/** The whole page as text, read from the sources, so that no build is needed. */
export async function transitionPage() {
  const { module } = await runnerImport(TABLE, { root, configFile: false, logLevel: 'error' });
  return `${INTRODUCTION}${module.transitionsAsMarkdown()}`;
}

if (process.argv[1] === import.meta.filename) {
  fs.mkdirSync(path.dirname(transitionPageFile), { recursive: true });
  fs.writeFileSync(transitionPageFile, await transitionPage());
  console.log(`Written: ${path.relative(root, transitionPageFile)}`);
}
