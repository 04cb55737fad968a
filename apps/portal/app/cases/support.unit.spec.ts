import { describe, expect, it } from 'vitest';
import { consequenceOf } from './support-consequence.js';
import { readSupportOrder } from './support-order.js';

const form = (fields: Record<string, string>): FormData => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

describe('readSupportOrder', () => {
  it('takes a chosen amount, and a typed one above it', () => {
    expect(readSupportOrder(form({ choice: '20', reason: 'huur betaald' }))).toMatchObject({ kind: 'complete', order: { amountEuro: '20.00', reason: 'huur betaald' } });
    expect(readSupportOrder(form({ choice: '20', other: '12,5', reason: 'r' }))).toMatchObject({ order: { amountEuro: '12.50' } });
  });

  it('tells both faults at once and keeps what was typed', () => {
    expect(readSupportOrder(form({ other: 'veel', reason: '  ' }))).toEqual({
      kind: 'incomplete',
      faults: [{ field: 'other', words: 'support.amountWrong' }, { field: 'reason', words: 'support.reasonNeeded' }],
      typed: { choice: '', other: 'veel', reason: '' },
    });
    expect(readSupportOrder(form({ reason: 'r' }))).toMatchObject({ faults: [{ field: 'choice-10', words: 'support.amountNeeded' }] });
  });
});

describe('consequenceOf', () => {
  it('lets electricity come back by itself and asks for the button of a gas meter', () => {
    expect(consequenceOf('electricity', 'on', 'off')[0]).toBe('support.electricity1');
    expect(consequenceOf('electricity', 'on', 'limited')[0]).toBe('support.electricity1');
    expect(consequenceOf('gas', 'on', 'off').slice(0, 2)).toEqual(['support.gas1', 'support.gas2']);
    expect(consequenceOf('gas', 'on', 'ready')[0]).toBe('support.gas2');
  });

  it('says when nothing changes, and when it was not enough', () => {
    expect(consequenceOf('gas', 'on', 'on')[0]).toBe('support.wasOn');
    expect(consequenceOf('electricity', 'off', 'off')).toEqual(['support.stillOff']);
    expect(consequenceOf('electricity', 'limited', 'limited')[0]).toBe('support.stillLimited');
  });
});
