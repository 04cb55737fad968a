import { findReferences, maskNationalNumbers, recogniseReference } from '@tegoed/prepayment-engine';
import { childrenOf, elementAt, textAt, type XmlElement } from '../../inbound-bytes/xml-element.js';
import type { BankTransaction, StructuredCommunication } from '../bank-file.js';

type Communication = Pick<BankTransaction, 'structured' | 'freeText' | 'referenceDoubt'>;

/** Reads what the payer wrote: `RmtInf/Strd/CdtrRefInf` and `RmtInf/Ustrd`; when they contradict each other it says so. */
export function communicationOf(part: XmlElement | undefined): Communication {
  const remittance = elementAt(part, 'RmtInf');
  const written = childrenOf(remittance, 'Ustrd').map((line) => line.text).filter((text) => text !== '' && text !== 'NOTPROVIDED');
  const freeText = written.length === 0 ? null : maskNationalNumbers(written.join(' '));
  const structured = structuredOf(remittance);
  return { structured, freeText, referenceDoubt: doubtOf(structured, freeText) };
}

function structuredOf(remittance: XmlElement | undefined): StructuredCommunication | null {
  for (const block of childrenOf(remittance, 'Strd')) {
    const value = textAt(block, 'CdtrRefInf', 'Ref');
    if (value === null) continue;
    const type = elementAt(block, 'CdtrRefInf', 'Tp');
    const name = textAt(type, 'CdOrPrtry', 'Prtry') ?? textAt(type, 'CdOrPrtry', 'Cd') ?? '';
    return { type: schemeOf(name, textAt(type, 'Issr'), value), value };
  }
  return null;
}

/** The Belgian reference is marked `Prtry BBA`, or `Cd SCOR` with issuer BBA; SCOR with RF is ISO 11649. */
function schemeOf(name: string, issuer: string | null, value: string): string {
  if (name === 'BBA' || issuer === 'BBA') return 'BBA';
  return name === 'SCOR' && /^RF/i.test(value) ? 'RF' : name;
}

function doubtOf(structured: StructuredCommunication | null, freeText: string | null): string | null {
  if (structured === null || freeText === null) return null;
  const stated = recogniseReference(structured.value);
  if (stated.kind !== 'structured') return null;
  const others = findReferences(freeText).filter((found) => found.kind === 'structured');
  const contradicted = others.length > 0 && others.every((found) => found.digits !== stated.digits);
  return contradicted ? 'the structured reference and the free text name different references' : null;
}
