import { XmlFault } from './xml-fault.js';
import { attributesOf, decodeEntities, localNameOf, type XmlAttributes } from './xml-names.js';

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

interface OpenElement {
  readonly rawName: string;
  readonly namespaces: ReadonlyMap<string, string>;
}

/**
 * Reads XML as events, so that a file of any length needs only the memory of its longest tag.
 *
 * Only what business messages use is accepted: a DOCTYPE (and with it every entity beyond the five of XML itself) is
 * refused, which rules out external entities and entity bombs. Tags must nest; nothing may stand outside the root.
 *
 * @throws XmlFault with the words for a person when the document is refused
 */
export function createXmlReader(sink: XmlSink): XmlReader {
  const stack: OpenElement[] = [];
  let pending = '';
  let line = 1;
  let rootSeen = false;

  const fault = (why: string): never => {
    throw new XmlFault(why, line);
  };

  const emitText = (raw: string): void => {
    if (stack.length > 0) sink.text(decodeEntities(raw, fault));
    else if (raw.replace(/^\uFEFF/, '').trim() !== '') fault('text outside the root element');
  };

  const openTag = (body: string): void => {
    if (stack.length === 0 && rootSeen) fault('more than one root element');
    if (stack.length >= DEPTH_LIMIT) fault('elements are nested too deep');
    const selfClosing = body.endsWith('/');
    const { rawName, attributes, declared } = attributesOf(selfClosing ? body.slice(0, -1) : body, fault);
    const inherited = stack.at(-1)?.namespaces ?? new Map<string, string>();
    const namespaces = declared.size === 0 ? inherited : new Map([...inherited, ...declared]);
    const { prefix, local } = localNameOf(rawName);
    rootSeen = true;
    sink.open(local, attributes, namespaces.get(prefix) ?? '', line);
    if (selfClosing) sink.close(local);
    else stack.push({ rawName, namespaces });
  };

  const closeTag = (body: string): void => {
    const rawName = body.slice(1).trim();
    const opened = stack.pop();
    if (opened?.rawName !== rawName) fault(`</${rawName.slice(0, 40)}> closes nothing that is open`);
    sink.close(localNameOf(rawName).local);
  };

  const markup = (token: string): void => {
    if (token.startsWith('<!--') || token.startsWith('<?')) return;
    if (token.startsWith('<![CDATA[')) {
      if (stack.length === 0) fault('text outside the root element');
      sink.text(token.slice(9, -3));
    } else if (token.startsWith('<!')) fault(/^<!DOCTYPE/i.test(token) ? 'DOCTYPE' : 'a declaration inside the document');
    else if (token.startsWith('</')) closeTag(token.slice(1, -1));
    else openTag(token.slice(1, -1));
  };

  const consume = (token: string, act: (token: string) => void): void => {
    act(token);
    for (let at = token.indexOf('\n'); at !== -1; at = token.indexOf('\n', at + 1)) line += 1;
  };

  const drain = (): void => {
    let at = 0;
    while (at < pending.length) {
      const start = pending.indexOf('<', at);
      if (start === -1) break;
      if (start > at) consume(pending.slice(at, start), emitText);
      at = start;
      const end = endOfMarkup(pending, start);
      if (end === -1) break;
      consume(pending.slice(start, end), markup);
      at = end;
    }
    pending = pending.slice(at);
    if (/^<!DOCTYPE/i.test(pending)) fault('DOCTYPE');
    if (pending.length > TOKEN_LENGTH_LIMIT) fault('a tag or a text is too long');
  };

  return {
    write: (chunk) => {
      pending += chunk;
      drain();
    },
    end: () => {
      drain();
      if (pending.trim() !== '' || stack.length > 0) fault('truncated: the document stops in the middle');
      if (!rootSeen) fault('there is no XML in it');
    },
  };
}

/** Gives the index after the markup that starts here, or -1 when more text is needed to know. */
function endOfMarkup(text: string, start: number): number {
  if (text.startsWith('<!--', start)) return after(text, '-->', start + 4);
  if (text.startsWith('<![CDATA[', start)) return after(text, ']]>', start + 9);
  if (text.startsWith('<?', start)) return after(text, '?>', start + 2);
  if (text.startsWith('<!', start)) return text.length - start < 9 ? -1 : after(text, '>', start);
  return endOfTag(text, start);
}

function after(text: string, closing: string, from: number): number {
  const at = text.indexOf(closing, from);
  return at === -1 ? -1 : at + closing.length;
}

/** A `>` inside a quoted attribute value does not end the tag. */
function endOfTag(text: string, start: number): number {
  let quote = 0;
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (quote === 0 && character === GREATER) return at + 1;
    if (quote === 0 && (character === DOUBLE_QUOTE || character === SINGLE_QUOTE)) quote = character;
    else if (character === quote) quote = 0;
  }
  return -1;
}

const GREATER = 0x3e;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
