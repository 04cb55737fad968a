import type { Region } from '../../calendar/index.js';
import { brussels } from './brussels.js';
import { flanders } from './flanders.js';
import type { PolicyDocument } from './layers.js';
import { mergePolicy } from './merge.js';
import type { Policy } from './policy.js';
import { wallonia } from './wallonia.js';

/** The policy documents that come with the product. */
export const SHIPPED_POLICIES: Readonly<Record<Region, PolicyDocument>> = { flanders, wallonia, brussels };

/** The rules of a shipped document. Throws when it is refused, which only a mistake in this folder can cause. */
export function shippedPolicy(region: Region): Policy {
  const outcome = mergePolicy(SHIPPED_POLICIES[region]);
  if (outcome.kind === 'policy') return outcome.policy;
  throw new Error(`policy of ${region}: ${outcome.violations.map(({ field, why }) => `${field} ${why}`).join(', ')}`);
}
