import { type MeterOrder, type StateRequest } from './order.js';
import { type OrderSignature, type OrderVerb, isoOf } from './order-signature.js';
import { BREAKER_STATE, LIMITER_KW, VALVE_STATE } from './meter-state.js';

/** `soap`: in a SOAP 1.1 envelope; `plain`: the message element alone. */
export type Envelope = 'soap' | 'plain';

/** EndDeviceControlType references per action (IEC 61968-9 annex C). Head-ends differ in the first number. */
export type ControlTypes = Readonly<Record<MeterOrder['action'], string>>;

export const CONTROL_TYPES: ControlTypes = {
  connect: '3.31.0.18',
  disconnect: '3.31.0.23',
  arm: '0.31.0.5',
  limit: '3.31.139.26',
  unlimit: '3.31.139.22',
};

const NAMESPACES = [
  'xmlns:em="http://iec.ch/TC57/2011/EndDeviceControlsMessage"',
  'xmlns:msg="http://iec.ch/TC57/2011/schema/message"',
  'xmlns:ec="http://iec.ch/TC57/2011/EndDeviceControls#"',
].join(' ');

/**
 * An order as CreateEndDeviceControls (IEC 61968-9, 2011 namespaces). The profile has no element for an expiry or a
 * sequence, so both travel as header properties `expiresAt` and `sequence`, and the signature as `signatureKey` and
 * `signature`.
 */
export function writeEndDeviceControls(
  order: MeterOrder,
  envelope: Envelope = 'soap',
  controlTypes: ControlTypes = CONTROL_TYPES,
  signature: OrderSignature | null = null,
): string {
  return controlsMessage('CreateEndDeviceControls', 'create', order, envelope, controlTypes, signature);
}

/** Asks the AMM to drop an order sent earlier: the order to drop, with the ids of this message. Best effort. */
export function writeCancelEndDeviceControls(
  order: MeterOrder,
  envelope: Envelope = 'soap',
  controlTypes: ControlTypes = CONTROL_TYPES,
  signature: OrderSignature | null = null,
): string {
  return controlsMessage('CancelEndDeviceControls', 'cancel', order, envelope, controlTypes, signature);
}

/** Asks for the state the meter reports itself: breaker and limiter, or the valve of a gas meter. */
export function writeGetMeterState(request: StateRequest): string {
  const refs = request.utility === 'gas' ? [VALVE_STATE] : [BREAKER_STATE, LIMITER_KW];
  const header = [
    tag('Verb', 'get'),
    tag('Noun', 'MeterReadings'),
    tag('Timestamp', isoOf(request.askedAt)),
    tag('MessageID', request.messageId),
    tag('CorrelationID', request.correlationId),
  ].join('');
  const device = tag('gmr:EndDevice', null, tag('gmr:Names', null, tag('gmr:name', request.meterSerial)));
  const types = refs.map((ref) => tag('gmr:ReadingType', null, tag('gmr:Names', null, tag('gmr:name', ref)))).join('');
  return (
    `${DECLARATION}<RequestMessage xmlns="http://iec.ch/TC57/2011/schema/message" ` +
    `xmlns:gmr="http://iec.ch/TC57/2011/GetMeterReadings#"><Header>${header}</Header>` +
    `<Request>${tag('gmr:GetMeterReadings', null, device + types)}</Request></RequestMessage>`
  );
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

function controlsMessage(
  element: string,
  verb: OrderVerb,
  order: MeterOrder,
  envelope: Envelope,
  controlTypes: ControlTypes,
  signature: OrderSignature | null,
): string {
  const control = tag(
    'ec:EndDeviceControl',
    null,
    tag('ec:mRID', order.orderId) +
      `<ec:EndDeviceControlType ref="${escapeXml(controlTypes[order.action])}"/>` +
      tag('ec:EndDevices', null, tag('ec:Names', null, tag('ec:name', order.meterSerial))),
  );
  const payload = tag('em:Payload', null, tag('ec:EndDeviceControls', null, control));
  const body = tag('em:Header', null, controlsHeader(verb, order, signature)) + payload;
  if (envelope === 'plain') return `${DECLARATION}<em:${element} ${NAMESPACES}>${body}</em:${element}>`;
  return (
    `${DECLARATION}<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" ${NAMESPACES}>` +
    `<soap:Body><em:${element}>${body}</em:${element}></soap:Body></soap:Envelope>`
  );
}

/** The order of the elements is the schema's own (IEC 61968-100, HeaderType). */
function controlsHeader(verb: OrderVerb, order: MeterOrder, signature: OrderSignature | null): string {
  return [
    tag('msg:Verb', verb),
    tag('msg:Noun', 'EndDeviceControls'),
    tag('msg:Timestamp', isoOf(order.sentAt)),
    tag('msg:AsyncReplyFlag', 'true'),
    tag('msg:ReplyAddress', order.replyAddress),
    tag('msg:AckRequired', 'true'),
    tag('msg:MessageID', order.messageId),
    tag('msg:CorrelationID', order.correlationId),
    property('sequence', String(order.sequence)),
    order.expiresAt === null ? '' : property('expiresAt', isoOf(order.expiresAt)),
    signature === null ? '' : property('signatureKey', signature.keyId) + property('signature', signature.value),
  ].join('');
}

function property(name: string, value: string): string {
  return tag('msg:Property', null, tag('msg:Name', name) + tag('msg:Value', value));
}

/** Text is escaped, markup made here is not. */
function tag(name: string, text: string | null, markup = ''): string {
  return `<${name}>${text === null ? '' : escapeXml(text)}${markup}</${name}>`;
}

/** Escapes the five characters with a meaning and drops control characters that XML 1.0 cannot carry. */
function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}
