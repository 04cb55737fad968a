import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../instant.js';
import { confirmedSupplyOf, readMeterState } from './meter-state.js';
import { type MeterState } from './order.js';
import { readEndDeviceEvents } from './read-events.js';
import { readEndDeviceControlsReply } from './read-reply.js';
import { writeEndDeviceControls } from './write-messages.js';
import { readMessage, textOf } from './xml-element.js';

const at = (iso: string) => instant(Date.parse(iso));

function stateMessage(readings: string, head = '<Reply><Result>OK</Result></Reply>'): string {
  return `<ResponseMessage xmlns="http://iec.ch/TC57/2011/schema/message">
    <Header><Verb>reply</Verb><Noun>MeterReadings</Noun></Header>${head}
    <Payload><m:MeterReadings xmlns:m="http://iec.ch/TC57/2011/MeterReadings#"><m:MeterReading>
      ${readings}<m:Meter><m:Names><m:name>1SAG3100000001</m:name></m:Names></m:Meter>
    </m:MeterReading></m:MeterReadings></Payload></ResponseMessage>`;
}

const reading = (ref: string, value: string, time = '2026-10-06T09:31:00Z'): string =>
  `<m:Readings><m:ReadingType ref="${ref}"/><m:value>${value}</m:value><m:timeStamp>${time}</m:timeStamp></m:Readings>`;

const eventMessage = (events: string): string => `<?xml version="1.0"?>
  <m:EventMessage xmlns:m="http://iec.ch/TC57/2011/schema/message" xmlns:e="http://iec.ch/TC57/2011/EndDeviceEvents#">
  <m:Payload><e:EndDeviceEvents>${events}</e:EndDeviceEvents></m:Payload>
  <m:Header><m:CorrelationID>c-1</m:CorrelationID><m:MessageID>m-1</m:MessageID></m:Header></m:EventMessage>`;

const event = (type: string, time = '2026-10-06T11:00:05+02:00'): string =>
  `<e:EndDeviceEvent><e:Assets><e:Names><e:name>1SAG3100000001</e:name></e:Names></e:Assets>
   <e:EndDeviceEventType ref="${type}"/><e:createdDateTime>${time}</e:createdDateTime></e:EndDeviceEvent>`;

describe('the state of a meter', () => {
  it('is read whatever the order of the elements, up to the oldest of its times', () => {
    const xml = stateMessage(
      reading('0-0:17.0.0.255', '2.3', '2026-10-06T09:20:00Z') + reading('0-0:96.3.10.255', '1') + reading('1-0:1.8.1.255', '12'),
    );
    expect(readMeterState(xml, '1SAG3100000001')).toEqual({
      kind: 'state',
      meterSerial: '1SAG3100000001',
      breaker: 'closed',
      valve: null,
      limiterOn: true,
      reportedAt: at('2026-10-06T09:20:00Z'),
    });
  });

  it('takes 999.9 kW as no limit and a gas valve on any channel', () => {
    const xml = stateMessage(reading('0-0:17.0.0.255', '999.9') + reading('0-2:24.4.0.255', '2'));
    expect(readMeterState(xml, '1SAG3100000001')).toMatchObject({ limiterOn: false, valve: 'ready' });
  });

  it.each<[string, string, object]>([
    ['an unreachable meter', stateMessage('', '<Reply><Result>FAILED</Result><Error><code>2.4</code></Error></Reply>'), { kind: 'not_read', why: 'unreachable', code: '2.4' }],
    ['an unknown meter', stateMessage('', '<Reply><Result>FAILED</Result><Error><code>2.12</code></Error></Reply>'), { kind: 'not_read', why: 'unknown_meter' }],
    ['a failure without a code', stateMessage('', '<Reply><Result>FAILED</Result></Reply>'), { kind: 'not_read', why: 'refused', code: null }],
    ['no breaker in it', stateMessage(reading('1-0:1.8.1.255', '1')), { kind: 'not_understood', why: 'missing' }],
    ['a breaker in position 3', stateMessage(reading('0-0:96.3.10.255', '3')), { kind: 'not_understood', why: 'bad_value' }],
    ['a limiter of NaN', stateMessage(reading('0-0:17.0.0.255', 'NaN')), { kind: 'not_understood', why: 'bad_value' }],
    ['a time without a zone', stateMessage(reading('0-0:96.3.10.255', '1', '2026-10-06T09:31:00')), { kind: 'not_understood', why: 'missing' }],
  ])('says so on %s', (_name, xml, expected) => {
    expect(readMeterState(xml, '1SAG3100000001')).toMatchObject(expected);
  });

  it('is not taken from another meter', () => {
    const xml = stateMessage(reading('0-0:96.3.10.255', '1'));
    expect(readMeterState(xml, '1SAG3100000002')).toMatchObject({ kind: 'not_understood', why: 'missing' });
  });

  it.each<[Partial<MeterState>, 'electricity' | 'gas', string]>([
    [{ breaker: 'open', limiterOn: true }, 'electricity', 'off'],
    [{ breaker: 'ready', limiterOn: true }, 'electricity', 'tripped'],
    [{ breaker: 'ready', limiterOn: false }, 'electricity', 'ready'],
    [{ breaker: 'closed', limiterOn: true }, 'electricity', 'limited'],
    [{ breaker: 'closed', limiterOn: false }, 'electricity', 'on'],
    [{ breaker: 'closed', limiterOn: null }, 'electricity', 'on'],
    [{ valve: 'ready' }, 'gas', 'ready'],
    [{ valve: 'closed', limiterOn: true }, 'gas', 'on'],
    [{ breaker: 'closed' }, 'gas', 'unknown'],
  ])('%o of %s proves %s', (part, utility, supply) => {
    const state: MeterState = {
      kind: 'state', meterSerial: 'M', breaker: null, valve: null, limiterOn: null, reportedAt: at('2026-10-06T09:00:00Z'), ...part,
    };
    expect(confirmedSupplyOf(state, utility)).toBe(supply);
  });
});

