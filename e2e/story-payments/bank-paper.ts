// Statements that the simulator's bank never writes: a deposit slip of the post office, and a transfer that is taken back.

/** The account of the supplier, as it stands on the paper. */
export interface Paper {
  readonly iban: string;
  readonly holder: string;
  readonly day: string;
  /** 001 to 100: the simulator's own statements begin at 101. */
  readonly number: number;
}

/** Cash that was paid in at a post office with a deposit slip (CODA 2.6: family 09, counter transactions). */
export function depositSlipFile(paper: Paper, cents: number, reference: string): string {
  const statement = String(paper.number).padStart(3, '0');
  const day = `${paper.day.slice(8, 10)}${paper.day.slice(5, 7)}${paper.day.slice(2, 4)}`;
  const holder = paper.holder.toUpperCase().slice(0, 26);
  const records = [
    record([[1, '00000'], [6, day], [12, '00005'], [25, `POST${statement}`], [35, holder], [61, 'BPOTBEB1'], [72, '00000000000'], [84, '00000'], [128, '2']]),
    record([[1, '12'], [3, statement], [6, paper.iban], [40, 'EUR'], [43, '0'], [44, amount(0)], [59, day], [65, holder], [91, 'ZICHTREKENING'], [126, statement]]),
    record([[1, '21'], [3, '00010000'], [11, `SLIP${paper.day}${reference}`.slice(0, 21)], [32, '0'], [33, amount(cents)], [48, day], [54, '00952000'], [62, `1101${reference}`], [116, day], [122, statement], [125, '00 0']]),
    record([[1, '8'], [2, statement], [5, paper.iban], [39, 'EUR'], [42, '0'], [43, amount(cents)], [58, day], [128, '0']]),
  ];
  const trailer = record([[1, '9'], [17, String(records.length - 1).padStart(6, '0')], [23, amount(0)], [38, amount(cents)], [128, '2']]);
  return [...records, trailer].map((line) => `${line}\r\n`).join('');
}

/** A transfer that the payer's bank takes back (camt.053, RRTN with reason FOCR: followed a recall). */
export function recallFile(paper: Paper, cents: number, reference: string): string {
  const id = `${paper.day}-${paper.number}`;
  const euro = `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
  const money = `<Amt Ccy="EUR">${euro}</Amt>`;
  const balance = (code: string, sum: string): string =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${sum}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${paper.day}</Dt></Dt></Bal>`;
  return '<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
    + `<GrpHdr><MsgId>${id}</MsgId><CreDtTm>${paper.day}T18:30:00Z</CreDtTm></GrpHdr><Stmt><Id>${id}</Id><ElctrncSeqNb>${paper.number}</ElctrncSeqNb><CreDtTm>${paper.day}T18:30:00Z</CreDtTm>`
    + `<Acct><Id><IBAN>${paper.iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>${balance('OPBD', euro)}${balance('CLBD', '0.00')}`
    + `<Ntry>${money}<CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${paper.day}</Dt></BookgDt><ValDt><Dt>${paper.day}</Dt></ValDt><AcctSvcrRef>RECALL-${id}-${reference}</AcctSvcrRef>`
    + '<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>RRTN</SubFmlyCd></Fmly></Domn></BkTxCd>'
    + `<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>${money}<CdtDbtInd>DBIT</CdtDbtInd>`
    + `<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Prtry>BBA</Prtry></CdOrPrtry></Tp><Ref>${reference}</Ref></CdtrRefInf></Strd></RmtInf>`
    + '<RtrInf><Rsn><Cd>FOCR</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>\n';
}

/** One line of 128 characters with each text at its 1-based position. */
function record(fields: readonly (readonly [number, string])[]): string {
  return fields.reduce((line, [position, text]) => line.slice(0, position - 1) + text + line.slice(position - 1 + text.length), ' '.repeat(128));
}

/** Twelve digits and three decimals. */
function amount(cents: number): string {
  return String(cents * 10).padStart(15, '0');
}
