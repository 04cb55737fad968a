import { XMLParser } from 'fast-xml-parser';

/** A parsed element: children by local name, attributes with `@`, text under `#text`. */
export type XmlNode = { readonly [name: string]: unknown };

const parser = new XMLParser({
  ignoreAttributes: false, attributeNamePrefix: '@', removeNSPrefix: true, parseTagValue: false,
  parseAttributeValue: false, processEntities: true, trimValues: true,
});

/**
 * Reads an XML message by local name. Throws when the text is not XML or carries a DOCTYPE, which a
 * message between head-ends never needs and an attacker does.
 */
export function readXml(text: string): XmlNode {
  if (/<!DOCTYPE/i.test(text)) throw new Error('a DOCTYPE is not allowed');
  const parsed: unknown = parser.parse(text, true);
  return asNode(parsed);
}

/** The child elements of that name: none, one or many, always as a list. */
export function children(node: XmlNode, name: string): readonly XmlNode[] {
  const value = node[name];
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(asNode);
}

/** The first child element of that name, or an empty one. */
export function child(node: XmlNode, name: string): XmlNode {
  return children(node, name)[0] ?? {};
}

/** The text of the first child of that name, or null when it is absent or empty. */
export function textOf(node: XmlNode, name: string): string | null {
  const text = child(node, name)['#text'];
  return typeof text === 'string' && text !== '' ? text : null;
}

/** An attribute, or null. */
export function attribute(node: XmlNode, name: string): string | null {
  const value = node[`@${name}`];
  return typeof value === 'string' ? value : null;
}

/** All elements of that name at any depth. */
export function descendants(node: XmlNode, name: string): readonly XmlNode[] {
  return Object.keys(node).filter((key) => !key.startsWith('@') && key !== '#text')
    .flatMap((key) => children(node, key).flatMap((inner) => (key === name ? [inner] : []).concat(descendants(inner, name))));
}

/** Text made safe for an XML element or attribute. */
export function xmlText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function asNode(value: unknown): XmlNode {
  if (typeof value === 'object' && value !== null) return value as XmlNode;
  return { '#text': typeof value === 'string' ? value : '' };
}
