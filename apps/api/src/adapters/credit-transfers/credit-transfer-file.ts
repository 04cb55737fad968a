/** One amount that goes from our account to somebody else's. */
export interface CreditTransfer {
  /** At most 35 characters; the bank gives it back on the statement. */
  readonly endToEndId: string;
  /** Euros with two decimals. */
  readonly amountEuro: string;
  readonly payeeName: string;
  readonly payeeIban: string;
  readonly communication: string;
}

/** An order to our bank: one file, one debit account, one execution day. */
export interface CreditTransferFile {
  /** At most 35 characters, never used twice. */
  readonly messageId: string;
  /** A moment in UTC. */
  readonly madeAt: string;
  readonly executionDay: string;
  readonly payer: { readonly name: string; readonly iban: string; readonly bic: string };
  readonly transfers: readonly CreditTransfer[];
  /** The sum of the transfers, euros with two decimals. */
  readonly totalEuro: string;
}

/** The version of the message: banks take the newer one since November 2023, some still ask for the older. */
export type CreditTransferVersion = '03' | '09';

/**
 * Writes a SEPA credit transfer initiation, ISO 20022 pain.001.001.09 (or .03) as the European Payments Council's
 * customer-to-bank guidelines use it: each transfer stands on the statement by itself, because it closes by itself.
 */
export function writeCreditTransferFile(file: CreditTransferFile, version: CreditTransferVersion = '09'): string {
  const { messageId, madeAt, executionDay, payer, transfers, totalEuro } = file;
  const sums = `<NbOfTxs>${transfers.length}</NbOfTxs><CtrlSum>${totalEuro}</CtrlSum>`;
  const day = version === '09' ? `<Dt>${executionDay}</Dt>` : executionDay;
  const bic = version === '09' ? 'BICFI' : 'BIC';
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.${version}"><CstmrCdtTrfInitn>
<GrpHdr><MsgId>${messageId}</MsgId><CreDtTm>${madeAt.slice(0, 19)}Z</CreDtTm>${sums}<InitgPty><Nm>${plain(payer.name, NAME_LENGTH)}</Nm></InitgPty></GrpHdr>
<PmtInf><PmtInfId>${messageId}</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>false</BtchBookg>${sums}
<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf><ReqdExctnDt>${day}</ReqdExctnDt>
<Dbtr><Nm>${plain(payer.name, NAME_LENGTH)}</Nm></Dbtr><DbtrAcct><Id><IBAN>${payer.iban}</IBAN></Id></DbtrAcct>
<DbtrAgt><FinInstnId><${bic}>${payer.bic}</${bic}></FinInstnId></DbtrAgt><ChrgBr>SLEV</ChrgBr>
${transfers.map(transferOf).join('\n')}
</PmtInf></CstmrCdtTrfInitn></Document>
`;
}

const NAME_LENGTH = 70;
const COMMUNICATION_LENGTH = 140;

function transferOf({ endToEndId, amountEuro, payeeName, payeeIban, communication }: CreditTransfer): string {
  return `<CdtTrfTxInf><PmtId><EndToEndId>${endToEndId}</EndToEndId></PmtId><Amt><InstdAmt Ccy="EUR">${amountEuro}</InstdAmt></Amt>`
    + `<Cdtr><Nm>${plain(payeeName, NAME_LENGTH)}</Nm></Cdtr><CdtrAcct><Id><IBAN>${payeeIban}</IBAN></Id></CdtrAcct>`
    + `<RmtInf><Ustrd>${plain(communication, COMMUNICATION_LENGTH)}</Ustrd></RmtInf></CdtTrfTxInf>`;
}

/** The characters that every SEPA bank takes (EPC217-08); accents lose their marks, the rest becomes a blank. */
function plain(text: string, length: number): string {
  const latin = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^A-Za-z0-9/\-?:().,'+ ]/g, ' ').replace(/ +/g, ' ').trim();
  return latin.slice(0, length).trim() || '-';
}
