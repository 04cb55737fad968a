import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { instant } from '../instant.js';
import { type MeterOrder, type ReplyError } from './order.js';
import { readEndDeviceControlsReply } from './read-reply.js';
import { readMessage, textOf } from './xml-element.js';
import { writeCancelEndDeviceControls, writeEndDeviceControls, writeGetMeterState } from './write-messages.js';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const data = `${process.env['TEGOED_SHARED'] ?? `${repository}../shared`}/data/metering/iec61968`;
const absent = !existsSync(`${data}/Message.xsd`);
const reason = absent ? ` (skipped: the IEC 61968 schemas are not in ${data})` : '';
const read = (name: string): string => readFileSync(`${data}/${name}`, 'utf8');

const order: MeterOrder = {
  orderId: '0190f0c2-1111-7000-8000-000000000001',
  messageId: '0190f0c2-1111-7000-8000-000000000002',
  correlationId: '0190f0c2-1111-7000-8000-000000000003',
  action: 'disconnect',
  meterSerial: '1SAG3100000001',
  sequence: 5,
  sentAt: instant(Date.parse('2026-10-06T09:00:00Z')),
  expiresAt: instant(Date.parse('2026-10-06T09:30:00Z')),
  replyAddress: 'http://127.0.0.1:3001/v1/amm/messages?a=1&b=2',
};

/** GetMeterReadings has no freely licensed schema: only its place in the message is checked. */
const GET_METER_READINGS_XSD = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
  targetNamespace="http://iec.ch/TC57/2011/GetMeterReadings#"><xs:element name="GetMeterReadings"/></xs:schema>`;

async function errorsOf(xml: string, schema: string, preload: string[]): Promise<readonly string[]> {
  const result = await validateXML({
    xml: [{ fileName: 'message.xml', contents: xml }],
    schema: [schema],
    preload: preload.map((fileName) => ({ fileName, contents: read(fileName) })),
  });
  return result.errors.map(({ message }) => message);
}

describe.skipIf(absent)(`against the IEC 61968 schemas${reason}`, () => {
  it.each(['connect', 'disconnect', 'arm', 'limit', 'unlimit'] as const)('an order to %s is valid', async (action) => {
    const xml = writeEndDeviceControls({ ...order, action }, 'plain');
    const preload = ['EndDeviceControls.xsd', 'Message.xsd'];
    expect(await errorsOf(xml, read('EndDeviceControlsMessage.xsd'), preload)).toEqual([]);
  });

  it('an order with a foreign name, and a cancellation, are valid', async () => {
    const preload = ['EndDeviceControls.xsd', 'Message.xsd'];
    for (const xml of [
      writeEndDeviceControls({ ...order, meterSerial: `<a> & "b" 'c'\u0000 é 🙂`, expiresAt: null }, 'plain'),
      writeCancelEndDeviceControls(order, 'plain'),
    ]) {
      expect(await errorsOf(xml, read('EndDeviceControlsMessage.xsd'), preload)).toEqual([]);
    }
  });

  it('the check itself finds a wrong message', async () => {
    const wrong = writeEndDeviceControls(order, 'plain').replace('<msg:Verb>create</msg:Verb>', '');
    const errors = await errorsOf(wrong, read('EndDeviceControlsMessage.xsd'), ['EndDeviceControls.xsd', 'Message.xsd']);
    expect(errors.join()).toContain('Verb');
  });

  it('a question for the state is valid', async () => {
    const xml = writeGetMeterState({
      messageId: order.messageId,
      correlationId: order.correlationId,
      meterSerial: order.meterSerial,
      utility: 'electricity',
      askedAt: order.sentAt,
    });
    const both = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:import namespace="http://iec.ch/TC57/2011/schema/message" schemaLocation="Message.xsd"/>
      <xs:import namespace="http://iec.ch/TC57/2011/GetMeterReadings#" schemaLocation="GetMeterReadings.xsd"/>
    </xs:schema>`;
    const result = await validateXML({
      xml: [{ fileName: 'message.xml', contents: xml }],
      schema: [{ fileName: 'both.xsd', contents: both }],
      preload: [
        { fileName: 'Message.xsd', contents: read('Message.xsd') },
        { fileName: 'GetMeterReadings.xsd', contents: GET_METER_READINGS_XSD },
      ],
    });
    expect(result.errors.map(({ message }) => message)).toEqual([]);
  });
});

describe.skipIf(absent)(`the exchanges captured from a head-end${reason}`, () => {
  it.each<[number, 'ok' | 'failed', ReplyError]>([
    [1, 'failed', { code: '2.4', level: 'FATAL', objectId: 'M1001', objectType: 'Meter' }],
    [3, 'failed', { code: '2.12', level: 'FATAL', objectId: 'M1999', objectType: 'Meter' }],
    [4, 'ok', { code: '0.0', level: 'INFORM', objectId: null, objectType: null }],
    [5, 'ok', { code: '0.0', level: 'INFORM', objectId: null, objectType: null }],
  ])('reply %i is read as %s', (number, result, error) => {
    const [, body] = read(`captured-epri-headend/response-${number}.txt`).split(/\r?\n\r?\n/);
    const reply = readEndDeviceControlsReply(body ?? '');
    expect(reply).toMatchObject({ kind: 'reply', result, errors: [error] });
    expect(reply).toMatchObject({ correlationId: '1f1a4f60-50b1-4a4d-8c36-6b0ed2f4a001' });
  });

  it('our order has the elements of the request that was answered', () => {
    const ours = readMessage(writeEndDeviceControls({ ...order, meterSerial: 'M1001' }));
    const theirs = readMessage(read('captured-epri-headend/request-1.xml'));
    if (!('name' in ours) || !('name' in theirs)) throw new Error('a message was not understood');
    const control = ['Payload', 'EndDeviceControls', 'EndDeviceControl', 'EndDevices', 'Names', 'name'] as const;
    expect([ours.name, textOf(ours, ...control), textOf(ours, 'Header', 'Noun')]).toEqual([
      theirs.name,
      textOf(theirs, ...control),
      textOf(theirs, 'Header', 'Noun'),
    ]);
  });
});
