import { confirmedSupplyOf, type Instant, later, type MeterOrder, type MeterState, MINUTE_MS, SECOND_MS, type StateRequest } from '@tegoed/meter-commands';
import type { Amm, OrderAnswer, StateAnswer } from '../adapters/amm/index.js';

/** What an order to this meter meets; drawn per order from the seed. */
export type Behaviour = 'obeys' | 'says_ok_and_does_not_move' | 'moves_after_failing' | 'does_not_answer_but_moves' | 'does_not_answer' | 'is_unreachable' | 'moves_late';

interface Move {
  readonly at: Instant;
  readonly expiresAt: Instant | null;
  readonly action: MeterOrder['action'];
  readonly sequence: number;
}

/**
 * A meter behind an AMM, in memory, with a clock of its own: it obeys, lies, is slow or silent as its seed says. It
 * never obeys an order whose expiry has passed, nor an older order after a newer one; that much any meter does.
 */
export class LyingMeter implements Amm {
  breaker: 'open' | 'closed' | 'ready' = 'closed';
  limiterOn = false;
  /** The link to the meter is gone: it cannot be read. */
  isSilent = false;
  now: Instant;
  readonly orders: MeterOrder[] = [];
  readonly cancelled: MeterOrder[] = [];
  private moves: Move[] = [];
  private lastSequence = 0;

  constructor(
    readonly utility: 'electricity' | 'gas',
    now: Instant,
    private readonly behave: (order: MeterOrder) => Behaviour,
  ) {
    this.now = now;
  }

  sendOrder(order: MeterOrder): Promise<OrderAnswer> {
    this.orders.push(order);
    const behaviour = this.behave(order);
    const delay = behaviour === 'moves_late' ? 20 * MINUTE_MS : SECOND_MS;
    const moves = behaviour === 'obeys' || behaviour === 'moves_late' || behaviour === 'moves_after_failing' || behaviour === 'does_not_answer_but_moves';
    if (moves) this.moves.push({ at: later(this.now, delay), expiresAt: order.expiresAt, action: order.action, sequence: order.sequence });
    return Promise.resolve(answerOf(behaviour));
  }

  /** It says yes and forgets nothing: a cancellation may not be relied on. */
  cancelOrder(order: MeterOrder): Promise<OrderAnswer> {
    this.cancelled.push(order);
    return Promise.resolve({ kind: 'accepted' });
  }

  readMeterState(request: StateRequest): Promise<StateAnswer> {
    this.passTo(request.askedAt);
    if (this.isSilent) return Promise.resolve({ kind: 'unreachable_meter', code: '2.4' });
    const state: MeterState = {
      kind: 'state',
      meterSerial: request.meterSerial,
      breaker: this.utility === 'electricity' ? this.breaker : null,
      valve: this.utility === 'gas' ? this.breaker : null,
      limiterOn: this.utility === 'electricity' ? this.limiterOn : null,
      reportedAt: request.askedAt,
    };
    return Promise.resolve({ kind: 'state', supply: confirmedSupplyOf(state, this.utility), state });
  }

  /** Lets time pass: what was to move until then has moved. */
  passTo(now: Instant): void {
    this.now = now;
    const due = this.moves.filter((move) => move.at <= now).sort((a, b) => a.at - b.at || a.sequence - b.sequence);
    this.moves = this.moves.filter((move) => move.at > now);
    for (const move of due) if ((move.expiresAt === null || move.at < move.expiresAt) && move.sequence > this.lastSequence) this.act(move);
  }

  /** True when a person in this home has light, or only has to press the button. */
  hasSupply(): boolean {
    return this.breaker !== 'open' && !this.limiterOn;
  }

  private act(move: Move): void {
    this.lastSequence = move.sequence;
    switch (move.action) {
      case 'connect':
        this.breaker = 'closed';
        return;
      case 'arm':
        this.breaker = 'ready';
        return;
      case 'disconnect':
        this.breaker = 'open';
        return;
      case 'limit':
        this.limiterOn = true;
        return;
      case 'unlimit':
        this.limiterOn = false;
    }
  }
}

function answerOf(behaviour: Behaviour): OrderAnswer {
  switch (behaviour) {
    case 'moves_after_failing':
      return { kind: 'refused', code: '5.1' };
    case 'does_not_answer':
    case 'does_not_answer_but_moves':
      return { kind: 'no_answer', why: 'timeout', retryAfterMs: null };
    case 'is_unreachable':
      return { kind: 'unreachable_meter', code: '2.4' };
    default:
      return { kind: 'accepted' };
  }
}
