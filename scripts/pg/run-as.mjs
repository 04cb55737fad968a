// PostgreSQL refuses to run as root. This decides as whom the embedded server runs, from who we are and who owns the data.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ACCOUNTS_TO_BORROW = ['postgres', 'nobody'];
const UNPRIVILEGED_ID = '65534';

/**
 * How the server's programs are started. `uid` and `gid` own its files, as seen from outside a namespace.
 * @typedef {{ kind: 'self' } | { kind: 'account', uid: number, gid: number } | { kind: 'namespace', uid: number, gid: number }} RunAs
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

function hasAccount() {
  try {
    os.userInfo();
    return true;
  } catch {
    return false;
  }
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
  if (ownUid !== 0) return decideAsOrdinaryUser({ ownUid, dataOwnerUid, dataFolder });
  const account = dataOwnerUid === 0 ? undefined : accountFor(dataOwnerUid);
  if (account && canRun(account, postgresBinary, path.dirname(dataFolder))) return { kind: 'account', uid: account.uid, gid: account.gid };
  if (canMapUsers()) return { kind: 'namespace', uid: 0, gid: 0 };
  throw new Error('The embedded PostgreSQL cannot run as root here: start Tegoed as an ordinary user, put the checkout where the account "nobody" may read it, or set DATABASE_URL to a PostgreSQL 18 of your own.');
}

function decideAsOrdinaryUser({ ownUid, dataOwnerUid, dataFolder }) {
  if (dataOwnerUid !== null && ownUid !== undefined && dataOwnerUid !== ownUid) {
    throw new Error(`The database folder ${dataFolder} belongs to another account (user id ${dataOwnerUid}): start Tegoed as that account, or remove the folder to begin anew.`);
  }
  if (hasAccount()) return { kind: 'self' };
  // A container may run under a bare number; in a namespace of its own the server gets one that has a name.
  if (canMapUsers()) return { kind: 'namespace', uid: ownUid, gid: process.getgid() };
  throw new Error(`The embedded PostgreSQL needs an account, and user id ${ownUid} has none on this machine: start Tegoed as an account with a name, or set DATABASE_URL to a PostgreSQL 18 of your own.`);
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
  if (fs.lstatSync(place).uid === runAs.uid) return;
  const below = fs.lstatSync(place).isDirectory() ? fs.readdirSync(place, { recursive: true }) : [];
  for (const name of below) fs.lchownSync(path.join(place, name), runAs.uid, runAs.gid);
  // The top goes last: were we stopped halfway, the next start sees the old owner and does all of it again.
  fs.chownSync(place, runAs.uid, runAs.gid);
}
