import { describe, expect, it } from 'vitest';
import { houseProcesses } from './processes.mjs';
import { allSettings, environmentOf, readPorts } from './settings.mjs';

const secrets = { SANDBOX_KEY: 'tgd_test_1', DATA_KEY: 'kept', BLIND_INDEX_KEY: 'b', SESSION_SECRET: 's', DEMO_PASSWORD: 'd', TWILIO_AUTH_TOKEN: 't', STRIPE_WEBHOOK_SECRETS: 'whsec_s', TERMINAL_SECRETS: 'terminal_s', AMM_SIGNING_KEY: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60' };
const database = { DATABASE_URL: 'postgres://app', MIGRATION_DATABASE_URL: 'postgres://owner', ADMIN_DATABASE_URL: 'postgres://admin' };

describe('ports', () => {
  it('are the shipped ones unless the environment moves them', () => {
    expect(readPorts({ API_PORT: '4001' })).toEqual({ PORTAL_PORT: 3000, API_PORT: 4001, IVR_PORT: 3002, SIMULATOR_PORT: 3003, SIMULATOR_SMTP_PORT: 3025, PG_PORT: 54329 });
  });

  it.each(['0', '65536', 'abc', '30.1', '-3000'])('refuse %s with the name of the variable', (text) => {
    expect(() => readPorts({ API_PORT: text })).toThrow(`API_PORT must be a port from 1 to 65535; it is "${text}".`);
  });

  it('refuse the same port twice', () => {
    expect(() => readPorts({ API_PORT: '3000' })).toThrow('PORTAL_PORT and API_PORT are both 3000');
  });
});

describe('settings', () => {
  const settings = allSettings({ dataFolder: '/data', environment: { DATA_KEY: 'own' }, ports: readPorts({ SIMULATOR_PORT: '4003' }), secrets, database });

  it('take the environment before the kept secrets, and point the providers at the simulator', () => {
    expect(settings).toMatchObject({ SIMULATOR_DATA_DIR: '/data/simulator', DATA_KEY: 'own', SANDBOX_KEY: 'tgd_test_1', AMM_URL: 'http://127.0.0.1:4003/61968', TWILIO_API_URL: 'http://127.0.0.1:4003', SMTP_URL: 'smtp://127.0.0.1:3025' });
  });

  it('have a value for every name in the table of processes', () => {
    for (const entry of houseProcesses) for (const name of [...entry.settings, ...(entry.ports ?? [])]) expect(settings, `${entry.name} needs ${name}`).toHaveProperty(name);
  });

  it('reach a process only when they are named for it', () => {
    const host = { PATH: '/bin', ADMIN_DATABASE_URL: 'postgres://from-the-host' };
    expect(environmentOf(host, settings, ['API_URL'])).toEqual({ NODE_ENV: 'production', PATH: '/bin', API_URL: 'http://127.0.0.1:3001' });
  });

  // The first pair of keys of RFC 8032, section 7.1.
  it('give the key that signs meter orders to the worker alone, and its public half to the simulator', () => {
    expect(settings.AMM_VERIFY_KEY).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
    expect(houseProcesses.filter((entry) => entry.settings.includes('AMM_SIGNING_KEY')).map((entry) => entry.name)).toEqual(['worker']);
    expect(houseProcesses.filter((entry) => entry.settings.includes('AMM_VERIFY_KEY')).map((entry) => entry.name)).toEqual(['simulator']);
  });

  it('give the superuser of the database to the migration alone', () => {
    expect(houseProcesses.filter((entry) => entry.settings.includes('ADMIN_DATABASE_URL')).map((entry) => entry.name)).toEqual(['migrate']);
  });
});
