import { describe, expect, it } from 'vitest';
import { suspicionsOf } from './index.js';

const days = (count: number, day: number, night = 0, injection = 0) => Array.from({ length: count }, () => ({ day, night, injection }));
const history = (list: ReturnType<typeof days>, changes: object = {}) => ({ hasNightRegister: true, isInjectionDeclared: false, days: list, ...changes });

describe('what is odd about a meter', () => {
  it.each([
    ['two weeks of ordinary use', history(days(14, 4000, 2000)), []],
    ['nothing for two weeks', history(days(14, 0)), ['zero_for_long']],
    ['nothing for thirteen days', history(days(13, 0)), []],
    ['injection that nobody declared', history(days(3, 4000, 2000, 300)), ['undeclared_injection']],
    ['a trace of injection', history(days(3, 4000, 2000, 100)), []],
    ['injection of declared panels', history(days(14, 4000, 2000, 9000), { isInjectionDeclared: true }), []],
    ['all use on the day register', history(days(14, 6000, 0)), ['tariff_contact_stuck']],
    ['all use on the night register', history(days(14, 0, 6000)), ['tariff_contact_stuck']],
    ['a single register', history(days(14, 6000, 0), { hasNightRegister: false }), []],
    ['hardly any use', history(days(14, 100, 0)), []],
  ])('%s', (_name, meter, expected) => expect(suspicionsOf(meter)).toEqual(expected));
});
