import { XMLParser } from 'fast-xml-parser';

/** Something that a voice says in a call. */
export interface Spoken {
  readonly language: string;
  readonly text: string;
}

/** What TwiML wants after its words. */
export type Then =
  | { readonly kind: 'gather'; readonly action: string; readonly keys: number | null }
  | { readonly kind: 'dial'; readonly number: string }
  | { readonly kind: 'hang_up' };

export interface Instructions {
  readonly spoken: readonly Spoken[];
  readonly then: Then;
}

type Node = Readonly<Record<string, unknown>>;

const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, trimValues: true });

/** Reads the TwiML of a call in its order; null when it is none. A document that ends without a verb for it hangs up. */
export function readTwiml(xml: string): Instructions | null {
  const root = (parser.parse(xml) as Node[]).find((node) => 'Response' in node);
  if (root === undefined) return null;
  const verbs = childrenOf(root, 'Response');
  const gather = verbs.find((verb) => 'Gather' in verb);
  const spoken = [...verbs, ...(gather === undefined ? [] : childrenOf(gather, 'Gather'))].flatMap(spokenOf);
  return { spoken, then: gather === undefined ? endOf(verbs) : gatherOf(gather) };
}

/** The text of a Message in answer to an SMS; null when nothing is answered. */
export function readMessage(xml: string): string | null {
  const root = (parser.parse(xml) as Node[]).find((node) => 'Response' in node);
  const message = root === undefined ? undefined : childrenOf(root, 'Response').find((verb) => 'Message' in verb);
  return message === undefined ? null : textOf(message, 'Message');
}

function spokenOf(verb: Node): readonly Spoken[] {
  return 'Say' in verb ? [{ language: attributeOf(verb, 'language'), text: textOf(verb, 'Say') }] : [];
}

function gatherOf(verb: Node): Then {
  const keys = attributeOf(verb, 'numDigits');
  return { kind: 'gather', action: attributeOf(verb, 'action'), keys: keys === '' ? null : Number.parseInt(keys, 10) };
}

function endOf(verbs: readonly Node[]): Then {
  const dial = verbs.find((verb) => 'Dial' in verb);
  return dial === undefined ? { kind: 'hang_up' } : { kind: 'dial', number: textOf(dial, 'Dial') };
}

function childrenOf(node: Node, name: string): readonly Node[] {
  return (node[name] ?? []) as Node[];
}

function textOf(node: Node, name: string): string {
  return childrenOf(node, name).map((child) => String(child['#text'] ?? '')).join('');
}

function attributeOf(node: Node, name: string): string {
  return String((node[':@'] as Record<string, string> | undefined)?.[name] ?? '');
}
