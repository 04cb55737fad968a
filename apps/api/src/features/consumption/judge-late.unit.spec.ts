import type { SupplyDay } from '@tegoed/prepayment-engine';
import { describe, expect, it } from 'vitest';
import { judgeLate, type KnownRegisters, type LateReading } from './judge-late.js';

const late = (offtake1: number | undefined, changes: Partial<LateReading> = {}): LateReading => ({
  accountId: 1, day: '2026-06-08' as SupplyDay, isMeasured: true, isCorrection: false, registers: offtake1 === undefined ? {} : { offtake1 }, ...changes,
});
const known = (offtake1: number, quality: 0 | 1, offtake2: number | null = null): KnownRegisters => ({ quality, offtake1, offtake2, injection1: null, injection2: null });
const estimate = { isMeasured: false };
const correction = { isMeasured: false, isCorrection: true };

describe('a late reading', () => {
  it.each<[string, LateReading, KnownRegisters | null, string]>([
    ['of a silent day is new', late(100), null, 'fact'],
    ['that comes again says nothing', late(100), known(100, 0), 'same'],
    ['measured, in place of an estimate', late(100), known(90, 1), 'fact'],
    ['measured, confirming an estimate', late(100), known(100, 1), 'fact'],
    ['estimated, beside a measured one', late(90, estimate), known(100, 0), 'same'],
    ['estimated, in place of an older estimate', late(90, estimate), known(100, 1), 'fact'],
    ['measured, against a measured one', late(101), known(100, 0), 'conflict'],
    ['marked as a correction', late(101, correction), known(100, 0), 'fact'],
    ['without a first register', late(undefined, { registers: { offtake2: 5 } }), null, 'incomplete'],
  ])('%s', (_name, reading, before, kind) => expect(judgeLate(reading, before).kind).toBe(kind));

  it('keeps the registers that it does not name', () => {
    expect(judgeLate(late(undefined, { registers: { offtake2: 7 }, isCorrection: true }), known(100, 0, 5))).toMatchObject({
      kind: 'fact', registers: { offtake1: 100, offtake2: 7, injection1: null, injection2: null },
    });
  });
});
