import { randomUUID } from 'node:crypto';
import { commandPolicy } from '@tegoed/meter-commands';
import type { DataSource } from 'typeorm';
import { AmmClient, ed25519Signer } from '../../adapters/amm/index.js';
import { wallNowMs } from '../../adapters/clock/wall-clock.js';
import { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import type { Env } from '../../env.schema.js';
import type { SupplyDeps } from './supply-deps.js';

const AMM_TIMEOUT_MS = 10_000;
const LONGEST_ANSWER_BYTES = 1_000_000;

/**
 * What switching needs, with the real AMM at its configured address. One client per world: the adapter's own breaker
 * counts orders by the clock of the world they belong to.
 */
export function makeSupplyRuntime(env: Env, dataSource: DataSource): (worldId: number | null) => SupplyDeps {
  const terms = new AccountTermsReader(dataSource);
  const signer = env.AMM_SIGNING_KEY === undefined ? null : ed25519Signer(env.AMM_SIGNING_KEY);
  const made = new Map<number | null, SupplyDeps>();
  return (worldId) => {
    let deps = made.get(worldId);
    if (deps === undefined) {
      deps = {
        dataSource,
        amm: new AmmClient({
          url: env.AMM_URL, timeoutMs: AMM_TIMEOUT_MS, longestAnswerBytes: LONGEST_ANSWER_BYTES, lessSupplyPerHour: env.AMM_CUTS_PER_HOUR, signer,
        }),
        terms,
        policy: commandPolicy,
        ammName: `${env.AMM_URL}#${worldId ?? 'live'}`,
        lessSupplyPerHour: env.AMM_CUTS_PER_HOUR,
        replyAddress: `${env.API_URL.replace(/\/$/, '')}/v1/amm/messages`,
        wallNowMs,
        newId: randomUUID,
        jitter: Math.random,
      };
      made.set(worldId, deps);
    }
    return deps;
  };
}
