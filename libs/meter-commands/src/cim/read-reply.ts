import { type ControlsReply, type NotUnderstood, type ReplyError } from './order.js';
import { type XmlElement, attributeOf, childOf, childrenOf, isNotUnderstood, notUnderstood, readMessage, textOf } from './xml-element.js';

const RESULTS = { OK: 'ok', PARTIAL: 'partial', FAILED: 'failed' } as const;

/** The quick reply to an order, in SOAP or plain, also as a fault message. Never throws on foreign input. */
export function readEndDeviceControlsReply(xml: string): ControlsReply | NotUnderstood {
  const message = readMessage(xml);
  return isNotUnderstood(message) ? message : readReply(message);
}

/** The Reply of any IEC 61968-100 response message. */
export function readReply(message: XmlElement): ControlsReply | NotUnderstood {
  const reply = childOf(message, 'Reply');
  if (reply === null) return notUnderstood('wrong_message', `${message.name} holds no Reply`);
  const result = textOf(reply, 'Result');
  if (result !== 'OK' && result !== 'PARTIAL' && result !== 'FAILED') {
    return notUnderstood(result === null ? 'missing' : 'bad_value', `Result is ${result ?? 'absent'}`);
  }
  const header = childOf(message, 'Header');
  return {
    kind: 'reply',
    result: RESULTS[result],
    errors: childrenOf(reply, 'Error').map(errorOf),
    correlationId: textOf(header, 'CorrelationID'),
    messageId: textOf(header, 'MessageID'),
  };
}

/** A FAILED without a code is kept as such: it is a refusal all the same. */
function errorOf(error: XmlElement): ReplyError {
  return {
    code: textOf(error, 'code') ?? '',
    level: textOf(error, 'level'),
    objectId: textOf(error, 'ID'),
    objectType: attributeOf(childOf(error, 'ID'), 'objectType'),
  };
}
