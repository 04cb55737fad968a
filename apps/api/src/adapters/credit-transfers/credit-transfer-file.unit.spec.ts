import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { type CreditTransferFile, writeCreditTransferFile } from './credit-transfer-file.js';

const repository = fileURLToPath(new URL('../../../../../', import.meta.url));
const schema = `${process.env['TEGOED_SHARED'] ?? `${repository}../shared`}/data/bank/xsd/pain.001.001.03.xsd`;
const absent = !existsSync(schema);

const file: CreditTransferFile = {
  messageId: '01a2b3c4d5e6478990a1b2c3d4e5f601', madeAt: '2026-11-24T09:00:00.000Z', executionDay: '2026-11-25', totalEuro: '62.50',
  payer: { name: 'Netbeheer & Zonen', iban: 'BE68539007547034', bic: 'BENCBEBB' },
  transfers: [
    { endToEndId: '01a2b3c4d5e6478990a1b2c3d4e5f602', amountEuro: '20.00', payeeName: 'Zoë <Müller> 🙂', payeeIban: 'BE30001234567890', communication: '+++000/0000/00197+++' },
    { endToEndId: '01a2b3c4d5e6478990a1b2c3d4e5f603', amountEuro: '42.50', payeeName: '日本', payeeIban: 'BE57001234567991', communication: 'x'.repeat(200) },
  ],
};

describe('a credit transfer file', () => {
  it.skipIf(absent)(`is valid pain.001.001.03${absent ? ` (skipped: ${schema} is not there)` : ''}`, async () => {
    const read = await validateXML({ xml: [{ fileName: 'pain.xml', contents: writeCreditTransferFile(file, '03') }], schema: [readFileSync(schema, 'utf8')] });
    expect(read.errors.map(({ message }) => message)).toEqual([]);
    const wrong = writeCreditTransferFile(file, '03').replace('<PmtMtd>TRF</PmtMtd>', '');
    expect((await validateXML({ xml: [{ fileName: 'pain.xml', contents: wrong }], schema: [readFileSync(schema, 'utf8')] })).valid).toBe(false);
  });

  it('differs in version 09 by its name, the day and the bank only', () => {
    const older = writeCreditTransferFile(file, '03').replace('pain.001.001.03', 'pain.001.001.09').replaceAll('BIC>', 'BICFI>')
      .replace('<ReqdExctnDt>2026-11-25</ReqdExctnDt>', '<ReqdExctnDt><Dt>2026-11-25</Dt></ReqdExctnDt>');
    expect(writeCreditTransferFile(file)).toBe(older);
  });

  it('writes names with the characters that every bank takes, and never an empty one', () => {
    const xml = writeCreditTransferFile(file);
    expect(xml).toContain('<Cdtr><Nm>Zoe Muller</Nm></Cdtr>');
    expect(xml).toContain('<Cdtr><Nm>-</Nm></Cdtr>');
    expect(xml).toContain('<Dbtr><Nm>Netbeheer Zonen</Nm></Dbtr>');
    expect(xml).toContain(`<Ustrd>${'x'.repeat(140)}</Ustrd>`);
  });
});
