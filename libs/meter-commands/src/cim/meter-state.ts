import { type ConfirmedSupply, type Utility } from '../supply.js';
import { type Instant } from '../instant.js';
import { type MeterState, type NotUnderstood, type StateNotRead, type SwitchPosition } from './order.js';
import { readReply } from './read-reply.js';
import {
  type XmlElement,
  allUnderstood,
  attributeOf,
  childOf,
  childrenOf,
  instantOf,
  isNotUnderstood,
  notUnderstood,
  readMessage,
  textOf,
} from './xml-element.js';

/** Disconnect control of the breaker (DLMS/COSEM class 70). */
export const BREAKER_STATE = '0-0:96.3.10.255';
/** Limiter threshold in kW (DLMS/COSEM class 71); 999.9 means no limit. */
export const LIMITER_KW = '0-0:17.0.0.255';
/** Valve of a gas meter; the channel after `0-` differs per home. */
export const VALVE_STATE = '0-1:24.4.0.255';

const NO_LIMIT_FROM_KW = 999;
const POSITIONS: readonly SwitchPosition[] = ['open', 'closed', 'ready'];

/**
 * The state of the meter asked for, out of a MeterReadings reply. `reportedAt` is the oldest of the times the meter
 * gave, because all parts together are only proven up to then. Never throws on foreign input.
 */
export function readMeterState(xml: string, meterSerial: string): MeterState | StateNotRead | NotUnderstood {
  const message = readMessage(xml);
  if (isNotUnderstood(message)) return message;
  const reply = readReply(message);
  if (!isNotUnderstood(reply) && reply.result === 'failed') return stateNotRead(reply.errors[0]?.code ?? null);
  const reading = childrenOf(childOf(message, 'Payload', 'MeterReadings'), 'MeterReading').find((each) =>
    serialsOf(each).includes(meterSerial),
  );
  if (reading === undefined) return notUnderstood('missing', `there is no reading of meter ${meterSerial}`);
  return stateOf(meterSerial, childrenOf(reading, 'Readings'));
}

/**
 * What a state proves about supply: 0 off, 2 ready, or tripped when the limiter is on, 1 on, or limited when the
 * limiter is on. A meter that reports no limiter has none.
 */
export function confirmedSupplyOf(state: MeterState, utility: Utility): ConfirmedSupply {
  const position = utility === 'gas' ? state.valve : state.breaker;
  const limited = utility === 'electricity' && state.limiterOn === true;
  switch (position) {
    case null:
      return 'unknown';
    case 'open':
      return 'off';
    case 'ready':
      return limited ? 'tripped' : 'ready';
    case 'closed':
      return limited ? 'limited' : 'on';
  }
}

interface StatePart {
  readonly of: 'breaker' | 'valve' | 'limiter';
  readonly value: string;
  readonly at: Instant;
}

function stateOf(meterSerial: string, readings: readonly XmlElement[]): MeterState | NotUnderstood {
  const parts = allUnderstood(readings.map(partOf).filter((part) => part !== null));
  if (isNotUnderstood(parts)) return parts;
  const [first, ...others] = parts.map(({ at }) => at);
  if (first === undefined) return notUnderstood('missing', `meter ${meterSerial} reported neither breaker nor valve`);
  const limiter = newest(parts, 'limiter');
  return {
    kind: 'state',
    meterSerial,
    breaker: positionOf(newest(parts, 'breaker')),
    valve: positionOf(newest(parts, 'valve')),
    limiterOn: limiter === null ? null : Number(limiter) < NO_LIMIT_FROM_KW,
    reportedAt: others.reduce((oldest, at) => (at < oldest ? at : oldest), first),
  };
}

/** One reading of the breaker, valve or limiter; null for anything else, refused when it cannot be understood. */
function partOf(reading: XmlElement): StatePart | NotUnderstood | null {
  const of = partNamed(attributeOf(childOf(reading, 'ReadingType'), 'ref'));
  if (of === null) return null;
  const value = textOf(reading, 'value');
  const at = instantOf(textOf(reading, 'timeStamp'));
  if (value === null || at === null) return notUnderstood('missing', `a reading of the ${of} has no value or no time`);
  const isFine = of === 'limiter' ? /^\d{1,6}(\.\d{1,6})?$/.test(value) : /^[012]$/.test(value);
  return isFine ? { of, value, at } : notUnderstood('bad_value', `the ${of} reads ${value}`);
}

function partNamed(ref: string | null): StatePart['of'] | null {
  if (ref === null) return null;
  if (/^0-0:96\.3\.10(\.255)?$/.test(ref)) return 'breaker';
  if (/^0-0:17\.0\.0(\.255)?$/.test(ref)) return 'limiter';
  return /^0-\d:24\.4\.0(\.255)?$/.test(ref) ? 'valve' : null;
}

function newest(parts: readonly StatePart[], of: StatePart['of']): string | null {
  const found = parts.filter((part) => part.of === of);
  return found.reduce<StatePart | null>((last, next) => (last === null || next.at > last.at ? next : last), null)?.value ?? null;
}

function positionOf(value: string | null): SwitchPosition | null {
  return value === null ? null : (POSITIONS[Number(value)] ?? null);
}

function serialsOf(reading: XmlElement): readonly (string | null)[] {
  const meter = childOf(reading, 'Meter');
  return [textOf(meter, 'mRID'), ...childrenOf(meter, 'Names').map((names) => textOf(names, 'name'))];
}

function stateNotRead(code: string | null): StateNotRead {
  const why = code === '2.4' ? 'unreachable' : code === '2.12' ? 'unknown_meter' : 'refused';
  return { kind: 'not_read', why, code };
}
