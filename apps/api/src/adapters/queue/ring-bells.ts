import { Logger } from '@nestjs/common';
import type { BellKind, BellRinger } from './bells.js';

const log = new Logger('bells');

/** What a movement of money may ask for: supply comes back, somebody is told. */
export const MONEY_BELLS = ['supply', 'notices'] as const satisfies readonly BellKind[];

/**
 * Rings after a commit and lets nobody wait for it: what was done stands in the database, and a bell that does not
 * ring is made good by the sweeper.
 */
export function ringBells(bells: BellRinger, tenantId: number, kinds: readonly BellKind[]): void {
  for (const kind of kinds) bells.ring({ tenantId, kind }).catch((error: unknown) => log.warn(`bell ${kind} of tenant ${tenantId} did not ring: ${String(error)}`));
}
