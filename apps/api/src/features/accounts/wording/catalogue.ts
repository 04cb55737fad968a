import type { Gate } from '@tegoed/meter-commands';
import type { DesiredSupply, ReasonCode, ReasonFacts } from '@tegoed/prepayment-engine';
import type { Say } from './say.js';

/** A sentence for each reason of the engine: a reason without wording does not compile. */
export type ReasonWording = { readonly [Code in ReasonCode]: (facts: ReasonFacts[Code], say: Say) => string };

/** Two sentences for each gate before less supply: it lets through, or it stops. */
export type GateWording = { readonly [Name in Gate]: { readonly passed: string; readonly stopped: string } };

/** Everything that one language says about why a home is on, limited or off. */
export interface Catalogue {
  readonly reasons: ReasonWording;
  readonly gates: GateWording;
  /** What happens next if nobody pays; `moment` is said already. */
  readonly next: { readonly [Supply in DesiredSupply]: (moment: string) => string };
}
