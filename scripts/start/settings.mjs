// Works out every setting the processes are given: from the environment, else from the defaults and the kept secrets.
import { createPrivateKey, createPublicKey } from 'node:crypto';
import path from 'node:path';

const DEFAULT_PORTS = {
  PORTAL_PORT: 3000,
  API_PORT: 3001,
  IVR_PORT: 3002,
  SIMULATOR_PORT: 3003,
  SIMULATOR_SMTP_PORT: 3025,
  PG_PORT: 54329,
};
const HIGHEST_PORT = 65_535;

/** An error whose message is one plain sentence for the person at the console. */
export class StartProblem extends Error {}

/**
 * The ports by the name of their environment variable.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Record<keyof typeof DEFAULT_PORTS, number>}
 * @throws {StartProblem} when a value is no port, or two names hold the same one
 */
export function readPorts(environment) {
  const ports = Object.entries(DEFAULT_PORTS).map(([name, standard]) => [name, readPort(name, environment[name], standard)]);
  for (const [name, port] of ports) {
    const [otherName] = ports.find(([, otherPort]) => otherPort === port);
    if (otherName !== name) throw new StartProblem(`${otherName} and ${name} are both ${port}: give each its own port.`);
  }
  return Object.fromEntries(ports);
}

function readPort(name, text, standard) {
  if (!text) return standard;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > HIGHEST_PORT) throw new StartProblem(`${name} must be a port from 1 to ${HIGHEST_PORT}; it is "${text}".`);
  return port;
}

/** Addresses of the processes and of the simulated providers, each settable by the variable of its name. */
export function readAddresses(environment, ports) {
  const of = (name, standard) => environment[name] || standard;
  const SIMULATOR_URL = of('SIMULATOR_URL', `http://127.0.0.1:${ports.SIMULATOR_PORT}`);
  return {
    API_URL: of('API_URL', `http://127.0.0.1:${ports.API_PORT}`),
    IVR_URL: of('IVR_URL', `http://127.0.0.1:${ports.IVR_PORT}`),
    PORTAL_URL: of('PORTAL_URL', `http://127.0.0.1:${ports.PORTAL_PORT}`),
    SIMULATOR_URL,
    AMM_URL: of('AMM_URL', `${SIMULATOR_URL}/61968`),
    SMTP_URL: of('SMTP_URL', `smtp://127.0.0.1:${ports.SIMULATOR_SMTP_PORT}`),
    TWILIO_API_URL: of('TWILIO_API_URL', SIMULATOR_URL),
    CARD_PAGE_ORIGIN: of('CARD_PAGE_ORIGIN', SIMULATOR_URL),
    STRIPE_API_URL: of('STRIPE_API_URL', SIMULATOR_URL),
    STRIPE_SECRET_KEY: of('STRIPE_SECRET_KEY', 'sk_test_sandbox'),
    TWILIO_ACCOUNT_SID: of('TWILIO_ACCOUNT_SID', 'ACsandbox'),
    TWILIO_FROM: of('TWILIO_FROM', '+32460000000'),
  };
}

const KEPT_SECRETS = ['SANDBOX_KEY', 'DATA_KEY', 'BLIND_INDEX_KEY', 'SESSION_SECRET', 'DEMO_PASSWORD', 'TWILIO_AUTH_TOKEN', 'STRIPE_WEBHOOK_SECRETS', 'TERMINAL_SECRETS', 'PHONE_KEY', 'AMM_SIGNING_KEY'];

/** The fixed beginning of an Ed25519 private key in PKCS #8 (RFC 8410, section 7). */
const PKCS8_OF_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * The public half of the key that signs meter orders, 32 bytes in hex: all that the simulated AMM is told of it.
 * @param {string} privateKeyHex
 */
export function verifyKeyOf(privateKeyHex) {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_OF_ED25519, Buffer.from(privateKeyHex, 'hex')]), format: 'der', type: 'pkcs8' });
  return Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x, 'base64url').toString('hex');
}

/**
 * All settings by name, as text.
 * @param {{ environment: NodeJS.ProcessEnv, dataFolder: string, ports: Record<string, number>, secrets: Record<string, string>,
 *   database: Record<string, string> }} parts `database` holds the URLs of the roles
 */
export function allSettings({ environment, dataFolder, ports, secrets, database }) {
  const kept = Object.fromEntries(KEPT_SECRETS.map((name) => [name, environment[name] || secrets[name]]));
  const portTexts = Object.entries(ports).map(([name, port]) => [name, String(port)]);
  // The outside world is as old as the database beside it: meters that another database knew must not answer this one.
  const SIMULATOR_DATA_DIR = environment.SIMULATOR_DATA_DIR || path.join(dataFolder, 'simulator');
  const AMM_VERIFY_KEY = environment.AMM_VERIFY_KEY || verifyKeyOf(kept.AMM_SIGNING_KEY);
  return { ...Object.fromEntries(portTexts), ...kept, ...readAddresses(environment, ports), ...database, SIMULATOR_DATA_DIR, AMM_VERIFY_KEY };
}

/**
 * The environment of one process: the host's own, less every setting that is not named for it.
 * @param {NodeJS.ProcessEnv} environment
 * @param {Record<string, string>} settings
 * @param {string[]} names
 */
export function environmentOf(environment, settings, names) {
  const unnamed = new Set(Object.keys(settings));
  const host = Object.entries(environment).filter(([name]) => !unnamed.has(name));
  const given = names.filter((name) => settings[name] !== undefined).map((name) => [name, settings[name]]);
  return { NODE_ENV: 'production', ...Object.fromEntries([...host, ...given]) };
}
