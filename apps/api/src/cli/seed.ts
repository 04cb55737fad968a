import { instantOf, isoOf } from '../adapters/clock/wall-clock.js';
import { PersonalData } from '../adapters/crypto/index.js';
import { AccountTermsReader } from '../adapters/postgres/account-terms.js';
import { makeDataSource } from '../adapters/postgres/data-source.js';
import type { CommandLineEnv } from '../env.schema.js';
import { loginLine, pilotLogins, seedPilot, type Clock, type SeededPilot } from '../features/sandbox/index.js';
import { apiAt } from './api.js';
import { commandLineOf } from './command-line.js';
import { advanceAndWait, waitForClock, type ClockMoved } from './move-clock.js';
import { asJson, done, failed, type Outcome } from './outcome.js';
import type { Setting } from './setting.js';
import { failureOf } from './suppliers.js';

const POOL = 2;
/** A world that lags behind the wall by less than this has its whole history. */
const LAG_MS = 3_600_000;

/**
 * `tegoed seed`: makes the pilot when it is not there, through the database because there is nobody yet who could ask
 * the API; then lets the running system live through the sixty days until now.
 */
export async function seed(argv: readonly string[], setting: Setting): Promise<Outcome> {
  const line = commandLineOf(argv, 0);
  if (line.kind === 'wrong') return failed('wrongCommand', 'Usage: tegoed seed [--json]');
  const keys = keysOf(setting.env);
  if (keys === null) return failed('wrongCommand', 'DATABASE_URL, DATA_KEY, BLIND_INDEX_KEY, SANDBOX_KEY and DEMO_PASSWORD are needed to seed: npm start sets them and seeds by itself.');
  const seeded = await seedStructure(keys, setting.wallNowMs());
  if (seeded === null) return failed('noServer', 'The database does not answer or is not migrated: start Tegoed with npm start.');
  if (seeded.homesMade > 0) setting.progress.show(`Pilot made: ${seeded.homesMade} homes with ${seeded.accountsMade} accounts; now they live through their history`);
  const lived = await liveThroughHistory(setting, keys.SANDBOX_KEY, seeded.worldId);
  if (lived.kind === 'failed') return lived.outcome;
  return done(line.json ? asJson({ ...seeded, clock: lived.clock }) : seedText(seeded));
}

type SeedKeys = Required<Pick<CommandLineEnv, 'DATABASE_URL' | 'DATA_KEY' | 'BLIND_INDEX_KEY' | 'SANDBOX_KEY' | 'DEMO_PASSWORD'>>;

function keysOf(env: CommandLineEnv): { [Name in keyof SeedKeys]: string } | null {
  const { DATABASE_URL, DATA_KEY, BLIND_INDEX_KEY, SANDBOX_KEY, DEMO_PASSWORD } = env;
  if (DATABASE_URL === undefined || DATA_KEY === undefined || BLIND_INDEX_KEY === undefined || SANDBOX_KEY === undefined || DEMO_PASSWORD === undefined) return null;
  return { DATABASE_URL, DATA_KEY, BLIND_INDEX_KEY, SANDBOX_KEY, DEMO_PASSWORD };
}

async function seedStructure(keys: { [Name in keyof SeedKeys]: string }, wallNowMs: number): Promise<SeededPilot | null> {
  const dataSource = makeDataSource(keys.DATABASE_URL, POOL);
  try {
    await dataSource.initialize();
    await dataSource.query('select 1 from sandbox_worlds()');
  } catch {
    return null;
  }
  try {
    return await seedPilot({
      dataSource,
      personalData: new PersonalData(keys.DATA_KEY, keys.BLIND_INDEX_KEY),
      termsReader: new AccountTermsReader(dataSource),
      sandboxKey: keys.SANDBOX_KEY,
      demoPassword: keys.DEMO_PASSWORD,
      wallNowMs,
    });
  } finally {
    await dataSource.destroy();
  }
}

/** Moves the pilot's clock to the wall's time, or waits for a move that an interrupted seed asked for. */
async function liveThroughHistory(setting: Setting, sandboxKey: string, worldId: string): Promise<ClockMoved> {
  const api = apiAt(setting.env.API_URL, sandboxKey);
  const answer = await api.get<Clock>(`/v1/sandbox/clock?world=${worldId}`);
  if (answer.kind !== 'answered') return { kind: 'failed', outcome: failureOf(answer) };
  if (answer.body.advancing) return waitForClock(api, setting, answer.body);
  const now = setting.wallNowMs();
  if ((instantOf(answer.body.now) ?? now) > now - LAG_MS) return { kind: 'arrived', clock: answer.body };
  return advanceAndWait(api, setting, { until: isoOf(now) }, worldId);
}

/** What the person at the console reads; the launcher gathers the lines that begin with demo-login. */
export function seedText(seeded: SeededPilot): string {
  const made = seeded.homesMade > 0 ? `Pilot ready: ${seeded.homesMade} homes, ${seeded.accountsMade} accounts.` : 'The pilot is there already.';
  return [made, ...pilotLogins().map((login) => `demo-login ${loginLine(login)}`)].join('\n');
}
