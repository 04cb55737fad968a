import type { DataSource } from 'typeorm';
import { wallNowMs } from '../../adapters/clock/wall-clock.js';
import { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { StripeProvider } from '../../adapters/stripe/index.js';
import type { Env } from '../../env.schema.js';
import type { CardProvider } from './ports.js';
import type { ProviderWorkDeps } from './work-provider.js';

/** Token of the card provider: `@Inject(CARD_PROVIDER) provider: CardProvider`. */
export const CARD_PROVIDER = Symbol('CARD_PROVIDER');

const TIMEOUT_MS = 10_000;

/** The card provider at the configured address. */
export function makeCardProvider(env: Env): CardProvider {
  return new StripeProvider({ apiUrl: env.STRIPE_API_URL, secretKey: env.STRIPE_SECRET_KEY, timeoutMs: TIMEOUT_MS });
}

/** What a worker needs to work the provider's events. */
export function makeProviderWork(env: Env, dataSource: DataSource, onError: ProviderWorkDeps['onError']): ProviderWorkDeps {
  return { dataSource, terms: new AccountTermsReader(dataSource), wallNowMs, provider: makeCardProvider(env), onError };
}
