import type { Text } from './text.js';
import { account, why } from './texts/account.js';
import { accounts } from './texts/accounts.js';
import { cases, person, support, urgency, urgencyDo } from './texts/case-work.js';
import { lists, runReason, runs, runState, suspense, trouble } from './texts/desk-lists.js';
import { frame } from './texts/frame.js';
import { own, ownSignIn } from './texts/own.js';
import { pay } from './texts/own-pay.js';
import { overview } from './texts/overview.js';
import { signingIn } from './texts/signing-in.js';
import { action, commandState, component, correctionKind, decisionState, item, kind, noticeState, quality, timeline } from './texts/timeline.js';
import { channel, credit, debt, language, region, role, supply, unit, utility } from './texts/words.js';

/** Every sentence of the portal, by room. */
export const catalogue = {
  account,
  accounts,
  action,
  cases,
  channel,
  commandState,
  component,
  correctionKind,
  credit,
  debt,
  decisionState,
  frame,
  item,
  kind,
  language,
  lists,
  noticeState,
  overview,
  own,
  ownSignIn,
  pay,
  person,
  quality,
  region,
  role,
  runReason,
  runs,
  runState,
  signingIn,
  support,
  supply,
  suspense,
  timeline,
  trouble,
  unit,
  urgency,
  urgencyDo,
  utility,
  why,
} satisfies Record<string, Record<string, Text>>;

type Catalogue = typeof catalogue;
type Written = { [R in keyof Catalogue]: `${R}.${keyof Catalogue[R] & string}` }[keyof Catalogue];
type WithoutPlural<K extends string> = K extends `${infer Stem}_one` ? Stem : K extends `${string}_other` ? never : K;

/** The names a page may ask for; a name that is not written does not compile. */
export type TextKey = WithoutPlural<Written>;