describe('events', () => {
  it.each([
    ['3.31.0.42', 'connected'], ['0.31.0.42', 'connected'], ['3.31.0.68', 'disconnected'], ['3.31.0.11', 'armed'],
    ['3.31.139.25', 'limit_on'], ['3.31.139.21', 'limit_off'], ['3.31.0.85', 'failed'], ['3.31.0.64', 'limiter_tripped'],
    ['3.26.0.85', 'other'], ['3.12.29.212', 'other'],
  ])('%s means %s', (type, kind) => {
    expect(readEndDeviceEvents(eventMessage(event(type)))).toEqual({
      kind: 'events',
      correlationId: 'c-1',
      messageId: 'm-1',
      events: [{ kind, meterSerial: '1SAG3100000001', eventId: null, typeRef: type, happenedAt: at('2026-10-06T09:00:05Z') }],
    });
  });

  it('come several in one message, and are refused whole when one cannot be read', () => {
    expect(readEndDeviceEvents(eventMessage(event('3.31.0.42') + event('3.31.0.11')))).toMatchObject({ events: [{}, {}] });
    const half = eventMessage(event('3.31.0.42') + event('3.31.0.11', 'yesterday'));
    expect(readEndDeviceEvents(half)).toMatchObject({ kind: 'not_understood', why: 'missing' });
  });
});

describe('foreign XML', () => {
  it.each<[string, string, string]>([
    ['a DOCTYPE', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'doctype'],
    ['nothing', '', 'not_xml'],
    ['half a message', '<a><b></a>', 'not_xml'],
    ['JSON', '{"a":1}', 'not_xml'],
    ['another message', '<MeterReadings><MeterReading/></MeterReadings>', 'wrong_message'],
    ['an empty SOAP body', '<s:Envelope xmlns:s="x"><s:Body/></s:Envelope>', 'missing'],
    ['a result we do not know', '<R><Reply><Result>MAYBE</Result></Reply></R>', 'bad_value'],
    ['no result', '<R><Reply/></R>', 'wrong_message'],
    ['very much of it', `<a>${'x'.repeat(4_000_000)}</a>`, 'too_long'],
  ])('is refused with the reason: %s', (_name, xml, why) => {
    const reply = readEndDeviceControlsReply(xml);
    expect(reply).toMatchObject({ kind: 'not_understood' });
    if (why !== 'wrong_message') expect(reply).toMatchObject({ why });
  });

  it('never throws, whatever it is', () => {
    const pieces = fc.constantFrom('<', '>', '/', '&', ';', '"', '=', 'a', 'Reply', 'Result', '__proto__', 'Envelope', 'Body', ' ', '<![CDATA[', ']]>', '<?', '?>', '<!--', '-->', '&#x0;', '&amp;', '\u0000');
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')));
    fc.assert(
      fc.property(text, (xml) => {
        const kinds = [readEndDeviceControlsReply(xml).kind, readEndDeviceEvents(xml).kind, readMeterState(xml, 'M').kind];
        expect(kinds.every((kind) => ['reply', 'events', 'state', 'not_read', 'not_understood'].includes(kind))).toBe(true);
      }),
    );
  });

  it('of very deep nesting is refused or read, not a crash', () => {
    const deep = '<a>'.repeat(100_000) + '</a>'.repeat(100_000);
    expect(readEndDeviceControlsReply(deep).kind).toBe('not_understood');
  });
});

describe('our own orders', () => {
  it('carry any serial through, escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (raw) => {
        const meterSerial = `M${raw.replaceAll(/[^\u0020-\uD7FF\uE000-\uFFFD]/g, '')}M`;
        const message = readMessage(
          writeEndDeviceControls({
            orderId: 'o', messageId: 'm', correlationId: 'c', action: 'connect', meterSerial,
            sequence: 1, sentAt: at('2026-10-06T09:00:00Z'), expiresAt: null, replyAddress: 'http://127.0.0.1',
          }),
        );
        if (!('name' in message)) throw new Error(message.detail);
        expect(textOf(message, 'Payload', 'EndDeviceControls', 'EndDeviceControl', 'EndDevices', 'Names', 'name')).toBe(meterSerial);
      }),
    );
  });
});
