import type { Registers, Utility } from '../homes/home.js';

/** DLMS disconnect control (class 70) control_state: 0 disconnected, 1 connected, 2 ready for reconnection. */
export type Position = 0 | 1 | 2;
/** What the home has, as a person would see it at the socket or the cooker. */
export type Supply = 'on' | 'limited' | 'off' | 'ready' | 'tripped';

/** Ways in which a meter or the AMM in front of it can fail; several may be set at once. */
export interface MeterFaults {
  /** Everything takes twenty times as long. */
  readonly slow: boolean;
  /** true: the AMM cannot reach the meter; null: luck decides (automatic worlds only). */
  readonly unreachable: boolean | null;
  /** Moves in time but tells so only half a day later. */
  readonly late: boolean;
  /** Sends the same event twice. */
  readonly twice: boolean;
  /** Accepts, says it is done, and does not move. */
  readonly okWithoutMoving: boolean;
  /** Answers FAILED 2.4 and moves all the same. */
  readonly movesAfterFailed: boolean;
  /** The event is delivered before the quick reply. */
  readonly replyBeforeAck: boolean;
  /** The first order to this meter gets FAILED 2.4, the next is fine; null: luck decides. */
  readonly firstOrderFails: boolean | null;
  /** Answers PARTIAL with an error for this meter, which does not move. */
  readonly partial: boolean;
  /** The event carries a correlation id that nobody sent. */
  readonly unknownCorrelation: boolean;
  /** Accepts and moves, but its event is lost. */
  readonly silent: boolean;
}

export const NO_FAULTS: MeterFaults = {
  slow: false, unreachable: null, late: false, twice: false, okWithoutMoving: false, movesAfterFailed: false,
  replyBeforeAck: false, firstOrderFails: null, partial: false, unknownCorrelation: false, silent: false,
};

/** One meter at the wall. `position` is the breaker of an electricity meter or the valve of a gas meter. */
export interface Meter {
  readonly serial: string;
  readonly utility: Utility;
  readonly gasThroughSerial: string | null;
  readonly position: Position;
  readonly limiterOn: boolean;
  /** False after somebody pulled the communication module: the home keeps its supply, the link is gone. */
  readonly plugged: boolean;
  readonly registers: Registers;
  /** Use is counted until this instant. */
  readonly usedUntilMs: number;
  /** When the meter last told its state by itself or after an order. */
  readonly reportedAtMs: number;
  readonly ordersReceived: number;
  /** The newest order this meter was given, whatever came of it. */
  readonly lastOrderId: string | null;
  /** The highest sequence of an order this meter was given; absent before the first one. */
  readonly lastSequence?: number;
  /** Registers at the end of the last supply days (local midnight), by day. */
  readonly dayRegisters: Readonly<Record<string, Registers>>;
  /** The last supply day whose final reading the MDM has sent. */
  readonly readUntilDay: string | null;
  readonly faults: MeterFaults;
}

/** The supply behind a meter. A limiter that opened the breaker is `tripped`, not `ready`: it needs less load first. */
export function supplyOf(meter: Pick<Meter, 'position' | 'limiterOn'>): Supply {
  switch (meter.position) {
    case 0: return 'off';
    case 1: return meter.limiterOn ? 'limited' : 'on';
    case 2: return meter.limiterOn ? 'tripped' : 'ready';
  }
}
