import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { partsSink, type XmlElement } from './xml-element.js';
import { createXmlReader } from './xml-events.js';
import { XmlFault } from './xml-fault.js';

const camt = resolve(process.env['TEGOED_SHARED'] ?? resolve(import.meta.dirname, '../../../../../../shared'), 'data/bank/camt');
type Tree = readonly [string, readonly (readonly [string, string])[], string | readonly Tree[]];

const sorted = (pairs: readonly (readonly [string, string])[]) => [...pairs].sort(([a], [b]) => (a < b ? -1 : 1));
const treeOf = ({ name, attributes, children, text }: XmlElement): Tree => [name, sorted([...attributes]), children.length > 0 ? children.map(treeOf) : text];

const read = (pieces: readonly string[]): Tree => {
  let root: XmlElement | undefined;
  const reader = createXmlReader(partsSink({ isPart: (path) => path.length === 1, onOpen: () => undefined, onPart: (part) => (root = part) }));
  pieces.forEach(reader.write);
  reader.end();
  return treeOf(root!);
};
const whyOf = (text: string): string => {
  try {
    read([text]);
    return 'read';
  } catch (error) {
    if (error instanceof XmlFault) return error.why;
    throw error;
  }
};

type Ordered = Record<string, unknown>;
const byOtherParser = (text: string): Tree => {
  const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, removeNSPrefix: true, parseTagValue: false, parseAttributeValue: false, attributeNamePrefix: '', ignoreDeclaration: true, ignorePiTags: true, commentPropName: false as unknown as string });
  const convert = (node: Ordered): Tree => {
    const name = Object.keys(node).find((key) => key !== ':@')!;
    const children = node[name] as Ordered[];
    const elements = children.filter((child) => !('#text' in child));
    // A line end inside an attribute is a space (XML 1.0, section 3.3.3); the other parser leaves it.
    const written = Object.entries((node[':@'] ?? {}) as Record<string, string>).filter(([key]) => key !== 'xmlns' && !key.startsWith('xmlns'));
    const attributes = written.map(([key, value]) => [key, value.replace(/\r\n|[\r\n\t]/g, ' ')] as const);
    const words = children.flatMap((child) => ('#text' in child ? [String(child['#text'])] : [])).join('');
    return [name, sorted(attributes), elements.length > 0 ? elements.map(convert) : words.trim()];
  };
  return convert((parser.parse(text) as Ordered[])[0]!);
};

describe('XML events', () => {
  const files = existsSync(camt) ? readdirSync(camt).filter((name) => name.endsWith('.xml') && readFileSync(resolve(camt, name)).length < 100_000) : [];
  it.skipIf(files.length === 0)('reads the sample messages as another parser does', () => {
    for (const name of files) {
      const text = readFileSync(resolve(camt, name), 'utf8');
      const declarations = /xmlns:(?!xsi)/.test(text.slice(200));
      if (!declarations) expect(read([text]), name).toEqual(byOtherParser(text.replace(/^\uFEFF/, '')));
    }
  });

  const document = '\uFEFF<?xml version="1.0"?>\r\n<!-- a > b --><p:a xmlns:p="urn:x" p:k=\'1>2\'><b>x &amp; &#233;&#xE9; <![CDATA[<&>]]></b><c/><!-- <d> --><e k="&lt;"></e></p:a>\n';
  it('gives the same for any split into pieces', () => {
    const whole = read([document]);
    expect(whole).toEqual(['a', [['k', '1>2']], [['b', [], 'x & éé <&>'], ['c', [], ''], ['e', [['k', '<']], '']]]);
    fc.assert(
      fc.property(fc.array(fc.nat(document.length), { maxLength: 12 }), (cuts) => {
        const bounds = [0, ...cuts.sort((a, b) => a - b), document.length];
        expect(read(bounds.slice(1).map((end, index) => document.slice(bounds[index], end)))).toEqual(whole);
      }),
    );
    expect(read([...document])).toEqual(whole);
  });

  it('never reads a document that is cut off', () => {
    for (let length = 0; length < document.trimEnd().length; length += 1) expect(whyOf(document.slice(0, length))).not.toBe('read');
  });

  it.each([
    ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'DOCTYPE'],
    ['<!doctype a><a/>', 'it is no well-formed XML: incorrect syntax'],
    ['<a>&x;</a>', 'an entity that is not one of the five of XML'],
    ['<a>&amp</a>', 'truncated: the document stops in the middle'],
    ['<a>&#0;</a>', 'an entity that is not one of the five of XML'],
    ['<a><b></a></b>', 'a tag closes nothing that is open'],
    ['<a/><b/>', 'more than one root element'],
    ['<a/>x', 'text outside the root element'],
    ['x<a/>', 'text outside the root element'],
    ['<a k=1/>', 'it is no well-formed XML: unquoted attribute value'],
    ['<1/>', 'it is no well-formed XML: disallowed character in tag name'],
    ['', 'there is no XML in it'],
    ['<a>'.repeat(100), 'elements are nested too deep'],
    [`<a>${'x'.repeat(2_000_000)}`, 'a tag or a text is too long'],
  ])('refuses %.40s', (text, why) => {
    expect(whyOf(text)).toBe(why);
  });
});
