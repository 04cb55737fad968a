import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';

import { NO_FAULTS } from '../meters/meter.js';
import { eventXml, quickReplyXml, readBackXml } from './answer.js';
import { readRequest } from './message.js';

const SHARED = process.env['TEGOED_SHARED'] ?? join(dirname(fileURLToPath(import.meta.url)), '../../../../../shared');
const FOLDER = join(SHARED, 'data/metering/iec61968');
const CORRELATION = '1f1a4f60-50b1-4a4d-8c36-6b0ed2f4a001';
const NOW = 1_793_000_000_000;

const schemaFile = (name: string) => ({ fileName: name, contents: readFileSync(join(FOLDER, name), 'utf8') });

async function errorsOf(xml: string, schema: string, ...imported: readonly string[]): Promise<readonly string[]> {
  const result = await validateXML({ xml: [{ fileName: 'message.xml', contents: xml }], schema: [schemaFile(schema)], preload: imported.map(schemaFile) });
  return result.errors.map((error) => error.message);
}

// MeterReadings has no freely licensed schema: only its envelope can be checked.
it.skipIf(!existsSync(FOLDER))('writes answers, events and read-backs that the schemas accept (skipped without ../shared/data)', async () => {
  const refused = { code: '2.4', serial: 'M1001', reason: 'meter cannot be <reached>' } as const;
  for (const reply of [{ result: 'OK', errors: [] }, { result: 'FAILED', errors: [refused] }] as const) {
    const xml = quickReplyXml(reply, CORRELATION, NOW, false);
    expect(await errorsOf(xml, 'EndDeviceControlsMessage.xsd', 'EndDeviceControls.xsd', 'Message.xsd')).toEqual([]);
  }
  const event = eventXml('disconnected', 'M1001', null, CORRELATION, NOW, NOW);
  expect(await errorsOf(event, 'Message.xsd')).toEqual([]);
  const payload = /<ev:EndDeviceEvents.*<\/ev:EndDeviceEvents>/.exec(event)?.[0] ?? '';
  expect(await errorsOf(payload, 'EndDeviceEvents.xsd')).toEqual([]);
  const meter = {
    serial: 'M1001', utility: 'electricity', gasThroughSerial: null, position: 1, limiterOn: true, plugged: true, usedUntilMs: NOW, reportedAtMs: NOW,
    registers: { offtake1: 1, offtake2: null, injection1: null, injection2: null }, ordersReceived: 0, lastOrderId: null, dayRegisters: {}, readUntilDay: null, faults: NO_FAULTS,
  } as const;
  expect(await errorsOf(readBackXml([{ meter, reportedAtMs: NOW }], [refused], CORRELATION, NOW, false), 'Message.xsd')).toEqual([]);
}, 20_000);

it.skipIf(!existsSync(FOLDER))('reads the requests a real head-end was sent (skipped without ../shared/data)', () => {
  const request = (number: number) => readRequest(readFileSync(join(FOLDER, `captured-epri-headend/request-${String(number)}.xml`), 'utf8'));
  expect(request(1)).toMatchObject({ soap: true, verb: 'create', noun: 'EndDeviceControls', correlationId: CORRELATION, replyAddress: 'http://127.0.0.1:8888/reply/' });
  expect(request(1).controls).toEqual([{ id: null, code: '3.31.0.23', serials: ['M1001'], expiresAt: null }]);
  expect(request(4).controls[0]?.code).toBe('3.31.0.18');
  expect(request(5).messageId).toBeNull();
});
