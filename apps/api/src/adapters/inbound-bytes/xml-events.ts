import { SaxesParser, type SaxesTagNS } from 'saxes';
import { XmlFault } from './xml-fault.js';

/** Attributes by local name; namespace declarations are not among them. */
export type XmlAttributes = ReadonlyMap<string, string>;

/** What a reader of XML is told, in document order. Names are local names: prefixes are resolved and gone. */
export interface XmlSink {
  readonly open: (name: string, attributes: XmlAttributes, namespace: string, line: number) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
}

/** A reader that takes the document in any split into pieces. `end` throws when the document is not whole. */
export interface XmlReader {
  readonly write: (chunk: string) => void;
  readonly end: () => void;
}

const TOKEN_LENGTH_LIMIT = 1 << 20;
const DEPTH_LIMIT = 64;
const NO_ATTRIBUTES: XmlAttributes = new Map();

/**
 * Reads XML 1.0 as events, so that a file of any length needs only the memory of its longest tag.
 *
 * `saxes` reads; what it does not bound is bounded here. Only what business messages use is accepted: a DOCTYPE (and
 * with it every entity beyond the five of XML itself) is refused, which rules out external entities and entity bombs.
 * A prefix that is bound nowhere is let through with an empty namespace, because parts cut out of an envelope come so.
 *
 * @throws XmlFault with the words for a person when the document is refused
 */
export function createXmlReader(sink: XmlSink): XmlReader {
  const parser = new SaxesParser({ xmlns: true, position: true, resolvePrefix: () => '' });
  let depth = 0;
  let tagLine = 1;
  let lastEventAt = 0;

  const boundToken = (): void => {
    if (parser.position - lastEventAt > TOKEN_LENGTH_LIMIT) throw new XmlFault('a tag or a text is too long', parser.line);
    lastEventAt = parser.position;
  };
  parser.on('doctype', () => {
    throw new XmlFault('DOCTYPE', parser.line);
  });
  parser.on('opentagstart', () => {
    tagLine = parser.line;
  });
  parser.on('opentag', (tag) => {
    boundToken();
    depth += 1;
    if (depth > DEPTH_LIMIT) throw new XmlFault('elements are nested too deep', tagLine);
    sink.open(tag.local, attributesOf(tag), tag.uri, tagLine);
  });
  parser.on('closetag', (tag) => {
    boundToken();
    depth -= 1;
    sink.close(tag.local);
  });
  const text = (words: string): void => {
    boundToken();
    if (depth > 0) sink.text(words);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('comment', boundToken);
  parser.on('processinginstruction', boundToken);

  return {
    write: (chunk) => {
      guarded(() => parser.write(chunk), parser);
      if (parser.position - lastEventAt > TOKEN_LENGTH_LIMIT) throw new XmlFault('a tag or a text is too long', parser.line);
    },
    end: () => guarded(() => parser.close(), parser),
  };
}

function attributesOf({ attributes }: SaxesTagNS): XmlAttributes {
  let kept: Map<string, string> | null = null;
  for (const name in attributes) {
    const { prefix, local, value } = attributes[name]!;
    if (prefix === 'xmlns' || name === 'xmlns') continue;
    kept ??= new Map();
    kept.set(local, value);
  }
  return kept ?? NO_ATTRIBUTES;
}

/** Without a handler for errors saxes throws at the first fault, as `line:column: message.` */
const SAXES_ERROR = /^\d+:\d+: (.*?)\.?$/s;

function guarded(act: () => void, parser: { readonly line: number }): void {
  try {
    act();
  } catch (error) {
    const message = error instanceof Error && !(error instanceof XmlFault) ? SAXES_ERROR.exec(error.message)?.[1] : undefined;
    if (message === undefined) throw error;
    throw new XmlFault(wordsFor(message), parser.line);
  }
}

/** What saxes says of the faults that files really have, in the words of this house. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(unclosed tag|unexpected end)/, 'truncated: the document stops in the middle'],
  [/^document must contain a root element/, 'there is no XML in it'],
  [/^documents may contain only one root/, 'more than one root element'],
  [/^text data outside of root node/, 'text outside the root element'],
  [/^(unexpected|unmatched) clos/, 'a tag closes nothing that is open'],
  [/entity/, 'an entity that is not one of the five of XML'],
];

function wordsFor(message: string): string {
  return WORDS.find(([pattern]) => pattern.test(message))?.[1] ?? `it is no well-formed XML: ${message.slice(0, 80)}`;
}
