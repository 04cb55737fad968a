/** What is checked; I1 to I14 are the invariants of decision 0025, M those of the messages of a month, W1 that nobody waits in a circle. */
export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9' | 'I10' | 'I11' | 'I12' | 'I13' | 'I14' | 'M1' | 'M2' | 'M3' | 'W1';

/** Something that must never be: which rule, which home, when, and the facts that show it. */
export interface Violation {
  readonly invariant: Invariant;
  /** The public id of the account, or null where it is about no single home. */
  readonly home: string | null;
  readonly atMs: number;
  readonly what: string;
  readonly facts: Readonly<Record<string, unknown>>;
}
