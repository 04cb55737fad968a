/**
 * Divides an integer (money, energy or volume) over weights so that the parts sum to the total exactly (largest remainder, also called
 * Hamilton's method). Units left over go to the largest remainders, equal ones to the earliest weight.
 * A negative total is divided as its opposite. Throws RangeError when there is no positive weight, when a weight
 * is negative or no safe integer.
 */
export function splitByLargestRemainder<Units extends number>(total: Units, weights: readonly number[]): Units[] {
  if (!Number.isSafeInteger(total)) throw new RangeError(`cannot divide ${total}`);
  const weightSum = sumOfWeights(weights);
  const magnitude = BigInt(Math.abs(total));
  const shares = weights.map((weight, index) => {
    const product = magnitude * BigInt(weight);
    return { index, floor: Number(product / weightSum), remainder: product % weightSum };
  });
  const parts = shares.map((share) => share.floor);
  const left = Math.abs(total) - parts.reduce((sum, part) => sum + part, 0);
  const byRemainder = shares.toSorted((a, b) => compare(b.remainder, a.remainder) || a.index - b.index);
  for (const share of byRemainder.slice(0, left)) parts[share.index] = share.floor + 1;
  return parts.map((part) => (total < 0 && part !== 0 ? -part : part) as Units);
}

function sumOfWeights(weights: readonly number[]): bigint {
  let sum = 0n;
  for (const weight of weights) {
    if (!Number.isSafeInteger(weight) || weight < 0) throw new RangeError(`weight ${weight}`);
    sum += BigInt(weight);
  }
  if (sum === 0n) throw new RangeError('at least one weight must be above zero');
  return sum;
}

function compare(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
