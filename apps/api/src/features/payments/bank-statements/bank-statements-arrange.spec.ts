import { codaLinesOfSample, type SampleMovement } from '../../../adapters/bank-files/coda-statement.sample.spec.js';
import { inTenant } from '../../../adapters/postgres/tenant-transaction.js';
import type { TestDatabase, TestTenant } from '../../../test-database/index.js';
import { OUR_IBAN } from '../payments-arrange.spec.js';

/** A CODA file of one statement that closes. */
export function codaFile(number: number, movements: readonly SampleMovement[], oldCents = 100_000): Buffer {
  return Buffer.from(`${codaLinesOfSample({ iban: OUR_IBAN, number, oldCents, movements, last: true }).join('\r\n')}\r\n`, 'latin1');
}

/** One entry of a camt file. */
export interface SampleEntry {
  readonly euros: string;
  readonly reference: string;
  /** The bank's own reference: the same in the advice and in the statement. */
  readonly bankReference: string;
  readonly status?: 'BOOK' | 'PDNG';
  /** Booking and value day. */
  readonly day?: string;
}

/** An advice (camt.054) or a statement of the day (camt.053.001.02) with these entries, from a balance of nothing. */
export function camtFile(kind: '053' | '054', entries: readonly SampleEntry[]): Buffer {
  const [root, part] = kind === '053' ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'];
  const booked = entries.filter(({ status }) => status !== 'PDNG').reduce((sum, { euros }) => sum + BigInt(euros.replace('.', '')), 0n).toString().padStart(3, '0');
  const balance = (code: string, cents: string): string =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${cents.slice(0, -2)}.${cents.slice(-2)}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-23</Dt></Dt></Bal>`;
  const balances = kind === '053' ? balance('OPBD', '000') + balance('CLBD', booked) : '';
  const account = `<Acct><Id><IBAN>${OUR_IBAN}</IBAN></Id><Ccy>EUR</Ccy></Acct>`;
  const head = `<GrpHdr><MsgId>${kind}</MsgId><CreDtTm>2026-11-23T20:00:00+01:00</CreDtTm></GrpHdr>`;
  const body = `<Id>S</Id><ElctrncSeqNb>7</ElctrncSeqNb><CreDtTm>2026-11-23T20:00:00+01:00</CreDtTm>${account}${balances}${entries.map(entryOf).join('')}`;
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${kind}.001.02"><${root}>${head}<${part}>${body}</${part}></${root}></Document>`);
}

function entryOf({ euros, reference, bankReference, status, day = '2026-11-23' }: SampleEntry): string {
  const communication = `<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Prtry>BBA</Prtry></CdOrPrtry></Tp><Ref>${reference}</Ref></CdtrRefInf></Strd></RmtInf>`;
  return `<Ntry><Amt Ccy="EUR">${euros}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>${status ?? 'BOOK'}</Sts><BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${day}</Dt></ValDt>`
    + `<AcctSvcrRef>${bankReference}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>`
    + `<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties><Dbtr><Nm>PEETERS</Nm></Dbtr></RltdPties>${communication}</TxDtls></NtryDtls></Ntry>`;
}

/** What stands in the books of a tenant, in micro-euro. */
export async function standingOf(db: TestDatabase, { tenantId }: TestTenant): Promise<{ payments: number; bank: number; suspense: number; credit: number }> {
  return inTenant(db.application, tenantId, async (tx) => {
    const on = (account: string, side: 1 | -1): string => `(select coalesce(sum(debit_micro_euro - credit_micro_euro), 0)::bigint * ${side} from ledger_line where tenant_id = $1 and account = '${account}')`;
    return tx.one(`select (select count(*)::int from payment where tenant_id = $1) as payments, ${on('bank', 1)} as bank, ${on('suspense', -1)} as suspense, ${on('credit', -1)} as credit`, [tenantId]);
  });
}
