// PostgreSQL refuses to run as root. This decides as whom the embedded server runs, from who we are and who owns the data.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const ACCOUNTS_TO_BORROW = ['postgres', 'nobody'];
const UNPRIVILEGED_ID = '65534';

/**
 * How the server's programs are started.
 * @typedef {{ kind: 'self' } | { kind: 'account', uid: number, gid: number } | { kind: 'namespace' }} RunAs
 */

function passwdAccounts() {
  const lines = fs.readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  return lines.filter((fields) => fields.length > 3).map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

// The server looks its own account up by number, so a bare number without a line in /etc/passwd does not work.
function accountFor(dataOwnerUid) {
  const accounts = passwdAccounts();
  if (dataOwnerUid !== null) return accounts.find((account) => account.uid === dataOwnerUid);
  return ACCOUNTS_TO_BORROW.map((name) => accounts.find((account) => account.name === name)).find(Boolean);
}

// A checkout in a folder that only root may enter hides the libraries from another account; the error would be misleading.
function canRun(account, postgresBinary, dataParent) {
  const script = 'cd "$0" && exec "$1" --version';
  const probe = spawnSync('/bin/sh', ['-c', script, dataParent, postgresBinary], { uid: account.uid, gid: account.gid, stdio: 'ignore' });
  return probe.status === 0;
}

function canMapUsers() {
  return spawnSync('unshare', [...namespaceArguments(), 'true'], { stdio: 'ignore' }).status === 0;
}

function namespaceArguments() {
  return ['--user', `--map-user=${UNPRIVILEGED_ID}`, `--map-group=${UNPRIVILEGED_ID}`];
}

/**
 * Decides as whom to run: as ourselves when we are not root; as the owner of existing data; else as `postgres` or
 * `nobody`; and in a user namespace when that account may not enter the checkout.
 * @param {{ postgresBinary: string, dataFolder: string }} place absolute paths; the parent of dataFolder exists
 * @returns {RunAs}
 * @throws {Error} with one plain sentence when no way is open, or the data belong to somebody else
 */
export function decideRunAs({ postgresBinary, dataFolder }) {
  const dataOwnerUid = fs.existsSync(dataFolder) ? fs.statSync(dataFolder).uid : null;
  const ownUid = process.getuid?.();
  if (ownUid !== 0) {
    if (dataOwnerUid !== null && ownUid !== undefined && dataOwnerUid !== ownUid) {
      throw new Error(`The database folder ${dataFolder} belongs to another account (user id ${dataOwnerUid}): start Tegoed as that account, or remove the folder to begin anew.`);
    }
    return { kind: 'self' };
  }
  const account = dataOwnerUid === 0 ? undefined : accountFor(dataOwnerUid);
  if (account && canRun(account, postgresBinary, path.dirname(dataFolder))) return { kind: 'account', uid: account.uid, gid: account.gid };
  if (canMapUsers()) return { kind: 'namespace' };
  throw new Error('The embedded PostgreSQL cannot run as root here: start Tegoed as an ordinary user, put the checkout where the account "nobody" may read it, or set DATABASE_URL to a PostgreSQL 18 of your own.');
}

/** The program, arguments and spawn options that run `program` as decided. */
export function commandAs(runAs, program, programArguments, options = {}) {
  switch (runAs.kind) {
    case 'self':
      return [program, programArguments, options];
    case 'account':
      return [program, programArguments, { ...options, uid: runAs.uid, gid: runAs.gid }];
    case 'namespace':
      return ['unshare', [...namespaceArguments(), program, ...programArguments], options];
    default:
      throw new Error(`unknown way to run: ${runAs.kind}`);
  }
}

/** Gives a file or folder, with all below it, to the account the server runs as; no effect when it is already so. */
export function handOver(runAs, place) {
  if (runAs.kind === 'self') return;
  const owner = runAs.kind === 'account' ? runAs : { uid: 0, gid: 0 };
  if (fs.lstatSync(place).uid === owner.uid) return;
  const below = fs.lstatSync(place).isDirectory() ? fs.readdirSync(place, { recursive: true }) : [];
  for (const name of below) fs.lchownSync(path.join(place, name), owner.uid, owner.gid);
  // The top goes last: were we stopped halfway, the next start sees the old owner and does all of it again.
  fs.chownSync(place, owner.uid, owner.gid);
}
