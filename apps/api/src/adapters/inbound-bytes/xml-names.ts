/** Attributes by local name; namespace declarations are not among them. */
export type XmlAttributes = ReadonlyMap<string, string>;

/** Stops the reading with a reason. */
export type Fault = (why: string) => never;

interface TagParts {
  readonly rawName: string;
  readonly attributes: XmlAttributes;
  /** Namespace declarations of this tag by prefix; the default namespace has the prefix ''. */
  readonly declared: ReadonlyMap<string, string>;
}

const NAME = /^[\p{L}_][\p{L}\p{N}._-]*(?::[\p{L}_][\p{L}\p{N}._-]*)?$/u;
const ATTRIBUTE = /\s+([^\s=]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const NONE: ReadonlyMap<string, string> = new Map();

/** Splits a qualified name into its prefix ('' when there is none) and its local name. */
export function localNameOf(rawName: string): { prefix: string; local: string } {
  const colon = rawName.indexOf(':');
  return colon === -1 ? { prefix: '', local: rawName } : { prefix: rawName.slice(0, colon), local: rawName.slice(colon + 1) };
}

/** Reads the name and the attributes from the inside of a start tag. */
export function attributesOf(body: string, fault: Fault): TagParts {
  const nameEnd = body.search(/\s/);
  const rawName = nameEnd === -1 ? body : body.slice(0, nameEnd);
  if (!isName(rawName)) fault('a tag has no proper name');
  if (nameEnd === -1 || body.slice(nameEnd).trim() === '') return { rawName, attributes: NONE, declared: NONE };
  const attributes = new Map<string, string>();
  const declared = new Map<string, string>();
  ATTRIBUTE.lastIndex = nameEnd;
  let end = nameEnd;
  for (let match = ATTRIBUTE.exec(body); match; match = ATTRIBUTE.exec(body)) {
    end = ATTRIBUTE.lastIndex;
    const value = decodeEntities(match[2] ?? match[3] ?? '', fault);
    keepAttribute(match[1]!, value, attributes, declared);
  }
  if (body.slice(end).trim() !== '') fault(`the attributes of <${rawName.slice(0, 40)}> cannot be read`);
  return { rawName, attributes, declared };
}

/** A message repeats few names very often, so names that were proper once are remembered; how many is bounded. */
const properNames = new Set<string>();

function isName(rawName: string): boolean {
  if (properNames.has(rawName)) return true;
  if (!NAME.test(rawName)) return false;
  if (properNames.size < 1000) properNames.add(rawName);
  return true;
}

function keepAttribute(rawName: string, value: string, attributes: Map<string, string>, declared: Map<string, string>): void {
  if (rawName === 'xmlns') declared.set('', value);
  else if (rawName.startsWith('xmlns:')) declared.set(rawName.slice(6), value);
  else attributes.set(localNameOf(rawName).local, value);
}

/** Replaces the five entities of XML and numeric references; any other entity is refused, because none can be declared. */
export function decodeEntities(raw: string, fault: Fault): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(/&([^;&]*);?/g, (whole, name: string) => {
    const named = whole.endsWith(';') ? ENTITIES[name] : undefined;
    if (named !== undefined) return named;
    const number = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name);
    const codePoint = number ? Number.parseInt(number[1] ?? number[2]!, number[1] ? 16 : 10) : Number.NaN;
    if (!whole.endsWith(';') || !(codePoint > 0 && codePoint <= 0x10ffff)) return fault(`entity &${name.slice(0, 20)}; is not accepted`);
    return String.fromCodePoint(codePoint);
  });
}
