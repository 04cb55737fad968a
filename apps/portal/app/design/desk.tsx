import { createContext, useContext, type ReactNode } from 'react';
import type { Instant, Language, User } from '../api/types.js';
import { formatter, type Formatter } from '../format/formatter.js';
import { translator, type Translate } from '../language/translator.js';

/** What every page is rendered with: the reader's language, who reads, and where help is. */
export type Desk = {
  readonly language: Language;
  readonly t: Translate;
  readonly format: Formatter;
  readonly user: User | null;
  readonly sandboxNow: Instant | null;
  /** The supplier of a signed-in customer, in whose name the pages speak. */
  readonly supplierName: string | null;
  readonly helpPhone: string;
  readonly path: string;
};

export type DeskFacts = Omit<Desk, 't' | 'format'>;

const DeskContext = createContext<Desk | null>(null);

export function DeskProvider({ facts, children }: { readonly facts: DeskFacts; readonly children: ReactNode }) {
  const desk: Desk = { ...facts, t: translator(facts.language), format: formatter(facts.language) };
  return <DeskContext value={desk}>{children}</DeskContext>;
}

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('A page was rendered outside the DeskProvider of the server entry.');
  return desk;
}
