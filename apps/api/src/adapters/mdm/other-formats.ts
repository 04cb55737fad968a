/** Files that people hand in by mistake, by what they begin with; each is refused by its own name. */
const BY_FIRST_CHARACTERS: readonly (readonly [RegExp, string])[] = [
  [/^\/[A-Za-z0-9]{3}[^\n]{0,40}[\r\n]/, 'it is a P1 telegram, which is no source for billing: look at it with `inspect p1`'],
  [/^(UNA|UNB)[^\n]*MSCONS/, 'it is an EDIFACT MSCONS message; only MeterReadings XML, register CSV and the consumption export are read'],
  [/^(UNA|UNB)/, 'it is an EDIFACT message, not a file of readings'],
  [/^[{[]/, 'it is JSON, not a file of readings'],
];

/** Roots of XML documents that hold no readings of ours, by local name. */
const BY_ROOT: ReadonlyMap<string, string> = new Map([
  ['feed', 'it is a Green Button (ESPI) file for customers; only IEC 61968-9 MeterReadings are read'],
  ['schema', 'it is an XML schema, not a message'],
  ['definitions', 'it is a description of a web service, not a message'],
]);

/** Says what a file is instead of readings when its first characters tell, else null. */
export function otherFormatOf(head: string): string | null {
  return BY_FIRST_CHARACTERS.find(([pattern]) => pattern.test(head))?.[1] ?? null;
}

/** Says what an XML document is instead of readings when its root tells, else null. */
export function otherDocumentOf(root: string): string | null {
  return BY_ROOT.get(root) ?? null;
}
