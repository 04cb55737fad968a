import { xmlText } from '../amm/xml.js';
import { isoInstant, localTime } from '../calendar/supply-day.js';
import { closingCents, euroText, type Statement, type Transfer } from './transfer.js';

/** The statement as ISO 20022 camt.053.001.08 (end of day, booked entries only). */
export function camtFile(statement: Statement): string {
  const id = `${statement.day.slice(0, 4)}-${statement.number.toString().padStart(3, '0')}-${statement.iban.slice(-4)}`;
  const created = isoInstant(localTime(statement.day, '18:30'));
  return '<?xml version="1.0" encoding="UTF-8"?>\n'
    + '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
    + `<GrpHdr><MsgId>${id}</MsgId><CreDtTm>${created}</CreDtTm></GrpHdr><Stmt><Id>${id}</Id>`
    + `<ElctrncSeqNb>${String(statement.number)}</ElctrncSeqNb><CreDtTm>${created}</CreDtTm>`
    + `<Acct><Id><IBAN>${statement.iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>`
    + balance('OPBD', statement.openingCents, statement.day) + balance('CLBD', closingCents(statement), statement.day)
    + statement.transfers.map((transfer, index) => entry(statement, transfer, `${id}-${String(index + 1)}`)).join('')
    + '</Stmt></BkToCstmrStmt></Document>\n';
}

function balance(code: 'OPBD' | 'CLBD', cents: number, day: string): string {
  return `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${money(Math.abs(cents))}`
    + `<CdtDbtInd>${cents < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`;
}

function entry(statement: Statement, transfer: Transfer, bankReference: string): string {
  return `<Ntry>${money(transfer.amountCents)}<CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>`
    + `<BookgDt><Dt>${statement.day}</Dt></BookgDt><ValDt><Dt>${statement.day}</Dt></ValDt><AcctSvcrRef>${bankReference}</AcctSvcrRef>`
    + '<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>'
    + `<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>${money(transfer.amountCents)}<CdtDbtInd>CRDT</CdtDbtInd>`
    + `<RltdPties><Dbtr><Pty><Nm>${xmlText(transfer.payerName)}</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>${transfer.payerIban}</IBAN></Id></DbtrAcct></RltdPties>`
    + `<RltdAgts><DbtrAgt><FinInstnId><BICFI>${transfer.payerBic}</BICFI></FinInstnId></DbtrAgt></RltdAgts>`
    + `<RmtInf>${remittance(transfer)}</RmtInf></TxDtls></NtryDtls></Ntry>`;
}

function remittance(transfer: Transfer): string {
  return transfer.structured === null
    ? `<Ustrd>${xmlText(transfer.freeText)}</Ustrd>`
    : `<Strd><CdtrRefInf><Tp><CdOrPrtry><Prtry>BBA</Prtry></CdOrPrtry></Tp><Ref>${transfer.structured}</Ref></CdtrRefInf></Strd>`;
}

function money(cents: number): string {
  return `<Amt Ccy="EUR">${euroText(cents)}</Amt>`;
}
