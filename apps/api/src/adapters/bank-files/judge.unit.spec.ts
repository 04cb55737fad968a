import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { codaLinesOfSample, type SampleMovement } from './coda-statement.sample.spec.js';
import { bookableMovements, judgeBankFile } from './index.js';

const IBAN = 'BE83363012345615';
const judge = (bytes: Uint8Array) => judgeBankFile(bytes, { ourIbans: [IBAN] });
const codaOf = (movements: readonly SampleMovement[], changes: { number?: number; oldCents?: number; last?: boolean; iban?: string } = {}) =>
  codaLinesOfSample({ iban: IBAN, number: 1, oldCents: 100_000, last: true, movements, ...changes });
const fileOf = (lines: readonly string[], end = '\r\n') => Buffer.from(lines.join(end) + end, 'utf8');
const accepted = (verdict: string) => verdict.startsWith('accept');

const movement = fc.record({
  cents: fc.integer({ min: -5_000_000, max: 5_000_000 }).filter((cents) => cents !== 0),
  freeText: fc.stringMatching(/^[a-zA-Z0-9 .,/+-]{0,150}$/),
  name: fc.stringMatching(/^[A-Z '-]{1,35}$/),
});
const movements = fc.array(movement, { minLength: 1, maxLength: 6 });

describe('CODA', () => {
  it('books a closed statement and reads every field', () => {
    const { verdict, why, file } = judge(fileOf(codaOf([{ cents: 2000, reference: '710809374694' }, { cents: -150, freeText: 'kosten', code: '00137000' }])));
    expect({ verdict, why }).toEqual({ verdict: 'accept', why: null });
    expect(file?.statements[0]).toMatchObject({ accountIban: IBAN, number: 1, year: 2026, date: '2026-03-02', oldBalanceMicroEuro: 1_000_000_000, newBalanceMicroEuro: 1_018_500_000 });
    expect(file?.statements[0]?.movements.map(({ kind, amountMicroEuro }) => [kind, amountMicroEuro])).toEqual([['credit', 20_000_000], ['other', -1_500_000]]);
  });

  it('gives the same movements for every line end, encoding, Ctrl-Z, blank line and packing', () => {
    const lines = codaOf([{ cents: 2000, name: 'LEFÈVRE', freeText: 'opladen één' }, { cents: 500, name: 'MÜLLER' }]);
    const wanted = judge(fileOf(lines)).file?.statements;
    const text = lines.join('\r\n');
    const variants: Uint8Array[] = [
      fileOf(lines, '\n'), fileOf(lines, '\r'), Buffer.from(text), Buffer.from(`${text}\r\n\u001A`), Buffer.from(`\uFEFF\r\n${lines.join('\r\n\r\n')}\n\n`),
      iconv.encode(text, 'iso-8859-1'), iconv.encode(text, 'cp850'), gzipSync(text),
    ];
    expect(wanted?.[0]?.movements[0]?.counterpartyName).toBe('LEFÈVRE');
    for (const variant of variants) expect(judge(variant).file?.statements).toEqual(wanted);
  });

  it('never accepts a file that is cut off anywhere', () => {
    const text = fileOf(codaOf([{ cents: 2000, reference: '710809374694' }, { cents: -150, freeText: 'kosten' }])).toString();
    for (let length = 0; length < text.trimEnd().length; length += 1) expect(accepted(judge(Buffer.from(text.slice(0, length))).verdict)).toBe(false);
  });

  it('never accepts a file of several statements that is cut off anywhere', () => {
    const text = fileOf([...codaOf([{ cents: 2000 }], { last: false }), ...codaOf([{ cents: 100 }], { number: 2, oldCents: 102_000 })]).toString();
    expect(judge(Buffer.from(text)).verdict).toBe('accept');
    for (let length = 0; length < text.trimEnd().length; length += 1) {
      const { verdict, why, file } = judge(Buffer.from(text.slice(0, length)));
      if (!accepted(verdict)) continue;
      // Cut right behind a statement it is a whole file of one statement, and says that there should be more.
      expect([file?.statements.length, why]).toEqual([1, 'record 9 says that another statement follows, but the file ends']);
    }
  });

  it('never accepts a changed digit in any amount or balance', () => {
    const places: Record<string, readonly [number, number]> = { '1': [43, 58], '2': [31, 47], '8': [41, 57], '9': [22, 52] };
    fc.assert(
      fc.property(movements, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 9 }), (all, lineSeed, placeSeed, shift) => {
        const lines = codaOf(all).filter((line) => line.startsWith('21') || '189'.includes(line[0]!));
        const whole = codaOf(all);
        const chosen = lines[lineSeed % lines.length]!;
        const [first, last] = places[chosen[0]!]!;
        const place = first + (placeSeed % (last - first));
        const digit = place === first && chosen[0] !== '9' ? String(1 - Number(chosen[place])) : String((Number(chosen[place]) + shift) % 10);
        const changed = chosen.slice(0, place) + digit + chosen.slice(place + 1);
        expect(accepted(judge(fileOf(whole.map((line) => (line === chosen ? changed : line)))).verdict)).toBe(false);
      }),
    );
  });

  it('accepts any statement that closes, with the sum of its movements', () => {
    fc.assert(
      fc.property(movements, (all) => {
        const judged = judge(fileOf(codaOf(all)));
        expect(judged.verdict).toBe('accept');
        const booked = bookableMovements(judged.file!).reduce((sum, { transaction }) => sum + transaction.amountMicroEuro, 0);
        expect(booked).toBe(all.reduce((sum, { cents }) => sum + cents * 10_000, 0));
      }),
    );
  });

  it('books the details of a total instead of the total, and refuses details that do not add up', () => {
    const details = [{ cents: 7500, code: '20150000' }, { cents: 2500, code: '60150000', detail: 1 }, { cents: 5000, code: '60150000', detail: 2 }];
    const judged = judge(fileOf(codaOf(details)));
    expect(bookableMovements(judged.file!).map(({ transaction, identity }) => [transaction.amountMicroEuro, identity])).toEqual([
      [25_000_000, `coda:${IBAN}:EUR:2026:1:2`],
      [50_000_000, `coda:${IBAN}:EUR:2026:1:3`],
    ]);
    const wrong = judge(fileOf(codaOf([details[0]!, details[1]!, { ...details[2]!, cents: 4900 }])));
    expect(wrong).toMatchObject({ verdict: 'reject', why: 'movement 1: its details do not add up to it' });
  });

  it('books the net amount where the details are only a breakdown of costs', () => {
    const judged = judge(fileOf(codaOf([{ cents: 9500, code: '34150000' }, { cents: 10_000, code: '84150100', detail: 1 }, { cents: -500, code: '84150006', detail: 2 }])));
    expect(bookableMovements(judged.file!).map(({ transaction }) => transaction.amountMicroEuro)).toEqual([95_000_000]);
  });

  it('keeps one identity for a movement in any copy of the file, also past 9999 movements', () => {
    const many = Array.from({ length: 10_002 }, () => ({ cents: 100 }));
    const identities = bookableMovements(judge(fileOf(codaOf(many))).file!).map(({ identity }) => identity);
    expect(new Set(identities).size).toBe(10_002);
  });

  it.each([
    ['another account', fileOf(codaOf([{ cents: 1 }], { iban: 'BE68539007547034' })), 'reject', 'account BE68539007547034 is not ours'],
    ['another currency', Buffer.from(fileOf(codaOf([{ cents: 1 }])).toString().replace(/EUR/g, 'USD')), 'reject', 'currency USD, not EUR'],
    ['a copy', Buffer.from(fileOf(codaOf([{ cents: 1 }])).toString().replace('0000002032630005 ', '0000002032630005D')), 'duplicate', 'the bank marks it as a copy of an earlier statement'],
    ['nothing', new Uint8Array(0), 'reject', 'the file is empty'],
    ['something else', Buffer.from('hello'), 'reject', 'not a CODA file'],
    ['cut gzip', gzipSync(fileOf(codaOf([{ cents: 1 }]))).subarray(0, 60), 'reject', 'the gzip data is damaged or cut off'],
  ])('says why: %s', (_, bytes, verdict, why) => {
    expect(judge(bytes)).toMatchObject({ verdict, why });
  });

  it('masks national register numbers in names and communications', () => {
    const national = `850730033${97 - (850730033 % 97)}`;
    const text = JSON.stringify(judge(fileOf(codaOf([{ cents: 1, freeText: `mijn nummer ${national}`, name: national }]))).file);
    expect(text).not.toContain(national);
  });
});

