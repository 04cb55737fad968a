// Entry point of the image: `node infra/entry.mjs <name>` becomes the process of that name.
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');

export const entryPoints = {
  migrate: 'apps/api/dist/main.migrate.js',
  http: 'apps/api/dist/main.http.js',
  worker: 'apps/api/dist/main.worker.js',
  cli: 'apps/api/dist/main.cli.js',
  ivr: 'apps/ivr/dist/main.js',
  portal: 'apps/portal/server.mjs',
  simulator: 'apps/simulator/dist/main.js',
};

if (process.argv[1] === import.meta.filename) {
  const [name, ...rest] = process.argv.slice(2);
  const entry = Object.hasOwn(entryPoints, name ?? '') ? path.join(root, entryPoints[name]) : null;
  if (entry === null) {
    console.error(`Name what to run: ${Object.keys(entryPoints).join(', ')}.`);
    process.exit(64);
  }
  // The entry point sees the arguments as if it had been started itself, and keeps this process and its signals.
  process.argv.splice(1, process.argv.length - 1, entry, ...rest);
  await import(pathToFileURL(entry).href);
}
