import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema.js';

/** Where the API is and who asks: an API key (tgd_test_, tgd_live_) or a session token (tgd_ses_). */
export interface ApiClientOptions {
  readonly baseUrl: string;
  readonly token?: string;
  /** In which language the sentences of an answer should be: nl, fr, de or en. */
  readonly language?: string;
  /** Replaces the global fetch, for example to add a time limit. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** Every question and order that the API takes, typed by its own OpenAPI document. */
export type ApiClient = Client<paths>;

/** The named shapes of the API: `Schema<'AccountRow'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** Makes a client. An answer that is not the one asked for is a value: `{ error }` holds the problem details. */
export function makeApiClient({ baseUrl, token, language, fetch }: ApiClientOptions): ApiClient {
  return createClient<paths>({
    baseUrl,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(language === undefined ? {} : { 'accept-language': language }),
    },
    ...(fetch === undefined ? {} : { fetch }),
  });
}

export type { components, paths } from './schema.js';
