import type { WorldList } from '../features/sandbox/index.js';
import { apiAt, type Answer, type Api } from './api.js';
import { failed, type Outcome } from './outcome.js';
import type { Setting } from './setting.js';

/** A supplier that the command line may speak for; the name is null for a key of its own, which needs none. */
export interface Supplier {
  readonly name: string | null;
  readonly api: Api;
}

/** The suppliers that were meant, at least one; or why there are none. */
export type Suppliers = { readonly kind: 'found'; readonly suppliers: readonly [Supplier, ...Supplier[]] } | { readonly kind: 'failed'; readonly outcome: Outcome };

/** The supplier of a sandbox that is meant when nobody is named: the one that collects on the account of the sample files. */
const DEFAULT_IBAN = 'BE83363012345615';

/**
 * For whom to speak: the key of the environment; else the named supplier of the sandbox; else its default one
 * (`one`), or all suppliers of its first world (`all`).
 */
export async function suppliersFor({ env }: Setting, named: string | null, whenUnnamed: 'one' | 'all'): Promise<Suppliers> {
  if (env.TEGOED_API_KEY !== undefined) return { kind: 'found', suppliers: [{ name: null, api: apiAt(env.API_URL, env.TEGOED_API_KEY) }] };
  if (env.SANDBOX_KEY === undefined) return { kind: 'failed', outcome: failed('wrongCommand', 'Set TEGOED_API_KEY to the API key of your organisation, or start the sandbox with npm start.') };
  const answer = await apiAt(env.API_URL, env.SANDBOX_KEY).get<WorldList>('/v1/sandbox/worlds');
  if (answer.kind !== 'answered') return { kind: 'failed', outcome: failureOf(answer) };
  const worlds = answer.body.items.map(({ tenants }) => tenants);
  const meant = chosen(worlds, named, whenUnnamed).map(({ name, apiKey }) => ({ name, api: apiAt(env.API_URL, apiKey) }));
  const [first, ...others] = meant;
  if (first !== undefined) return { kind: 'found', suppliers: [first, ...others] };
  const names = worlds.flat().map(({ name }) => name);
  const sentence = names.length === 0 ? 'The sandbox has no supplier yet: run tegoed seed.' : `There is no supplier ${named ?? DEFAULT_IBAN}; there are: ${names.join(', ')}.`;
  return { kind: 'failed', outcome: failed('wrongCommand', sentence) };
}

type Tenant = WorldList['items'][number]['tenants'][number];

/** The suppliers of a sandbox that are meant: by name, id or account number, or those that stand for an unnamed one. */
export function chosen(worlds: readonly (readonly Tenant[])[], named: string | null, whenUnnamed: 'one' | 'all'): readonly Tenant[] {
  if (named === null && whenUnnamed === 'all') return worlds.find((tenants) => tenants.length > 0) ?? [];
  const wanted = (named ?? DEFAULT_IBAN).toLowerCase();
  return worlds.flat().filter(({ name, id, iban }) => [name, id, iban].some((word) => word.toLowerCase() === wanted)).slice(0, 1);
}

/** A question that was not answered, as the outcome of a command. */
export function failureOf(answer: Exclude<Answer<unknown>, { kind: 'answered' }>): Outcome {
  if (answer.kind === 'no_server') return failed('noServer', `Nothing answers at ${answer.url}: start Tegoed with npm start, or set API_URL to where it runs.`);
  return failed('refused', answer.detail);
}
