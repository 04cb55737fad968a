import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One thing that happened in the outside world, for whoever checks the platform against it: what meters did, what people
 * paid, what reached their telephones. `kind` says which; the rest are its facts.
 */
export type OutsideFact =
  | { readonly kind: 'order'; readonly serial: string; readonly orderId: string; readonly action: string; readonly result: string; readonly why: string | null; readonly expiresAtMs: number | null }
  | { readonly kind: 'moved'; readonly serial: string; readonly from: string; readonly to: string; readonly by: 'order' | 'press' | 'trip'; readonly orderId: string | null }
  | { readonly kind: 'unreachable'; readonly serial: string }
  | { readonly kind: 'paid'; readonly accountId: string; readonly amountCents: number; readonly channel: string; readonly mistake: string | null; readonly deliveryId: string | null }
  | { readonly kind: 'statement'; readonly deliveryId: string; readonly tenantId: string; readonly amountsCents: readonly number[] }
  | { readonly kind: 'reading'; readonly ean: string; readonly day: string; readonly quality: 'final' | 'estimated' | 'wrong'; readonly tenantId: string }
  | { readonly kind: 'delivered'; readonly deliveryId: string; readonly path: string; readonly status: number; readonly answer: string }
  | { readonly kind: 'message'; readonly id: string; readonly channel: string; readonly to: string; readonly text: string }
  | { readonly kind: 'message_status'; readonly id: string; readonly status: string }
  | { readonly kind: 'fault'; readonly fault: string; readonly about: string };

/** Writes facts down, each with the time of its world and of the wall. */
export interface Journal {
  note(worldId: string, worldNowMs: number, wallNowMs: number, fact: OutsideFact): void;
}

/** Nobody wants to know: nothing is kept. */
export const noJournal: Journal = { note: () => undefined };

/** A file per world with one line of JSON per fact; each is on its way to the disk before the next thing happens. */
export function journalIn(folder: string): Journal {
  mkdirSync(folder, { recursive: true });
  return {
    note: (worldId, atMs, wallMs, fact) => { appendFileSync(join(folder, `journal-${worldId}.ndjson`), `${JSON.stringify({ atMs, wallMs, ...fact })}\n`); },
  };
}
