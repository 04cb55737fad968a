import type { GateAnswer } from '@tegoed/meter-commands';
import type { DesiredSupply, Instant, Reason } from '@tegoed/prepayment-engine';
import type { Language } from '../../../http/request-context.js';
import type { GateInWords, ReasonInWords } from '../timeline/timeline-answer.js';
import type { Catalogue, ReasonWording } from './catalogue.js';
import { de } from './de.js';
import { en } from './en.js';
import { fr } from './fr.js';
import { nl } from './nl.js';
import { sayIn, type Say } from './say.js';

export const CATALOGUES: Readonly<Record<Language, Catalogue>> = { nl, fr, de, en };

/** Reasons as they are stored, each with its sentence. */
export function reasonsInWords(reasons: readonly Reason[], language: Language): ReasonInWords[] {
  const say = sayIn(language);
  return reasons.map((reason) => ({ code: reason.code, facts: reason.facts, sentence: reasonSentence(reason, CATALOGUES[language].reasons, say) }));
}

// The catalogue has a function per code that takes the facts of that code; the pair was made together.
function reasonSentence(reason: Reason, wording: ReasonWording, say: Say): string {
  const sentence = wording[reason.code] as (facts: Reason['facts'], say: Say) => string;
  return sentence(reason.facts, say);
}

/** Answers of gates as they are stored, each with its sentence. Why a home is protected is nobody’s business here. */
export function gatesInWords(answers: readonly GateAnswer[], language: Language): GateInWords[] {
  return answers.map(({ gate, passed, facts }) => {
    const sentences = CATALOGUES[language].gates[gate];
    const { protectedBy: _, ...told } = facts;
    return { gate, passed, facts: told, sentence: passed ? sentences.passed : sentences.stopped };
  });
}

/** What happens next if nobody pays, in one sentence. */
export function nextInWords(supply: DesiredSupply, at: Instant, language: Language): string {
  return CATALOGUES[language].next[supply](sayIn(language).moment(at));
}

