import { HOUR_MS, dayNumber, dayOf } from '../calendar/supply-day.js';
import { draw, drawInteger, drawOne } from '../chance/draw.js';
import { supplyOf, type Meter, type MeterFaults } from './meter.js';

/** Settings of all meters together; shares are between 0 and 1 and touch automatic worlds only. */
export interface GlobalFaults {
  readonly unreachableShare: number;
  readonly orderFaultShare: number;
  readonly firstOrderFailsShare: number;
  readonly readingMissingShare: number;
  readonly readingEstimatedShare: number;
  readonly undeliveredShare: number;
  /** Homes that let their balance run out. */
  readonly carelessShare: number;
  /** Homes without full supply that notice it and pay within three days. */
  readonly paysWhenDarkShare: number;
  /** Orders for less supply at the very moment of which somebody pays. */
  readonly paysAtOrderShare: number;
  /** Payments, files and orders' quick replies: said twice, and lost on the way back. */
  readonly deliveredTwiceShare: number;
  readonly lostReplyShare: number;
  /** Meters whose clock is wrong. */
  readonly wrongClockShare: number;
  /** Final readings that were wrong and are corrected the next morning. */
  readonly readingCorrectedShare: number;
  /** Blocks of three hours in which a provider (AMM, SMS) answers nothing but errors. */
  readonly outageShare: number;
}

/** No fault at all. */
export const NO_FAULT_SHARES: GlobalFaults = {
  unreachableShare: 0, orderFaultShare: 0, firstOrderFailsShare: 0, readingMissingShare: 0, readingEstimatedShare: 0, undeliveredShare: 0,
  carelessShare: 0, paysWhenDarkShare: 0, paysAtOrderShare: 0, deliveredTwiceShare: 0, lostReplyShare: 0, wrongClockShare: 0,
  readingCorrectedShare: 0, outageShare: 0,
};

/** Where luck comes from: nothing happens by luck in a world that is not automatic. */
export interface Luck {
  readonly seed: string;
  readonly automatic: boolean;
  readonly faults: GlobalFaults;
}

/** An unreachable meter stays so for a block of three days. */
const OUTAGE_DAYS = 3;
const MINUTE_MS = 60_000;

const ORDER_FAULTS = [
  'slow', 'late', 'twice', 'okWithoutMoving', 'movesAfterFailed', 'replyBeforeAck', 'partial', 'unknownCorrelation', 'silent',
] as const satisfies readonly (keyof MeterFaults)[];

/**
 * True when the AMM can talk to the meter now. A gas meter has no line of its own: it is heard through its
 * electricity meter, and only while that one is on.
 */
export function isReachable(luck: Luck, meter: Meter, through: Meter | null, nowMs: number): boolean {
  if (!hasLink(luck, meter, nowMs)) return false;
  if (meter.gasThroughSerial === null) return true;
  if (through === null) return false;
  const supply = supplyOf(through);
  return (supply === 'on' || supply === 'limited') && hasLink(luck, through, nowMs);
}

/** The faults one order meets: those set on the meter, and by luck one more. */
export function faultsOfOrder(luck: Luck, meter: Meter, orderId: string): MeterFaults {
  const firstOrderFails = meter.faults.firstOrderFails
    ?? (luck.automatic && draw(luck.seed, 'first', meter.serial) < luck.faults.firstOrderFailsShare);
  const faults = { ...meter.faults, firstOrderFails };
  if (!luck.automatic || draw(luck.seed, 'order', meter.serial, orderId) >= luck.faults.orderFaultShare) return faults;
  const extra = ORDER_FAULTS[drawInteger(0, ORDER_FAULTS.length - 1, luck.seed, 'kind', orderId)] ?? 'slow';
  return { ...faults, [extra]: true };
}

/** World time between an accepted order and the move of the breaker, in milliseconds. */
export function moveDelayMs(luck: Luck, meter: Meter, orderId: string, nowMs: number, slow: boolean): number {
  const talkMs = 1_000 * drawInteger(12, 110, luck.seed, 'talk', meter.serial, orderId) * (slow ? 20 : 1);
  return meter.utility === 'gas' ? Math.max(talkMs, nextWake(meter.serial, nowMs) - nowMs) : talkMs;
}

/** True while a provider answers nothing but errors: three hours at a time, each provider by its own luck. */
export function isOut(luck: Luck, provider: 'amm' | 'sms', nowMs: number): boolean {
  return luck.automatic && draw(luck.seed, 'provider', provider, Math.floor(nowMs / (3 * HOUR_MS))) < luck.faults.outageShare;
}

/** How far the clock of a meter is off, in milliseconds; nearly always 0. */
export function clockErrorMs(luck: Luck, serial: string): number {
  if (!luck.automatic || draw(luck.seed, 'clock', serial) >= luck.faults.wrongClockShare) return 0;
  return drawOne([-HOUR_MS, -7 * MINUTE_MS, 7 * MINUTE_MS, HOUR_MS], luck.seed, 'clock error', serial);
}

/** The instant of which a read-back speaks: a gas meter only knows what it told when it last woke. */
export function reportInstant(meter: Meter, nowMs: number): number {
  if (meter.utility !== 'gas') return nowMs;
  return Math.min(nowMs, Math.max(meter.reportedAtMs, nextWake(meter.serial, nowMs) - HOUR_MS));
}

// A battery meter wakes once an hour, at a minute of its own.
function nextWake(serial: string, nowMs: number): number {
  const offsetMs = drawInteger(0, 3_599, 'wake', serial) * 1_000;
  return Math.floor((nowMs - offsetMs) / HOUR_MS) * HOUR_MS + HOUR_MS + offsetMs;
}

function hasLink(luck: Luck, meter: Meter, nowMs: number): boolean {
  if (!meter.plugged || meter.faults.unreachable === true) return false;
  if (meter.faults.unreachable === false || !luck.automatic) return true;
  const block = Math.floor((dayNumber(dayOf(nowMs)) + drawInteger(0, 2, 'block', meter.serial)) / OUTAGE_DAYS);
  return draw(luck.seed, 'outage', meter.serial, block) >= luck.faults.unreachableShare;
}
