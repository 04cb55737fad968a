// `npm run bench:ivr`: fifty calls at once against the phone line, while the API is asked and paid by others, on a cluster
// of its own; then the API is stopped, and the same callers hear the last known balance. Prints the distribution of the
// time from webhook to TwiML, and one line of JSON. Everything is thrown away afterwards.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import process from 'node:process';
import twilio from 'twilio';
import { withBenchCluster } from './bench/cluster.mjs';
import { callPhoneLine } from './bench-ivr/caller.mjs';
import { cpuMs } from './bench-ivr/cpu-time.mjs';
import { distribution, printDistribution } from './bench-ivr/distribution.mjs';
import { freePort } from './pg/free-port.mjs';
import { waitForAnswer } from './start/health.mjs';

const CALLERS = 50;
const CALLS_EACH = 3;
const OTHERS = 8;
const running = new AbortController();
const PIN = '4711';

/** Requests of others to the API in a second: people at desks and terminals. */
const OTHERS_PER_SECOND = 20;

const root = path.resolve(import.meta.dirname, '..');
const [apiPort, ivrPort] = [await freePort(), await freePort()];
const apiUrl = `http://127.0.0.1:${apiPort}`;
const settings = {
  NODE_ENV: 'production',
  SANDBOX_KEY: `tgd_test_${'0'.repeat(48)}`,
  PHONE_KEY: `tgd_test_${'1'.repeat(48)}`,
  TWILIO_AUTH_TOKEN: 'bench',
  API_PORT: String(apiPort),
  API_URL: apiUrl,
  IVR_PORT: String(ivrPort),
  IVR_URL: `http://127.0.0.1:${ivrPort}`,
  // Nothing may listen there: the worker and the outside world are not part of this measurement.
  SIMULATOR_URL: 'http://127.0.0.1:9',
};

function start(entry, environment) {
  const child = spawn(process.execPath, [path.join(root, entry)], { env: { ...environment, ...settings }, stdio: ['ignore', 'inherit', 'inherit'] });
  return { child, ended: new Promise((resolve) => child.once('exit', resolve)) };
}

async function stop(running) {
  running.child.kill('SIGTERM');
  await running.ended;
}

