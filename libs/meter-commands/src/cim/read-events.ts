import { type EventsMessage, type MeterEvent, type MeterEventKind, type NotUnderstood } from './order.js';
import { type XmlElement, allUnderstood, attributeOf, childOf, childrenOf, instantOf, isNotUnderstood, notUnderstood, readMessage, textOf } from './xml-element.js';

/**
 * Events by the last three numbers of their type: the first one names the device and differs between head-ends.
 * 31.0.18 and 31.0.23 are the orders' own numbers, which some systems use for the event as well. Any of them only
 * makes us read the meter, so that a wrong guess does no harm.
 */
const KIND_OF_TYPE: ReadonlyMap<string, MeterEventKind> = new Map([
  ['31.0.42', 'connected'],
  ['31.0.18', 'connected'],
  ['31.0.68', 'disconnected'],
  ['31.0.23', 'disconnected'],
  ['31.0.11', 'armed'],
  ['31.139.25', 'limit_on'],
  ['31.139.21', 'limit_off'],
  ['31.0.85', 'failed'],
  ['31.0.64', 'limiter_tripped'],
  ['31.139.85', 'limiter_tripped'],
]);

/**
 * The events of an EventMessage: answers that come later carry the order's correlation id, what meters report by
 * themselves a fresh one. A message with one unreadable event is refused whole, so that nothing is lost unseen.
 */
export function readEndDeviceEvents(xml: string): EventsMessage | NotUnderstood {
  const message = readMessage(xml);
  if (isNotUnderstood(message)) return message;
  const payload = childOf(message, 'Payload', 'EndDeviceEvents');
  if (payload === null) return notUnderstood('wrong_message', `${message.name} holds no EndDeviceEvents`);
  const events = allUnderstood(childrenOf(payload, 'EndDeviceEvent').map(eventOf));
  if (isNotUnderstood(events)) return events;
  return {
    kind: 'events',
    correlationId: textOf(message, 'Header', 'CorrelationID'),
    messageId: textOf(message, 'Header', 'MessageID'),
    events,
  };
}

function eventOf(event: XmlElement): MeterEvent | NotUnderstood {
  const typeRef = attributeOf(childOf(event, 'EndDeviceEventType'), 'ref');
  const meterSerial = textOf(event, 'Assets', 'Names', 'name') ?? textOf(event, 'Assets', 'mRID');
  const happenedAt = instantOf(textOf(event, 'createdDateTime'));
  if (typeRef === null || meterSerial === null || happenedAt === null) {
    return notUnderstood('missing', 'an event has no type, no meter or no time with a zone');
  }
  const lastThree = typeRef.split('.').slice(-3).join('.');
  return { kind: KIND_OF_TYPE.get(lastThree) ?? 'other', meterSerial, eventId: textOf(event, 'mRID'), typeRef, happenedAt };
}