const entry = (amount: string, more = '', direction = 'CRDT') =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt>${more}</Ntry>`;
const balance = (code: string, amount: string) =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-02</Dt></Dt></Bal>`;
const camt053 = (opening: string, closing: string, entries: string, prefix = '') => {
  const body = `<BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr><Stmt><Id>S</Id><Acct><Id><IBAN>${IBAN}</IBAN></Id><Ccy>EUR</Ccy></Acct>${balance('OPBD', opening)}${balance('CLBD', closing)}${entries}</Stmt></BkToCstmrStmt></Document>`;
  const open = `<Document xmlns${prefix === '' ? '' : `:${prefix}`}="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">`;
  return prefix === '' ? open + body : (open + body).replace(/<(\/?)(\w)/g, `<$1${prefix}:$2`);
};
const camt054 = (entries: string) =>
  `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn><Ntfctn><Id>N</Id><Acct><Id><IBAN>${IBAN}</IBAN></Id><Ccy>EUR</Ccy></Acct>${entries}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;
const transaction = (amount: string, ustrd = '') => `<TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">${amount}</Amt></TxAmt></AmtDtls><RmtInf><Ustrd>${ustrd}</Ustrd></RmtInf></TxDtls>`;
const judgeText = (text: string) => judge(Buffer.from(text));

