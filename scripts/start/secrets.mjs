// The secrets of this installation: made once, kept in .data/secrets.json, readable by its owner only.
import { randomBytes, randomInt } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { StartProblem } from './settings.mjs';

const OWNER_ONLY = 0o600;
const PASSWORD_WORDS = ['appel', 'berk', 'bloem', 'brug', 'cirkel', 'dorp', 'duin', 'eiland', 'fiets', 'gracht', 'haven', 'heide', 'kaars', 'kade', 'ketel', 'klaver', 'kompas', 'lamp', 'lente', 'linde', 'maan', 'mees', 'molen', 'noot', 'oever', 'parel', 'perzik', 'poort', 'regen', 'rivier', 'schelp', 'sleutel', 'sneeuw', 'spiegel', 'ster', 'straat', 'tuin', 'veer', 'venster', 'vlinder', 'vuur', 'wolk', 'zomer', 'zwaluw'];

const hex = (bytes) => randomBytes(bytes).toString('hex');
const word = () => PASSWORD_WORDS[randomInt(PASSWORD_WORDS.length)];

/** A password that a person can read aloud and type. It opens only the made-up people of the pilot. */
function readablePassword() {
  return `${word()}-${word()}-${word()}-${randomInt(100, 1000)}`;
}

const MAKERS = {
  POSTGRES_PASSWORD: () => hex(24),
  OWNER_PASSWORD: () => hex(24),
  APP_PASSWORD: () => hex(24),
  SANDBOX_KEY: () => `tgd_test_${hex(24)}`,
  DATA_KEY: () => hex(32),
  BLIND_INDEX_KEY: () => hex(32),
  SESSION_SECRET: () => hex(32),
  DEMO_PASSWORD: readablePassword,
  TWILIO_AUTH_TOKEN: () => hex(16),
  TERMINAL_SECRETS: () => `terminal_${hex(16)}`,
  PHONE_KEY: () => `tgd_test_${hex(24)}`,
  AMM_SIGNING_KEY: () => hex(32),
  STRIPE_WEBHOOK_SECRETS: () => `whsec_${hex(16)}`,
};

function readKept(file) {
  if (!fs.existsSync(file)) return {};
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    throw new StartProblem(`${file} cannot be read (${error.message}): put the right file back, or remove the whole folder to begin anew.`);
  }
}

// Written beside and renamed, so that a crash leaves the old file or the new one, never half a file.
function keep(file, secrets) {
  const beside = `${file}.new`;
  fs.rmSync(beside, { force: true });
  fs.writeFileSync(beside, `${JSON.stringify(secrets, null, 2)}\n`, { mode: OWNER_ONLY });
  fs.renameSync(beside, file);
}

/**
 * Reads the kept secrets and makes those that are not there yet.
 * @param {string} dataFolder
 * @returns {Record<keyof typeof MAKERS, string>}
 * @throws {StartProblem} when the file is damaged, or gone while the database it belongs to is still there
 */
export function loadSecrets(dataFolder) {
  const file = path.join(dataFolder, 'secrets.json');
  if (!fs.existsSync(file) && fs.existsSync(path.join(dataFolder, 'pg'))) {
    throw new StartProblem(`${file} is gone, and without it the database beside it cannot be opened: put it back, or remove ${dataFolder} to begin anew.`);
  }
  const kept = readKept(file);
  const missing = Object.keys(MAKERS).filter((name) => !kept[name]);
  if (missing.length === 0) return kept;
  const secrets = { ...kept, ...Object.fromEntries(missing.map((name) => [name, MAKERS[name]()])) };
  keep(file, secrets);
  return secrets;
}
