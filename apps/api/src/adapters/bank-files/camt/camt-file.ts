import { createXmlDecoder } from '../../inbound-bytes/xml-charset.js';
import { partsSink, type XmlPath } from '../../inbound-bytes/xml-element.js';
import { createXmlReader, type XmlSink } from '../../inbound-bytes/xml-events.js';
import { XmlFault } from '../../inbound-bytes/xml-fault.js';
import type { BankFile, BankFileFormat } from '../bank-file.js';
import { type BankFileReader, type MovementTaker, stoppingAtFault } from '../bank-file-reader.js';
import { CamtFault } from './camt-fields.js';
import { addStatementPart, type CamtStatementParts, emptyStatementParts, finishedStatement } from './camt-statement.js';

/** The three reports of ISO 20022, the element each comes in, and the element of one statement. */
const REPORTS: Readonly<Record<string, { readonly message: string; readonly statement: string }>> = {
  'camt.052': { message: 'BkToCstmrAcctRpt', statement: 'Rpt' },
  'camt.053': { message: 'BkToCstmrStmt', statement: 'Stmt' },
  'camt.054': { message: 'BkToCstmrDbtCdtNtfctn', statement: 'Ntfctn' },
};
const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:(camt\.05[234])\.001\.(\d{2})$/;
interface Report {
  readonly format: BankFileFormat;
  readonly version: string;
}

/** A statement whose parts are coming by. */
interface OpenReport {
  report: Report | null;
  readonly statements: CamtStatementParts[];
}

/**
 * Reads a camt.052, camt.053 or camt.054 message of versions 02 to 13. The bytes pass in pieces: only one entry at a
 * time is held as XML.
 */
export function camtFileReader(contentSha256: () => string, onMovement: MovementTaker): BankFileReader {
  const open: OpenReport = { report: null, statements: [] };
  const xml = createXmlReader(statementSink(open, onMovement));
  const decoder = createXmlDecoder();
  const reader: BankFileReader = {
    write: (bytes) => xml.write(decoder.write(bytes)),
    end: () => {
      xml.write(decoder.end());
      xml.end();
      const report = open.report!;
      const finished = open.statements.map((parts) => finishedStatement(parts, report.format));
      const file: BankFile = { ...report, contentSha256: contentSha256(), statements: finished.map(({ statement }) => statement) };
      const empty = finished.length === 0 ? [{ verdict: 'reject' as const, why: 'there is no statement in it' }] : [];
      return { file, problems: [...finished.flatMap(({ problems }) => problems), ...empty] };
    },
  };
  return stoppingAtFault(reader, (error) => (error instanceof XmlFault || error instanceof CamtFault ? error.why : null));
}

function statementSink(open: OpenReport, onMovement: MovementTaker): XmlSink {
  const statementName = (): string | undefined => REPORTS[open.report?.format ?? '']?.statement;
  return partsSink({
    isPart: (path: XmlPath) => path.length === 4 && path[2] === statementName(),
    onOpen: (path, namespace) => {
      if (path.length === 1) open.report = reportOf(path[0]!, namespace);
      else if (path.length === 2) proveMessage(path[1]!, open.report!);
      else if (path.length === 3 && path[2] === statementName()) {
        const place = open.statements.length;
        open.statements.push(emptyStatementParts((movement) => onMovement(movement, place)));
      }
    },
    onPart: (element) => addStatementPart(open.statements.at(-1)!, element),
  });
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
