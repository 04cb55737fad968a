import { GATES } from '@tegoed/meter-commands';
import { instant, microEuro, type Reason, type SupplyDay } from '@tegoed/prepayment-engine';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../http/request-context.js';
import { CATALOGUES, gatesInWords, nextInWords, reasonsInWords } from './index.js';

const day = '2026-11-26' as SupplyDay;
const at = instant(Date.UTC(2026, 10, 26, 9));

/** One example of each reason. A new reason without wording does not compile in the catalogues. */
const EXAMPLES: { readonly [Code in Reason['code']]: Extract<Reason, { code: Code }> } = {
  in_credit: { code: 'in_credit', facts: {} },
  low_credit: { code: 'low_credit', facts: { creditMicroEuro: microEuro(8_400_000), daysLeft: 2 } },
  emergency_credit_in_use: { code: 'emergency_credit_in_use', facts: { limitMicroEuro: microEuro(50_000_000), availableMicroEuro: microEuro(32_000_000) } },
  emergency_credit_used_up: { code: 'emergency_credit_used_up', facts: { limitMicroEuro: microEuro(50_000_000), debtSupplyMicroEuro: microEuro(51_000_000) } },
  emergency_credit_not_taken: { code: 'emergency_credit_not_taken', facts: { offeredMicroEuro: microEuro(12_000_000) } },
  limited_not_off: { code: 'limited_not_off', facts: {} },
  lac_decision: { code: 'lac_decision', facts: {} },
  protected_home: { code: 'protected_home', facts: { until: day } },
  payment_under_way: { code: 'payment_under_way', facts: { until: at } },
  moratorium: { code: 'moratorium', facts: { until: day } },
  prepayment_not_allowed: { code: 'prepayment_not_allowed', facts: {} },
  season: { code: 'season', facts: { season: 'lac_ban' } },
  cold_spell: { code: 'cold_spell', facts: { known: false } },
  reading_stale: { code: 'reading_stale', facts: { since: day } },
  reading_not_measured: { code: 'reading_not_measured', facts: {} },
  history_corrected: { code: 'history_corrected', facts: {} },
  waits_for_window: { code: 'waits_for_window', facts: { opensAt: at } },
};

describe.each(LANGUAGES)('the sentences in %s', (language) => {
  const sentences = [
    ...reasonsInWords(Object.values(EXAMPLES), language).map((reason) => reason.sentence),
    ...[true, false].flatMap((passed) => gatesInWords(GATES.map((gate) => ({ gate, passed, facts: {} })), language).map((gate) => gate.sentence)),
    ...(['on', 'limited', 'off'] as const).map((supply) => nextInWords(supply, at, language)),
  ];

  it('are there for every reason, gate and next change', () => {
    expect(sentences).toHaveLength(Object.keys(EXAMPLES).length + 2 * GATES.length + 3);
    for (const sentence of sentences) expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
  });

  it('hold no code, no hole and no long line', () => {
    for (const sentence of sentences) {
      expect(sentence).not.toMatch(/undefined|null|NaN|_|MicroEuro|\[object/);
      expect(sentence.split(/(?<=[.:]) /).every((part) => part.split(' ').length <= 24)).toBe(true);
    }
  });

  it('are not those of another language', () => {
    for (const other of LANGUAGES.filter((each) => each !== language)) {
      expect(CATALOGUES[other].reasons.in_credit({}, undefined as never)).not.toBe(CATALOGUES[language].reasons.in_credit({}, undefined as never));
    }
  });
});

describe('amounts and moments inside a sentence', () => {
  it.each([
    ['nl', 'Er is nog weinig tegoed: 8,40 euro, voor ongeveer 2 dagen.'],
    ['en', 'Little credit is left: 8.40 euros, for about 2 days.'],
  ] as const)('are written as %s does', (language, sentence) => {
    expect(reasonsInWords([EXAMPLES.low_credit], language)[0]?.sentence).toBe(sentence);
  });

  it('are those of Brussels, summer and winter', () => {
    expect(nextInWords('limited', at, 'nl')).toBe('Zonder oplading komt er op donderdag 26 november om 10:00 beperkte stroom (10 ampère). Niet eerder.');
    expect(nextInWords('off', instant(Date.UTC(2026, 6, 1, 8)), 'nl')).toContain('woensdag 1 juli om 10:00');
  });

  it('never tell why a home is protected', () => {
    const [told] = gatesInWords([{ gate: 'not_protected', passed: false, facts: { protectedBy: 'medical', protectedUntil: 1 } }], 'nl');
    expect(told?.facts).toEqual({ protectedUntil: 1 });
  });
});