async function ask(method, address, key, body) {
  const answer = await fetch(`${apiUrl}${address}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** Customers with a number and a PIN; every one has electricity and gas, so that the line reads two accounts. */
async function makeCustomers() {
  const key = settings.SANDBOX_KEY;
  const world = await ask('POST', '/v1/sandbox/worlds', key, { name: 'bench', now: '2026-10-13T08:00:00Z', automatic: false });
  const tenant = await ask('POST', '/v1/sandbox/tenants', key, { world: world.worldId, name: 'Bench', kind: 'social_supplier', region: 'flanders' });
  const customers = [];
  for (let number = 0; number < CALLERS; number += 1) {
    const phone = `+3246${String(1_000_000 + number)}`;
    const { accounts } = await ask('POST', '/v1/sandbox/households', key, {
      tenant: tenant.tenantId, customer: { name: `Klant ${number}`, phone, language: 'nl' },
      address: { street: 'Kouter', houseNumber: String(number), postcode: '9240', town: 'Zele' },
      electricity: { openingCreditEuro: '12.30' }, gas: { openingCreditEuro: '20.00' }, contractFrom: '2026-10-12',
    });
    await ask('PUT', `/v1/accounts/${accounts[0].accountId}/phone-access`, tenant.apiKey, { pin: PIN });
    customers.push({ phone, accounts });
  }
  return { customers, apiKey: tenant.apiKey };
}

/** Others ask and pay until they are told to stop; gives how many requests that were. */
function loadApi({ customers, apiKey }) {
  let [requests, isOver] = [0, false];
  const lanes = Array.from({ length: OTHERS }, async (_, lane) => {
    for (let turn = 0; !isOver; turn += 1) {
      const next = new Promise((resolve) => setTimeout(resolve, (OTHERS / OTHERS_PER_SECOND) * 1_000));
      const { accounts: [account] } = customers[(lane + turn * OTHERS) % customers.length];
      if (turn % 4 === 0) {
        await ask('POST', '/v1/payments', apiKey, { reference: account.reference, amountEuro: '1.00', channel: 'terminal', paidAt: '2026-10-13T08:00:00Z', externalId: randomUUID() });
      } else await ask('GET', `/v1/accounts/${account.accountId}`, apiKey);
      requests += 1;
      await next;
    }
  });
  return async () => {
    isOver = true;
    await Promise.all(lanes);
    return requests;
  };
}

const sign = (url, fields) => twilio.getExpectedTwilioSignature(settings.TWILIO_AUTH_TOKEN, url, fields);
const line = { url: settings.IVR_URL, sign };

async function allCall(customers, keys, callsEach) {
  const callers = customers.map(async ({ phone }, seed) => {
    const calls = [];
    for (let time = 0; time < callsEach; time += 1) calls.push(await callPhoneLine(line, phone, keys, seed * 1_000 + time));
    return calls;
  });
  return (await Promise.all(callers)).flat();
}

async function measure({ environment }) {
  await start('apps/api/dist/main.migrate.js', environment).ended;
  const api = start('apps/api/dist/main.http.js', environment);
  const ivr = start('apps/ivr/dist/main.js', environment);
  try {
    await waitForAnswer(`${apiUrl}/health/live`, { accept: (status) => status === 200, longestMs: 120_000, signal: running.signal });
    await waitForAnswer(`${line.url}/health/live`, { accept: (status) => status === 200, longestMs: 120_000, signal: running.signal });
    const made = await makeCustomers();
    const endLoad = loadApi(made);
    const cpuBefore = cpuMs([api.child.pid, ivr.child.pid]);
    const startedAt = performance.now();
    const calls = await allCall(made.customers, [PIN, '1', '2', '4', '9'], CALLS_EACH);
    const seconds = (performance.now() - startedAt) / 1000;
    const cpu = cpuMs([api.child.pid, ivr.child.pid]) - cpuBefore;
    const requests = await endLoad();
    await stop(api);
    const away = await allCall(made.customers, [PIN], 1);
    report({ calls, seconds, requests, cpu, away });
  } finally {
    await stop(ivr);
    if (api.child.exitCode === null) await stop(api);
  }
}

function report({ calls, seconds, requests, cpu, away }) {
  const steps = calls.flat();
  const heardBalance = calls.filter(([, second]) => /\d+ euro/.test(second?.text ?? '')).length;
  console.log(`\n${CALLERS} calls at once, ${calls.length} calls, ${steps.length} webhooks in ${seconds.toFixed(1)} s, the API under ${Math.round(requests / seconds)} other requests a second`);
  for (const kind of ['ring', 'pin', 'key']) printDistribution(kind, steps.filter((step) => step.kind === kind).map(({ ms }) => ms));
  const all = distribution(steps.map(({ ms }) => ms));
  printDistribution('all', steps.map(({ ms }) => ms));
  const lastKnown = away.filter((call) => call.some(({ text }) => text.includes('Dit weten wij van') && /\d+ euro/.test(text))).length;
  const wrong = away.flat().filter(({ text }) => text.includes('tegoed is op')).length;
  console.log(`with the API stopped: ${lastKnown} of ${away.length} callers heard the last known balance and its time, ${wrong} heard that they have none`);
  printDistribution('away', away.flat().map(({ ms }) => ms));
  const fallback = distribution(away.flat().map(({ ms }) => ms));
  console.log(JSON.stringify({
    callsAtOnce: CALLERS, webhooks: steps.length, p50Ms: all.p50, p90Ms: all.p90, p99Ms: all.p99, maxMs: all.max, apiRequestsPerSecond: Math.round(requests / seconds),
    cpuMsPerWebhook: Math.round((cpu / steps.length) * 10) / 10, heardBalance: heardBalance / calls.length, fallbackLastKnown: lastKnown / away.length, fallbackP99Ms: fallback.p99,
  }));
  if (all.p99 > 1_000 || lastKnown < away.length || wrong > 0) process.exitCode = 1;
}

await withBenchCluster(undefined, measure);
