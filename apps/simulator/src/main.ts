import { once } from 'node:events';

import type { SMTPServer } from 'smtp-server';

import { orderKey } from './amm/order-check.js';
import { httpApi } from './api/api.js';
import { every, wallClock } from './clock.js';
import { controlRoutes } from './control/control-routes.js';
import { readEnv, type Env } from './env.schema.js';
import { httpServer } from './http/server.js';
import { wireRoutes } from './http/wire-routes.js';
import { pageRoutes } from './page/page-routes.js';
import { mailSink } from './sinks/mail.js';
import { journalIn, noJournal } from './store/journal.js';
import { StateFile } from './store/state-file.js';
import { NO_FAULT_SHARES, type GlobalFaults } from './meters/link.js';
import { emptyState } from './store/state.js';
import { TelephoneExchange } from './telephone/exchange.js';
import type { OutsideWorld } from './world/outside-world.js';
import { checkoutPageRoutes } from './stripe/checkout-page.js';
import { stripeControlRoutes } from './stripe/stripe-control.js';
import { StripeDouble } from './stripe/stripe-double.js';
import { stripeRoutes } from './stripe/stripe-routes.js';
import { tickWorlds } from './world/step.js';

const STRIPE_TICK_MS = 50;
const TICK_MS = 100;
const SAVE_MS = 1_000;

/** Starts the outside world and stops it on TERM or Ctrl-C, with the state on disk. */
async function main(): Promise<void> {
  const env = readEnvOrStop();
  const file = new StateFile(env.SIMULATOR_DATA_DIR);
  const outside = outsideWorld(env, file);
  const stripe = cardProvider(env, outside);
  const server = httpServer([
    ...wireRoutes(outside, env.TWILIO_ACCOUNT_SID), ...controlRoutes(outside), ...pageRoutes(outside),
    ...stripeRoutes(stripe), ...checkoutPageRoutes(stripe), ...stripeControlRoutes(outside, stripe),
  ], outside.log);
  const mail = mailSink(outside);
  server.on('error', (error) => { stopWith(`the simulator cannot listen: ${error.message}`); });
  server.listen(env.SIMULATOR_PORT, env.SIMULATOR_HOST);
  await once(server, 'listening');
  await listenForMail(mail, env);
  // From here on an error is one client that hung up, which is no reason to stop.
  mail.on('error', (error) => { outside.log(`mail: ${error.message}`); });
  outside.log(`listening on ${env.SIMULATOR_HOST}:${String(env.SIMULATOR_PORT)}, mail on ${String(env.SIMULATOR_SMTP_PORT)}; the page is at ${env.SIMULATOR_URL}`);
  const stopTicking = every(TICK_MS, (nowMs) => tickWorlds(outside, nowMs).catch((error: unknown) => { outside.log(`tick: ${String(error)}`); }));
  const stopSending = every(STRIPE_TICK_MS, () => stripe.sendDue().catch((error: unknown) => { outside.log(`card provider: ${String(error)}`); }));
  const stopSaving = every(SAVE_MS, () => {
    file.saveChanged(outside.state);
    return Promise.resolve();
  });
  // A request under way may be left: whatever was to be sent is on disk and goes again at the next start.
  const stop = () => {
    stopTicking();
    stopSending();
    stopSaving();
    outside.save();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

async function listenForMail(mail: SMTPServer, env: Env): Promise<void> {
  const refused = (error: Error) => { stopWith(`the mail sink cannot listen: ${error.message}`); };
  mail.once('error', refused);
  mail.listen(env.SIMULATOR_SMTP_PORT, env.SIMULATOR_HOST);
  await once(mail.server, 'listening');
  mail.off('error', refused);
}

function outsideWorld(env: Env, file: StateFile): OutsideWorld {
  const shipped: GlobalFaults = {
    ...NO_FAULT_SHARES, unreachableShare: env.SIMULATOR_UNREACHABLE_SHARE, orderFaultShare: env.SIMULATOR_ORDER_FAULT_SHARE,
    firstOrderFailsShare: 0.1, readingMissingShare: 0.01, readingEstimatedShare: 0.01, undeliveredShare: 0.01, carelessShare: 0.06,
  };
  const state = file.load() ?? emptyState(shipped);
  // A state that is older than a kind of fault has it as shipped.
  state.globalFaults = { ...shipped, ...state.globalFaults };
  return {
    state, clock: wallClock, seed: env.SIMULATOR_SEED, api: httpApi(env.API_URL, env.SANDBOX_KEY),
    ammReplyAddress: `${env.API_URL}/v1/amm/messages`, worldSecondsPerWallSecond: env.SIMULATOR_SECONDS_PER_WALL_SECOND,
    smsAuthToken: env.TWILIO_AUTH_TOKEN, exchange: new TelephoneExchange(env.IVR_URL, env.TWILIO_FROM),
    orderKey: env.AMM_VERIFY_KEY === undefined ? null : orderKey(env.AMM_VERIFY_KEY), save: () => { file.save(state); }, saveSoon: () => { file.markChanged(); },
    log: (line) => { process.stdout.write(`simulator: ${line}\n`); },
    journal: env.SIMULATOR_JOURNAL ? journalIn(env.SIMULATOR_DATA_DIR) : noJournal,
  };
}

function cardProvider(env: Env, outside: OutsideWorld): StripeDouble {
  const accounts = (outside.state.stripe ??= {});
  return new StripeDouble({
    accounts, nowMs: () => outside.clock.nowMs(), seed: outside.seed, webhookSecret: env.STRIPE_WEBHOOK_SECRETS.split(',')[0] ?? '', apiUrl: env.API_URL,
    pagesUrl: env.SIMULATOR_URL, send: (url, body, headers) => outside.api.notify(url, 'application/json', body, headers), saveSoon: outside.saveSoon, log: outside.log,
  });
}

function readEnvOrStop(): Env {
  const read = readEnv();
  return typeof read === 'string' ? stopWith(read) : read;
}

function stopWith(reason: string): never {
  process.stderr.write(`simulator: ${reason}\n`);
  process.exit(1);
}

await main();
