// Writes docs/environment.md from the env schemas of the apps, so that the page cannot differ from what is read.
// Run `node scripts/env-table.mjs` after changing a schema; a unit spec fails while the page is behind.
import fs from 'node:fs';
import path from 'node:path';
import { runnerImport } from 'vite';
import { z } from 'zod';

const root = path.resolve(import.meta.dirname, '..');
const SCHEMA_PLACES = ['src/env.schema.ts', 'app/env.schema.ts'];
const INTRODUCTION = `# Environment

Made from the env schemas of the apps by \`node scripts/env-table.mjs\`; do not edit by hand.
\`npm start\` sets all of these itself and keeps the secrets in \`.data/secrets.json\`; a variable that is set already wins.

## npm start

| variable | meaning | default |
|---|---|---|
| \`DATA_FOLDER\` | Folder of the database, the secrets and the logs, from the root of the checkout. | \`.data\` |
| \`PG_PORT\` | Port of the embedded PostgreSQL. | \`54329\` |
| \`DATABASE_URL\` | When set, no embedded PostgreSQL is started; \`MIGRATION_DATABASE_URL\` is then needed too. | |
`;

/** The env schema file of each app that has one, by the name of the app. */
export function findSchemaFiles() {
  const apps = fs.readdirSync(path.join(root, 'apps')).sort();
  const found = apps.map((app) => [app, SCHEMA_PLACES.map((place) => path.join(root, 'apps', app, place)).find((file) => fs.existsSync(file))]);
  return Object.fromEntries(found.filter(([, file]) => file !== undefined));
}

/**
 * The variables of one schema.
 * @param {import('zod').ZodObject} schema
 * @returns {Array<{ name: string, meaning: string, standard: string | null, isNeeded: boolean }>}
 */
export function variablesOf(schema) {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    meaning: property.description ?? '',
    standard: property.default === undefined ? null : String(property.default),
    isNeeded: required.includes(name),
  }));
}

/**
 * Reads the schemas from their sources, so that no build is needed.
 * @returns {Promise<Record<string, ReturnType<typeof variablesOf>>>} the variables by app
 */
export async function readVariables() {
  const apps = Object.entries(findSchemaFiles());
  const read = apps.map(async ([app, file]) => {
    const { module } = await runnerImport(file, { root, configFile: false, logLevel: 'error' });
    return [app, variablesOf(module.envSchema)];
  });
  return Object.fromEntries(await Promise.all(read));
}

function row({ name, meaning, standard, isNeeded }) {
  const fallback = standard === null ? (isNeeded ? 'needed' : '') : `\`${standard}\``;
  return `| \`${name}\` | ${meaning.replaceAll('|', '\\|')} | ${fallback} |`;
}

/** The whole page as text. */
export function environmentPage(variablesByApp) {
  const sections = Object.entries(variablesByApp).map(([app, variables]) => [`\n## apps/${app}`, '', '| variable | meaning | default |', '|---|---|---|', ...variables.map(row)].join('\n'));
  return `${INTRODUCTION}${sections.join('\n')}\n`;
}

if (process.argv[1] === import.meta.filename) {
  const page = path.join(root, 'docs/environment.md');
  fs.mkdirSync(path.dirname(page), { recursive: true });
  fs.writeFileSync(page, environmentPage(await readVariables()));
  console.log(`Written: ${path.relative(root, page)}`);
}
