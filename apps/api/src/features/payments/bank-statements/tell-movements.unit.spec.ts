import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchTelling, type Telling, type ToldMovement } from './tell-movements.js';

const told = (changes: Partial<ToldMovement> = {}): ToldMovement => ({
  identity: 'camt:A1', contentHash: 'h', fingerprint: 'f', teller: 'camt.053', bankReference: null, endToEndId: null, payerIndex: null, ...changes,
});

/** Tells movements one after another and gives how many were new money. */
function newMoney(movements: readonly ToldMovement[]): number {
  const known: Telling[] = [];
  let fresh = 0;
  for (const movement of movements) {
    const match = matchTelling(movement, known.filter((other) => other.identity === movement.identity || other.fingerprint === movement.fingerprint));
    if (match.kind === 'other_content') throw new Error('unexpected');
    if (match.isFreshTelling) known.push(match.telling);
    if (match.kind === 'new') fresh += 1;
  }
  return fresh;
}

describe('the same money told twice', () => {
  it('is known by its name, and by what all formats carry', () => {
    expect(newMoney([told(), told()])).toBe(1);
    expect(newMoney([told({ teller: 'camt.054' }), told({ teller: 'coda', identity: 'coda:1' })])).toBe(1);
  });

  it('is two payments when one format tells two', () => {
    expect(newMoney([told({ identity: 'coda:1', teller: 'coda' }), told({ identity: 'coda:2', teller: 'coda' })])).toBe(2);
  });

  it.each([{ bankReference: ['A', 'B'] }, { endToEndId: ['A', 'B'] }, { payerIndex: ['A', 'B'] }])('is two payments when the formats name different things: %j', (field) => {
    const [[name, [one, other]]] = Object.entries(field) as [[string, [string, string]]];
    expect(newMoney([told({ [name]: one }), told({ identity: 'other', teller: 'camt.054', [name]: other })])).toBe(2);
  });

  it('is for a person when the same name says something else', () => {
    const { telling } = matchTelling(told(), []) as { telling: Telling };
    expect(matchTelling(told({ contentHash: 'other' }), [telling]).kind).toBe('other_content');
  });

  it('counts as many as the format that tells most, in any order and however often', () => {
    const tellers = ['coda', 'camt.053', 'camt.054'] as const;
    const counts = fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4));
    fc.assert(
      fc.property(counts.chain((all) => fc.record({ all: fc.constant(all), order: fc.shuffledSubarray(
        all.flatMap((count, teller) => Array.from({ length: count }, (_, n) => told({ teller: tellers[teller]!, identity: `${tellers[teller]}:${n}` }))).flatMap((one) => [one, one]),
        { minLength: 2 * all.reduce((sum, count) => sum + count, 0) }) })), ({ all, order }) => {
        expect(newMoney(order)).toBe(Math.max(...all));
      }),
    );
  });
});
