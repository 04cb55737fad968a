/** A movement of money as one format of a bank tells it, with what the formats have in common. */
export interface ToldMovement {
  /** Its name in this family of formats; the same in every copy. */
  readonly identity: string;
  /** Hash of what it says under that name. */
  readonly contentHash: string;
  /** Hash of account, amount, day and communication: what every format carries. */
  readonly fingerprint: string;
  /** Which format tells it: `coda`, `camt.052`, `camt.053` or `camt.054`. */
  readonly teller: string;
  /** The bank's own reference in camt, where advice and statement share it; null in CODA, which cuts it. */
  readonly bankReference: string | null;
  readonly endToEndId: string | null;
  /** Keyed index of the payer's account in hex. */
  readonly payerIndex: string | null;
}

/** A telling that is known, and of which of several equal movements. */
export interface Telling extends ToldMovement {
  readonly instance: number;
}

/** What a told movement is: `new` money, or money that was told before; `other_content` is for a person. */
export type TellingMatch =
  | { readonly kind: 'new' | 'same'; readonly telling: Telling; readonly isFreshTelling: boolean }
  | { readonly kind: 'other_content' };

/**
 * Says whether a movement is new money or the same money told again, be it in another format. A name that is known
 * decides at once. Otherwise it may be an instance of the same fingerprint that this teller has not told yet and that
 * nothing speaks against; else it is one more of several honest equal movements. One teller never tells one movement
 * under two names, so two equal payments stay two.
 *
 * @param known every telling with this identity or this fingerprint
 */
export function matchTelling(told: ToldMovement, known: readonly Telling[]): TellingMatch {
  const named = known.filter(({ identity }) => identity === told.identity);
  const first = named[0];
  if (first !== undefined) {
    if (first.contentHash !== told.contentHash) return { kind: 'other_content' };
    const isFreshTelling = named.every(({ teller }) => teller !== told.teller);
    return { kind: 'same', telling: { ...told, fingerprint: first.fingerprint, instance: first.instance }, isFreshTelling };
  }
  const alike = known.filter(({ fingerprint }) => fingerprint === told.fingerprint);
  const instances = [...new Set(alike.map(({ instance }) => instance))].toSorted((a, b) => a - b);
  const same = instances.find((instance) => alike.filter((other) => other.instance === instance).every((other) => mayBeSame(told, other)));
  if (same !== undefined) return { kind: 'same', telling: { ...told, instance: same }, isFreshTelling: true };
  return { kind: 'new', telling: { ...told, instance: (instances.at(-1) ?? 0) + 1 }, isFreshTelling: true };
}

function mayBeSame(told: ToldMovement, other: ToldMovement): boolean {
  return other.teller !== told.teller
    && agree(told.bankReference, other.bankReference)
    && agree(told.endToEndId, other.endToEndId)
    && agree(told.payerIndex, other.payerIndex);
}

/** What one of them does not say speaks against nothing. */
function agree(one: string | null, other: string | null): boolean {
  return one === null || other === null || one === other;
}