describe('camt', () => {
  it('compares decimals exactly: 20.00000 is 20 euro, 20.005 is refused', () => {
    expect(judgeText(camt053('0', '20.00', entry('20.00000'))).verdict).toBe('accept');
    expect(judgeText(camt053('0', '20.00', entry('20.005')))).toMatchObject({ verdict: 'reject' });
    for (const amount of ['1e3', '-5', '1,50', 'NaN', '', '1 000']) expect(judgeText(camt053('0', '0', entry(amount))).verdict, amount).toBe('reject');
  });

  it('adds tenths and hundredths without a fraction lost', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 20 }), (cents) => {
        const euros = (value: number) => `${Math.trunc(value / 100)}.${String(value % 100).padStart(2, '0')}`;
        const total = cents.reduce((sum, value) => sum + value, 0);
        expect(judgeText(camt053('0', euros(total), cents.map((value) => entry(euros(value))).join(''))).verdict).toBe('accept');
        expect(judgeText(camt053('0', euros(total + 1), cents.map((value) => entry(euros(value))).join('')))).toMatchObject({ verdict: 'reject', why: 'balance' });
      }),
    );
  });

  it('reads any prefix, and never accepts a message that is cut off anywhere', () => {
    const text = camt053('1.00', '21.00', entry('20.00', '<AcctSvcrRef>A1</AcctSvcrRef>'), 'p');
    expect(judgeText(text).verdict).toBe('accept');
    for (let length = 0; length < text.length; length += 1) expect(accepted(judgeText(text.slice(0, length)).verdict)).toBe(false);
  });

  it('credits nothing from a batch whose transactions do not add up', () => {
    const batch = (second: string) => entry('30.00', `<NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>${transaction('10.00')}${transaction(second)}</NtryDtls>`);
    expect(bookableMovements(judgeText(camt053('0', '30.00', batch('20.00'))).file!)).toHaveLength(2);
    expect(judgeText(camt053('0', '30.00', batch('20.01')))).toMatchObject({ verdict: 'reject', why: 'entry 1: its transactions do not add up to it' });
  });

  it('gives an advice and the statement of the day one identity', () => {
    const booked = entry('20.00', '<AcctSvcrRef>A1</AcctSvcrRef>');
    const identities = [camt054(booked), camt053('0', '20.00', booked)].map((text) => bookableMovements(judgeText(text).file!).map(({ identity, contentHash }) => [identity, contentHash]));
    expect(identities[0]).toEqual(identities[1]);
    expect(identities[0]?.[0]?.[0]).toBe(`camt:${IBAN}:A1`);
  });

  it('tells a returned payout from a top-up and doubts two different references', () => {
    const details = (inside: string) => `<NtryDtls><TxDtls>${inside}</TxDtls></NtryDtls>`;
    const returned = details('<Refs><EndToEndId>P1</EndToEndId></Refs><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>');
    const both = details('<RmtInf><Ustrd>+++652/2452/08709+++</Ustrd><Strd><CdtrRefInf><Tp><CdOrPrtry><Prtry>BBA</Prtry></CdOrPrtry></Tp><Ref>710809374694</Ref></CdtrRefInf></Strd></RmtInf>');
    const [first, second] = judgeText(camt053('0', '30.00', entry('20.00', returned) + entry('10.00', both))).file!.statements[0]!.movements;
    expect(first).toMatchObject({ kind: 'payout_return', returnReason: 'AC04', endToEndId: 'P1' });
    expect(second?.referenceDoubt).toBe('the structured reference and the free text name different references');
  });

  it.each([
    ['DOCTYPE', '<!DOCTYPE Document><Document/>', 'DOCTYPE'],
    ['entity', camt053('0', '1.00', entry('1.00', '<AddtlNtryInf>&x;</AddtlNtryInf>')), 'an entity that is not one of the five of XML'],
    ['namespace', '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"><A/></Document>', 'not a bank statement: :xsd:pain.001.001.03'],
    ['two roots', `${camt053('0', '0', '')}<Document/>`, 'more than one root element'],
  ])('refuses %s', (_, text, why) => {
    expect(judgeText(text)).toMatchObject({ verdict: 'reject', why });
  });
});
