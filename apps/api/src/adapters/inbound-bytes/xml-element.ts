import { type XmlAttributes, type XmlSink } from './xml-events.js';
import { XmlFault } from './xml-fault.js';

/** A part of a document held in memory. `text` is the joined character data, trimmed; `name` is the local name. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: XmlAttributes;
  readonly children: readonly XmlElement[];
  readonly text: string;
  readonly line: number;
}

interface GrowingElement {
  name: string;
  attributes: XmlAttributes;
  children: XmlElement[];
  text: string;
  line: number;
}

/** Where the reader stands: the local names of the open elements, the root first. */
export type XmlPath = readonly string[];

interface PartsOptions {
  /** Says whether the element that opens here is to be handed over whole. */
  readonly isPart: (path: XmlPath) => boolean;
  readonly onOpen: (path: XmlPath, namespace: string, line: number) => void;
  readonly onPart: (part: XmlElement, path: XmlPath) => void;
}

/** One part may hold this many elements: the bound on memory for a document of any length. */
const PART_ELEMENTS_LIMIT = 1_000_000;

/** Turns events into whole parts of the document (a bank entry, a meter's readings), one at a time. */
export function partsSink(options: PartsOptions): XmlSink {
  const path: string[] = [];
  const growing: GrowingElement[] = [];
  let elements = 0;
  return {
    open: (name, attributes, namespace, line) => {
      path.push(name);
      options.onOpen(path, namespace, line);
      if (growing.length === 0) {
        if (!options.isPart(path)) return;
        elements = 0;
      }
      elements += 1;
      if (elements > PART_ELEMENTS_LIMIT) throw new XmlFault(`<${path[path.length - growing.length - 1]}> is too large`, line);
      growing.push({ name, attributes, children: [], text: '', line });
    },
    text: (text) => {
      const current = growing.at(-1);
      if (current) current.text += text;
    },
    close: () => {
      const finished = growing.pop();
      if (finished) {
        finished.text = finished.text.trim();
        const parent = growing.at(-1);
        if (parent) parent.children.push(finished);
        else options.onPart(finished, path);
      }
      path.pop();
    },
  };
}

/** Gives the first element at the end of a path of child names, or undefined. */
export function elementAt(element: XmlElement | undefined, ...names: readonly string[]): XmlElement | undefined {
  let current = element;
  for (const name of names) current = current?.children.find((child) => child.name === name);
  return current;
}

/** Gives the text at the end of a path of child names; an absent or empty element is null. */
export function textAt(element: XmlElement | undefined, ...names: readonly string[]): string | null {
  return elementAt(element, ...names)?.text || null;
}

/** Lists the children with a name. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}
