import { createXmlDecoder } from '../../inbound-bytes/xml-charset.js';
import { partsSink, type XmlPath } from '../../inbound-bytes/xml-element.js';
import { createXmlReader } from '../../inbound-bytes/xml-events.js';
import { XmlFault } from '../../inbound-bytes/xml-fault.js';
import type { BankFile, BankFileFormat, BankFileReading } from '../bank-file.js';
import { CamtFault } from './camt-fields.js';
import { addStatementPart, type CamtStatementParts, emptyStatementParts, finishedStatement } from './camt-statement.js';

/** The three reports of ISO 20022, the element each comes in, and the element of one statement. */
const REPORTS: Readonly<Record<string, { readonly message: string; readonly statement: string }>> = {
  'camt.052': { message: 'BkToCstmrAcctRpt', statement: 'Rpt' },
  'camt.053': { message: 'BkToCstmrStmt', statement: 'Stmt' },
  'camt.054': { message: 'BkToCstmrDbtCdtNtfctn', statement: 'Ntfctn' },
};
const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:(camt\.05[234])\.001\.(\d{2})$/;
const CHUNK_BYTES = 1 << 16;

interface Report {
  readonly format: BankFileFormat;
  readonly version: string;
}

/**
 * Reads a camt.052, camt.053 or camt.054 message of versions 02 to 13. The bytes pass in pieces: only one entry at a
 * time is held as XML. Nothing is thrown for a bad file: the problems say what is wrong.
 */
export function readCamt(bytes: Uint8Array, contentSha256: string): BankFileReading {
  try {
    const { report, statements } = statementsOf(bytes);
    const finished = statements.map((parts) => finishedStatement(parts, report.format));
    const file: BankFile = { ...report, contentSha256, statements: finished.map(({ statement }) => statement) };
    const empty = statements.length === 0 ? [{ verdict: 'reject' as const, why: 'there is no statement in it' }] : [];
    return { file, problems: [...finished.flatMap(({ problems }) => problems), ...empty] };
  } catch (error) {
    if (error instanceof XmlFault || error instanceof CamtFault) return { file: null, problems: [{ verdict: 'reject', why: error.why }] };
    throw error;
  }
}

function statementsOf(bytes: Uint8Array): { report: Report; statements: CamtStatementParts[] } {
  const statements: CamtStatementParts[] = [];
  let report: Report | null = null;
  const isPart = (path: XmlPath): boolean => path.length === 4 && path[2] === REPORTS[report?.format ?? '']?.statement;
  const sink = partsSink({
    isPart,
    onOpen: (path, namespace) => {
      if (path.length === 1) report = reportOf(path[0]!, namespace);
      else if (path.length === 2) proveMessage(path[1]!, report!);
      else if (path.length === 3 && path[2] === REPORTS[report!.format]!.statement) statements.push(emptyStatementParts());
    },
    onPart: (element) => addStatementPart(statements.at(-1)!, element),
  });
  const reader = createXmlReader(sink);
  const decoder = createXmlDecoder();
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) reader.write(decoder.write(bytes.subarray(at, at + CHUNK_BYTES)));
  reader.write(decoder.end());
  reader.end();
  return { report: report!, statements };
}

function reportOf(root: string, namespace: string): Report {
  const match = NAMESPACE.exec(namespace);
  const version = Number(match?.[2] ?? 0);
  if (root !== 'Document' || !match || version < 2 || version > 13) {
    throw new CamtFault(`not a bank statement: ${namespace.slice(-20) || `<${root.slice(0, 40)}>`}`);
  }
  return { format: match[1] as BankFileFormat, version: match[2]! };
}

function proveMessage(name: string, report: Report): void {
  if (name !== REPORTS[report.format]!.message) throw new CamtFault(`<${name.slice(0, 40)}> does not belong in ${report.format}`);
}
