import { instantOf, isoOf } from '../adapters/clock/wall-clock.js';
import { PersonalData } from '../adapters/crypto/index.js';
import { AccountTermsReader } from '../adapters/postgres/account-terms.js';
import { makeDataSource } from '../adapters/postgres/data-source.js';
import type { CommandLineEnv } from '../env.schema.js';
import { loginLine, PILOT_WORLD, pilotLogins, seedPilot, type Clock, type SeededPilot } from '../features/sandbox/index.js';
import { apiAt } from './api.js';
import { commandLineOf } from './command-line.js';
import { advanceAndWait, waitForClock, type ClockMoved } from './move-clock.js';
import { asJson, done, failed, type Outcome } from './outcome.js';
import type { Setting } from './setting.js';
import { failureOf } from './suppliers.js';

const HALVES = ['structure', 'history'] as const;
const POOL = 2;
/** A world that lags behind the wall by less than this has its whole history. */
const LAG_MS = 3_600_000;

/**
 * `tegoed seed`: makes the pilot when it is not there, through the database because there is nobody yet who could ask
 * the API; then lets the running system live through the days until now. `structure` and `history` do one half: a start
 * need not wait for the second.
 */
export async function seed(argv: readonly string[], setting: Setting): Promise<Outcome> {
  const half = HALVES.find((word) => word === argv[0]) ?? null;
  const line = commandLineOf(argv, half === null ? 0 : 1);
  if (line.kind === 'wrong') return failed('wrongCommand', 'Usage: tegoed seed [structure|history] [--json]');
  const keys = keysOf(setting.env);
  if (keys === null) return failed('wrongCommand', 'DATABASE_URL, DATA_KEY, BLIND_INDEX_KEY, SANDBOX_KEY and DEMO_PASSWORD are needed to seed: npm start sets them and seeds by itself.');
  if (half === 'history') return history(setting, keys.SANDBOX_KEY, line.json);
  const seeded = await seedStructure(keys, setting);
  if (seeded.kind === 'no_database') return failed('noServer', `The database does not answer or is not migrated (${seeded.why}): start Tegoed with npm start.`);
  if (half === 'structure') return done(line.json ? asJson(seeded) : seedText(seeded));
  if (seeded.homesMade > 0) setting.progress.show(`Pilot made: ${seeded.homesMade} homes with ${seeded.accountsMade} accounts; now they live through their history`);
  const lived = await liveThroughHistory(setting, keys.SANDBOX_KEY);
  if (lived.kind === 'failed') return lived.outcome;
  return done(line.json ? asJson({ ...seeded, clock: lived.clock }) : seedText(seeded));
}

type SeedKeys = Required<Pick<CommandLineEnv, 'DATABASE_URL' | 'DATA_KEY' | 'BLIND_INDEX_KEY' | 'SANDBOX_KEY' | 'DEMO_PASSWORD'>>;

function keysOf(env: CommandLineEnv): { [Name in keyof SeedKeys]: string } | null {
  const { DATABASE_URL, DATA_KEY, BLIND_INDEX_KEY, SANDBOX_KEY, DEMO_PASSWORD } = env;
  if (DATABASE_URL === undefined || DATA_KEY === undefined || BLIND_INDEX_KEY === undefined || SANDBOX_KEY === undefined || DEMO_PASSWORD === undefined) return null;
  return { DATABASE_URL, DATA_KEY, BLIND_INDEX_KEY, SANDBOX_KEY, DEMO_PASSWORD };
}

async function seedStructure(keys: { [Name in keyof SeedKeys]: string }, { env, wallNowMs }: Setting): Promise<({ readonly kind: 'seeded' } & SeededPilot) | { readonly kind: 'no_database'; readonly why: string }> {
  const dataSource = makeDataSource(keys.DATABASE_URL, POOL);
  try {
    await dataSource.initialize();
    await dataSource.query('select 1 from sandbox_worlds()');
  } catch (error) {
    return { kind: 'no_database', why: error instanceof Error ? error.message : String(error) };
  }
  try {
    const seeded = await seedPilot({
      dataSource,
      personalData: new PersonalData(keys.DATA_KEY, keys.BLIND_INDEX_KEY),
      termsReader: new AccountTermsReader(dataSource),
      sandboxKey: keys.SANDBOX_KEY,
      demoPassword: keys.DEMO_PASSWORD,
      wallNowMs: wallNowMs(),
      historyDays: env.PILOT_HISTORY_DAYS,
    });
    return { kind: 'seeded', ...seeded };
  } finally {
    await dataSource.destroy();
  }
}

/** The second half: says nothing when the pilot has its whole history already. */
async function history(setting: Setting, sandboxKey: string, json: boolean): Promise<Outcome> {
  const lived = await liveThroughHistory(setting, sandboxKey);
  if (lived.kind === 'failed') return lived.outcome;
  if (json) return done(asJson({ clock: lived.clock }));
  return lived.moved ? done(`The pilot has its history; its clock is at ${lived.clock.now}.`) : { exitCode: 0, out: '', err: '' };
}

type Lived = (Extract<ClockMoved, { kind: 'arrived' }> & { readonly moved: boolean }) | Extract<ClockMoved, { kind: 'failed' }>;

/** Moves the pilot's clock to the wall's time. A move that an interrupted seed asked for is waited for first: it may end at a now that has long passed. */
async function liveThroughHistory(setting: Setting, sandboxKey: string): Promise<Lived> {
  const api = apiAt(setting.env.API_URL, sandboxKey);
  const answer = await api.get<Clock>('/v1/sandbox/clock');
  if (answer.kind !== 'answered') return { kind: 'failed', outcome: failureOf(answer) };
  if (answer.body.name !== PILOT_WORLD) return { kind: 'failed', outcome: failed('refused', 'There is no pilot in this sandbox: run tegoed seed structure.') };
  const stood: ClockMoved = answer.body.advancing ? await waitForClock(api, setting, answer.body) : { kind: 'arrived', clock: answer.body };
  if (stood.kind === 'failed') return stood;
  const now = setting.wallNowMs();
  if ((instantOf(stood.clock.now) ?? now) > now - LAG_MS) return { ...stood, moved: answer.body.advancing };
  const moved = await advanceAndWait(api, setting, { until: isoOf(now) }, stood.clock.worldId);
  return moved.kind === 'failed' ? moved : { ...moved, moved: true };
}

/** What the person at the console reads; the launcher gathers the lines that begin with demo-login. */
export function seedText(seeded: SeededPilot): string {
  const made = seeded.homesMade > 0 ? `Pilot ready: ${seeded.homesMade} homes, ${seeded.accountsMade} accounts.` : 'The pilot is there already.';
  return [made, ...pilotLogins().map((login) => `demo-login ${loginLine(login)}`)].join('\n');
}
