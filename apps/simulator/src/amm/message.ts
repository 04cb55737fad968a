import { randomUUID } from 'node:crypto';

import { isoInstant } from '../calendar/supply-day.js';
import { attribute, child, children, descendants, readXml, textOf, xmlText, type XmlNode } from './xml.js';

export const MESSAGE_NAMESPACE = 'http://iec.ch/TC57/2011/schema/message';
const SOAP_NAMESPACE = 'http://schemas.xmlsoap.org/soap/envelope/';

/** What the simulator needs of an IEC 61968-100 request. */
export interface AmmRequest {
  /** The sender spoke SOAP, so it is answered in SOAP. */
  readonly soap: boolean;
  readonly verb: string;
  readonly noun: string;
  readonly messageId: string | null;
  readonly correlationId: string;
  readonly replyAddress: string | null;
  /** When the sender made the order, as it stands in the message. */
  readonly timestamp: string | null;
  /** The number of the order at its meter, as it stands in the message. */
  readonly sequence: string | null;
  /** Ed25519 in base64. */
  readonly signature: string | null;
  readonly controls: readonly ControlOrder[];
  /** Meters named in a `get`, by serial. */
  readonly askedSerials: readonly string[];
}

/** One EndDeviceControl: what to do with which meters, and until when it may be done. */
export interface ControlOrder {
  readonly id: string | null;
  readonly code: string;
  readonly serials: readonly string[];
  /** ISO instant after which the order must no longer be carried out; null = none given. */
  readonly expiresAt: string | null;
}

/** Reads a request with or without SOAP envelope. Throws when it is not XML or has no header. */
export function readRequest(text: string): AmmRequest {
  const root = readXml(text);
  const envelope = children(root, 'Envelope')[0];
  const message = firstElement(envelope === undefined ? root : child(envelope, 'Body'));
  const header = child(message, 'Header');
  const verb = textOf(header, 'Verb');
  const noun = textOf(header, 'Noun');
  if (verb === null || noun === null) throw new Error('no Header with Verb and Noun');
  const messageId = textOf(header, 'MessageID');
  return {
    soap: envelope !== undefined, verb, noun, messageId,
    correlationId: textOf(header, 'CorrelationID') ?? messageId ?? randomUUID(),
    replyAddress: textOf(header, 'ReplyAddress'), timestamp: textOf(header, 'Timestamp'),
    sequence: propertyOf(header, 'sequence'), signature: propertyOf(header, 'signature'),
    controls: descendants(message, 'EndDeviceControl').map((control) => readControl(control, propertyOf(header, 'expiresAt'))),
    askedSerials: noun === 'MeterReadings' ? namesIn(child(message, 'Request')).concat(namesIn(child(message, 'Payload'))) : [],
  };
}

/** Header in the order of the schema (IEC 61968-100): Verb, Noun, Timestamp, Source, MessageID, CorrelationID. */
export function headerXml(verb: string, noun: string, correlationId: string, nowMs: number): string {
  return `<msg:Header><msg:Verb>${verb}</msg:Verb><msg:Noun>${noun}</msg:Noun>`
    + `<msg:Timestamp>${isoInstant(nowMs)}</msg:Timestamp><msg:Source>AMM</msg:Source>`
    + `<msg:MessageID>${randomUUID()}</msg:MessageID><msg:CorrelationID>${xmlText(correlationId)}</msg:CorrelationID></msg:Header>`;
}

/** Wraps a message in a SOAP envelope when the sender used one. */
export function enveloped(message: string, soap: boolean): string {
  const prolog = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!soap) return prolog + message;
  return `${prolog}<SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP_NAMESPACE}"><SOAP-ENV:Body>${message}</SOAP-ENV:Body></SOAP-ENV:Envelope>`;
}

function propertyOf(header: XmlNode, name: string): string | null {
  const property = children(header, 'Property').find((one) => textOf(one, 'Name') === name || textOf(one, 'name') === name);
  return property === undefined ? null : textOf(property, 'Value') ?? textOf(property, 'value');
}

function readControl(control: XmlNode, headerExpiry: string | null): ControlOrder {
  const scheduled = textOf(child(control, 'scheduledInterval'), 'end');
  const timed = textOf(child(child(control, 'primaryDeviceTiming'), 'interval'), 'end');
  return {
    id: textOf(control, 'mRID'),
    code: attribute(child(control, 'EndDeviceControlType'), 'ref') ?? '',
    serials: children(control, 'EndDevices').flatMap((device) => serialOf(device)),
    expiresAt: scheduled ?? timed ?? headerExpiry,
  };
}

function serialOf(device: XmlNode): readonly string[] {
  const serial = textOf(child(device, 'Names'), 'name') ?? textOf(device, 'mRID');
  return serial === null ? [] : [serial];
}

// Senders name the asked meter under different elements; names of reading types stand beside it and are no meters.
function namesIn(node: XmlNode): readonly string[] {
  const devices = ['EndDevice', 'EndDevices', 'Meter', 'Meters'].flatMap((name) => descendants(node, name));
  if (devices.length > 0) return devices.flatMap(serialOf);
  return children(node, 'ID').flatMap((id) => (typeof id['#text'] === 'string' ? id['#text'] : []));
}

function firstElement(node: XmlNode): XmlNode {
  const name = Object.keys(node).find((key) => !key.startsWith('@') && !key.startsWith('?') && key !== '#text');
  return name === undefined ? {} : child(node, name);
}
