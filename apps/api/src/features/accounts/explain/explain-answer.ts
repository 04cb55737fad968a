import { At, Choice, Euro, Part, Parts, Text } from '../../../http/fields.js';
import { CONFIRMED_SUPPLIES, DESIRED_SUPPLIES } from '../account-answer.js';
import { GateInWords, ReasonInWords } from '../timeline/timeline-answer.js';

export class NextPossible {
  @Choice(DESIRED_SUPPLIES) supply: (typeof DESIRED_SUPPLIES)[number];
  @At() at: string;
  @Text() sentence: string;
}

/** Why this home is on, limited or off, in words, with the facts that were used. */
export class Explanation {
  @Choice(DESIRED_SUPPLIES) desiredSupply: (typeof DESIRED_SUPPLIES)[number];
  @Choice(CONFIRMED_SUPPLIES) confirmedSupply: (typeof CONFIRMED_SUPPLIES)[number];
  @At({ nullable: true, description: 'Since when the meter has confirmed this supply.' }) since: string | null;
  @Parts(() => ReasonInWords) reasons: ReasonInWords[];
  @Part(() => NextPossible, { nullable: true }) nextPossible: NextPossible | null;
  @Euro() amountToStayOnEuro: string;
  @Euro({ nullable: true }) amountToGetBackOnEuro: string | null;
  @Parts(() => GateInWords) gates: GateInWords[];
  @At() asOf: string;
}
