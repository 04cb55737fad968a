import { XMLParser } from 'fast-xml-parser';
import { Temporal } from 'temporal-polyfill';
import { type Instant, instant } from '../instant.js';
import { type NotUnderstood } from './order.js';

/** One element of foreign XML, read by local name: prefixes and the order of elements differ between head-ends. */
export interface XmlElement {
  readonly name: string;
  readonly content: unknown;
}

/** Longer messages are refused unread. A message about a few thousand meters stays well below it. */
export const LONGEST_MESSAGE = 4_000_000;

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/**
 * The message element of foreign XML, taken out of its SOAP envelope when it has one. Documents with a DOCTYPE are
 * refused, because entities can be made to grow without end or to fetch files. Never throws.
 */
export function readMessage(xml: string): XmlElement | NotUnderstood {
  if (xml.length > LONGEST_MESSAGE) return notUnderstood('too_long', `${xml.length} characters`);
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(xml)) return notUnderstood('doctype', 'the message declares a document type');
  try {
    const root = onlyElement(parser.parse(xml, true));
    if (root === null) return notUnderstood('not_xml', 'there is no single root element');
    if (root.name !== 'Envelope') return root;
    const message = onlyElement(withoutAttributes(childOf(root, 'Body')?.content));
    return message ?? notUnderstood('missing', 'the SOAP body holds no single message');
  } catch (error) {
    return notUnderstood('not_xml', error instanceof Error ? error.message : String(error));
  }
}

/** Whether reading ended in a value that says why it was not understood. */
export function isNotUnderstood(value: object): value is NotUnderstood {
  return 'kind' in value && value.kind === 'not_understood';
}

/** All values when each was understood, otherwise the first refusal: a message counts whole or not at all. */
export function allUnderstood<T extends object>(values: readonly (T | NotUnderstood)[]): readonly T[] | NotUnderstood {
  const understood: T[] = [];
  for (const value of values) {
    if (isNotUnderstood(value)) return value;
    understood.push(value);
  }
  return understood;
}

/** A refusal with its reason. */
export function notUnderstood(why: NotUnderstood['why'], detail: string): NotUnderstood {
  return { kind: 'not_understood', why, detail: detail.slice(0, 300) };
}

/** All children with this local name, in document order. */
export function childrenOf(parent: XmlElement | null, name: string): readonly XmlElement[] {
  const content = parent?.content;
  if (!isRecord(content) || !Object.hasOwn(content, name)) return [];
  const found = content[name];
  return (Array.isArray(found) ? found : [found]).map((each: unknown) => ({ name, content: each }));
}

/** The first child with this local name, following a path of names. */
export function childOf(parent: XmlElement | null, ...path: readonly string[]): XmlElement | null {
  return path.reduce<XmlElement | null>((element, name) => childrenOf(element, name)[0] ?? null, parent);
}

/** The text of the element found along the path, null when it is absent or empty. */
export function textOf(parent: XmlElement | null, ...path: readonly string[]): string | null {
  const content = childOf(parent, ...path)?.content;
  const text = isRecord(content) ? content['#text'] : content;
  return typeof text === 'string' && text !== '' ? text : null;
}

/** The attribute of an element by local name, null when absent. */
export function attributeOf(element: XmlElement | null, name: string): string | null {
  const value = isRecord(element?.content) ? element.content[`@${name}`] : null;
  return typeof value === 'string' && value !== '' ? value : null;
}

/** An xs:dateTime with its zone as an instant; null without a zone, because a local time is not a moment. */
export function instantOf(text: string | null): Instant | null {
  if (text === null) return null;
  try {
    return instant(Temporal.Instant.from(text).epochMilliseconds);
  } catch {
    return null;
  }
}

function onlyElement(content: unknown): XmlElement | null {
  if (!isRecord(content)) return null;
  const [name, ...others] = Object.keys(content);
  if (name === undefined || others.length > 0 || Array.isArray(content[name])) return null;
  return { name, content: content[name] };
}

function withoutAttributes(content: unknown): unknown {
  if (!isRecord(content)) return content;
  return Object.fromEntries(Object.entries(content).filter(([name]) => !name.startsWith('@') && name !== '#text'));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
