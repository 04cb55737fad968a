#!/usr/bin/env node
// Starts the command line of the api image with the pinned Node; builds it first when this checkout was never built.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const apiRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const workspaceRoot = path.resolve(apiRoot, '../..');
const entry = path.join(apiRoot, 'dist/main.cli.js');
const pinnedNode = path.join(workspaceRoot, `node_modules/node-linux-${process.arch}/bin/node`);
const node = fs.existsSync(pinnedNode) ? pinnedNode : process.execPath;

if (!fs.existsSync(entry)) {
  console.error('This checkout is not built yet: building once.');
  const build = spawnSync('npm', ['run', 'build', '--silent'], { cwd: workspaceRoot, stdio: ['ignore', 2, 2] });
  if (build.status !== 0) process.exit(build.status ?? 1);
}
const run = spawnSync(node, [entry, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(run.status ?? 1);
