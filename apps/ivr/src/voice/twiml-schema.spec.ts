import { readFileSync } from 'node:fs';
import { validateXML } from 'xmllint-wasm';

const SCHEMA = { fileName: 'twiml.xsd', contents: readFileSync(new URL('../../twiml/twiml.xsd', import.meta.url), 'utf8') };

/** What the schema of our part of TwiML has against documents; empty when each is valid. */
export async function twimlErrors(documents: readonly string[]): Promise<readonly string[]> {
  const xml = documents.map((contents, index) => ({ fileName: `answer-${index}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema: [SCHEMA] });
  return errors.map(({ message }) => message);
}
