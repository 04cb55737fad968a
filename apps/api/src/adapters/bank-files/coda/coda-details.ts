import type { BankTransaction } from '../bank-file.js';

/** Which type of movement a type of detail explains (CODA 2.6, section 3.1): 5 of 1, 6 and 7 of 2, 8 of 3, 9 of 7. */
const EXPLAINED_TYPE: Readonly<Record<string, string>> = { '5': '1', '6': '2', '7': '2', '8': '3', '9': '7' };

/** Hangs details under the movement they explain, or says what does not fit. */
export type DetailsOutcome =
  | { readonly kind: 'movements'; readonly movements: readonly BankTransaction[] }
  | { readonly kind: 'refused'; readonly why: string };

interface GrowingMovement {
  readonly movement: BankTransaction;
  readonly details: GrowingMovement[];
}

/**
 * Builds the tree of movements and details and proves that the details of every movement add up to it. Details of a
 * total are the same money told again, so an incomplete list would credit too few or too many customers.
 */
export function withDetails(flat: readonly BankTransaction[]): DetailsOutcome {
  const roots: GrowingMovement[] = [];
  const lastOfType = new Map<string, GrowingMovement>();
  for (const movement of flat) {
    const type = movement.code.slice(0, 1);
    const growing: GrowingMovement = { movement, details: [] };
    if (movement.detail === 0) {
      lastOfType.clear();
      roots.push(growing);
    } else {
      const parent = lastOfType.get(EXPLAINED_TYPE[type] ?? '');
      if (!parent || parent.movement.sequence !== movement.sequence) {
        return { kind: 'refused', why: `movement record ${movement.ordinal}: a detail without the movement it explains` };
      }
      parent.details.push(growing);
    }
    lastOfType.set(type, growing);
  }
  const unequal = flatten(roots).find(({ movement, details }) => details.length > 0 && sumOf(details) !== movement.amountMicroEuro);
  if (unequal) return { kind: 'refused', why: `movement ${unequal.movement.sequence}: its details do not add up to it` };
  return { kind: 'movements', movements: roots.map(finished) };
}

function flatten(movements: readonly GrowingMovement[]): GrowingMovement[] {
  return movements.flatMap((growing) => [growing, ...flatten(growing.details)]);
}

function sumOf(details: readonly GrowingMovement[]): number {
  return details.reduce((sum, { movement }) => sum + movement.amountMicroEuro, 0);
}

function finished({ movement, details }: GrowingMovement): BankTransaction {
  return details.length === 0 ? movement : { ...movement, details: details.map(finished) };
}
