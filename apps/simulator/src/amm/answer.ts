import { randomUUID } from 'node:crypto';

import { isoInstant } from '../calendar/supply-day.js';
import type { Meter } from '../meters/meter.js';
import { EVENT_CODE, type MeterEvent } from '../meters/action.js';
import { MESSAGE_NAMESPACE, enveloped, headerXml } from './message.js';
import { xmlText } from './xml.js';

/** 0.0 no error, 2.4 invalid or unreachable meter, 2.12 unknown meter (as a real head-end answered); 6.1 the sender may not order this. */
export type ErrorCode = '0.0' | '2.4' | '2.12' | '6.1';

export interface MeterError {
  readonly code: Exclude<ErrorCode, '0.0'>;
  readonly serial: string;
  readonly reason: string;
}

export interface QuickReply {
  readonly result: 'OK' | 'PARTIAL' | 'FAILED';
  readonly errors: readonly MeterError[];
}

const CONTROLS_MESSAGE = 'http://iec.ch/TC57/2011/EndDeviceControlsMessage';
const EVENTS = 'http://iec.ch/TC57/2011/EndDeviceEvents#';
const READINGS = 'http://iec.ch/TC57/2011/MeterReadings#';

/** The immediate answer to an order. OK means accepted, nothing more. */
export function quickReplyXml(reply: QuickReply, correlationId: string, nowMs: number, soap: boolean): string {
  return enveloped(
    `<em:EndDeviceControlsResponseMessage xmlns:em="${CONTROLS_MESSAGE}" xmlns:msg="${MESSAGE_NAMESPACE}">`
    + headerXml('reply', 'EndDeviceControls', correlationId, nowMs).replace(/(<\/?)msg:Header>/g, '$1em:Header>')
    + replyXml(reply, 'em') + '</em:EndDeviceControlsResponseMessage>', soap);
}

/** What happened at a meter, told later and by itself. `orderId` is null for what nobody ordered. */
export function eventXml(
  event: MeterEvent, serial: string, orderId: string | null, correlationId: string, happenedAtMs: number, nowMs: number,
): string {
  return enveloped(
    `<msg:EventMessage xmlns:msg="${MESSAGE_NAMESPACE}">${headerXml('created', 'EndDeviceEvents', correlationId, nowMs)}`
    + `<msg:Payload><ev:EndDeviceEvents xmlns:ev="${EVENTS}"><ev:EndDeviceEvent><ev:mRID>${xmlText(orderId ?? randomUUID())}</ev:mRID>`
    + `<ev:createdDateTime>${isoInstant(happenedAtMs)}</ev:createdDateTime>`
    + `<ev:Assets><ev:Names><ev:name>${xmlText(serial)}</ev:name></ev:Names></ev:Assets>`
    + `<ev:EndDeviceEventType ref="${EVENT_CODE[event]}"/></ev:EndDeviceEvent></ev:EndDeviceEvents></msg:Payload></msg:EventMessage>`, false);
}

/** The state of meters as read back, with OBIS references; `errors` name the meters that did not answer. */
export function readBackXml(
  states: readonly { readonly meter: Meter; readonly reportedAtMs: number }[], errors: readonly MeterError[],
  correlationId: string, nowMs: number, soap: boolean,
): string {
  const result = errors.length === 0 ? 'OK' : states.length === 0 ? 'FAILED' : 'PARTIAL';
  const payload = states.length === 0 ? ''
    : `<msg:Payload><mr:MeterReadings xmlns:mr="${READINGS}">${states.map((state) => stateXml(state.meter, state.reportedAtMs)).join('')}</mr:MeterReadings></msg:Payload>`;
  return enveloped(
    `<msg:ResponseMessage xmlns:msg="${MESSAGE_NAMESPACE}">${headerXml('reply', 'MeterReadings', correlationId, nowMs)}`
    + `${replyXml({ result, errors }, 'msg')}${payload}</msg:ResponseMessage>`, soap);
}

function stateXml(meter: Meter, reportedAtMs: number): string {
  const position = meter.utility === 'gas' ? '0-1:24.4.0.255' : '0-0:96.3.10.255';
  const limiter = meter.utility === 'electricity'
    ? readingXml(reportedAtMs, meter.limiterOn ? '2.3' : '999.9', '0-0:17.0.0.255') : '';
  return `<mr:MeterReading><mr:Meter><mr:Names><mr:name>${xmlText(meter.serial)}</mr:name></mr:Names></mr:Meter>`
    + `${readingXml(reportedAtMs, meter.position.toString(), position)}${limiter}</mr:MeterReading>`;
}

function readingXml(reportedAtMs: number, value: string, obis: string): string {
  return `<mr:Readings><mr:timeStamp>${isoInstant(reportedAtMs)}</mr:timeStamp><mr:value>${value}</mr:value><mr:ReadingType ref="${obis}"/></mr:Readings>`;
}

function replyXml(reply: QuickReply, prefix: 'em' | 'msg'): string {
  const errors = reply.errors.length === 0
    ? '<msg:Error><msg:code>0.0</msg:code><msg:level>INFORM</msg:level></msg:Error>'
    : reply.errors.map((error) => `<msg:Error><msg:code>${error.code}</msg:code><msg:level>FATAL</msg:level>`
      + `<msg:reason>${xmlText(error.reason)}</msg:reason><msg:ID kind="name" objectType="Meter">${xmlText(error.serial)}</msg:ID></msg:Error>`).join('');
  return `<${prefix}:Reply><msg:Result>${reply.result}</msg:Result>${errors}</${prefix}:Reply>`;
}
