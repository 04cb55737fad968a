import { type CommandEvent, type MeterCommand, decideCommand, isOpen, requestCommand } from '../command/index.js';
import { type GateAnswer, GATES } from '../gates/index.js';
import { HOUR_MS, MINUTE_MS, type Instant, instant, later } from '../instant.js';
import { commandPolicy } from '../policy/index.js';
import { type CommandAction, type ConfirmedSupply, type WantedSupply, directionOf } from '../supply.js';
import { nextSequence, planCommands } from './plan-commands.js';
import { type MeterCapabilities, type MeterStanding, type SupplyWish, afterReadBack, afterSending } from './standing.js';

/** An order that left and may act at any moment until its expiry, whatever the AMM said about it. */
interface OrderInFlight {
  readonly action: CommandAction;
  readonly expiresAt: Instant | null;
}

/** An order for less supply at the moment it left, for the checks. */
export interface SentCut {
  readonly gatesOpen: boolean;
  readonly wanted: WantedSupply;
  readonly attempt: number;
}

/**
 * One home with a meter that does what it likes and an AMM that says what it likes, driven the way a worker drives it:
 * plan, gates, sending committed, answer, read-back. The AMM respects expiries and nothing else.
 */
export class SimulatedHome {
  now: Instant = instant(Date.parse('2026-10-06T08:00:00Z'));
  wish: SupplyWish = { wantedSupply: 'on', version: 1, notBefore: null };
  standing: MeterStanding = { supply: 'on', confirmedAt: this.now, lastOrder: null, openCommand: null };
  command: MeterCommand | null = null;
  gatesOpen = true;
  breaker: 'open' | 'closed' | 'ready' = 'closed';
  limiterOn = false;
  inFlight: readonly OrderInFlight[] = [];
  readonly sentCuts: SentCut[] = [];
  readonly sequences: number[] = [];
  /** States that were called known when an order for less supply acted after all. There must be none. */
  readonly surprises: ConfirmedSupply[] = [];
  private seenBefore: { supply: ConfirmedSupply; at: Instant } = { supply: 'on', at: this.now };

  constructor(private readonly meter: MeterCapabilities) {}

  want(wantedSupply: WantedSupply): void {
    this.wish = { wantedSupply, version: this.wish.version + 1, notBefore: null };
    this.plan();
  }

  /** The transaction of a payment: it writes the wish and nothing else, whatever the worker is doing at that moment. */
  pay(): void {
    this.wish = { wantedSupply: 'on', version: this.wish.version + 1, notBefore: null };
  }

  pass(durationMs: number): void {
    this.seenBefore = { supply: this.trueSupply(), at: this.now };
    this.now = later(this.now, durationMs);
    this.inFlight = this.inFlight.filter(({ expiresAt }) => expiresAt === null || this.now < expiresAt);
    if (this.command !== null && this.now >= this.command.deadlineAt) this.happen({ kind: 'deadline_reached' });
    const dueAt = this.command?.nextAttemptAt ?? null;
    if (dueAt !== null && this.now >= dueAt) this.happen({ kind: 'attempt_due' });
    this.plan();
  }

  /** Gates on the way into the queue, then the sending transaction. */
  send(): void {
    this.queue();
    this.startSending();
  }

  /** The gates on the way into the queue. */
  queue(): void {
    if (this.command === null || directionOf(this.command.action) === 'read') return;
    this.happen({ kind: 'gates_answered', answers: this.gateAnswers() });
  }

  /** The sending transaction: a wish that is newer than the command ends it here; otherwise the gates are asked again. */
  startSending(): void {
    if (this.command === null || directionOf(this.command.action) === 'read') return;
    if (this.command.state === 'queued' && this.command.wishVersion !== this.wish.version) return this.happen({ kind: 'newer_wish', version: this.wish.version });
    const attempt = this.command.attempt;
    this.happen({
      kind: 'send_started',
      answers: this.gateAnswers(),
      permit: 'granted',
      sequence: nextSequence(this.standing),
      earlierOrdersUntil: this.standing.lastOrder?.expiresAt ?? null,
    });
    if (this.command.attempt > attempt) this.afterLeaving(this.command);
  }

  /** The true state reaches us, or with `stale` the one from before the last step of time. */
  read(stale = false): void {
    const seen = stale ? this.seenBefore : { supply: this.trueSupply(), at: this.now };
    this.standing = afterReadBack(this.standing, { supply: seen.supply, reportedAt: seen.at }, this.now);
    if (this.command !== null) this.happen({ kind: 'read_back', supply: seen.supply, reportedAt: seen.at });
    this.plan();
  }

  /** A read command is a read of the true state right away. */
  readWhenAsked(): void {
    if (this.command?.action === 'read_state') this.read();
  }

  happen(event: CommandEvent): void {
    if (this.command === null) return;
    this.command = decideCommand(this.command, event, this.now, commandPolicy, 0.5).command;
    this.standing = { ...this.standing, openCommand: isOpen(this.command) ? this.command : null };
  }

  /** The order in flight with this index acts on the meter, in any order and also when a later one has acted. */
  act(index: number): void {
    const order = this.inFlight[index % Math.max(1, this.inFlight.length)];
    if (order === undefined) return;
    this.inFlight = this.inFlight.filter((each) => each !== order);
    if (directionOf(order.action) === 'less' && this.standing.supply !== 'unknown') this.surprises.push(this.standing.supply);
    const closed = this.meter.reconnect === 'closes_at_once' ? 'closed' : 'ready';
    if (order.action === 'disconnect') this.breaker = 'open';
    if (order.action === 'connect' || order.action === 'arm') this.breaker = this.breaker === 'closed' ? 'closed' : closed;
    if (order.action === 'limit') this.limiterOn = true;
    if (order.action === 'unlimit') this.limiterOn = false;
  }

  press(): void {
    if (this.breaker === 'ready') this.breaker = 'closed';
  }

  trueSupply(): ConfirmedSupply {
    if (this.breaker === 'open') return 'off';
    if (this.breaker === 'ready') return this.limiterOn ? 'tripped' : 'ready';
    return this.limiterOn ? 'limited' : 'on';
  }

  /** Compares what is wanted with what is proven, as the worker does after every wish and every event. */
  plan(): void {
    const planned = planCommands(this.wish, this.standing, this.meter, this.now);
    if (planned.kind !== 'restore_first' && planned.supersedesOpen) this.happen({ kind: 'newer_wish', version: this.wish.version });
    if (planned.kind !== 'order') return;
    if (this.standing.openCommand !== null) throw new Error('two open orders for one meter');
    if (directionOf(planned.action) === 'less' && this.standing.supply === 'unknown') throw new Error('a cut against UNKNOWN');
    this.command = requestCommand(
      {
        commandId: String(planned.sequence), meterSerial: 'M', action: planned.action, wishVersion: this.wish.version,
        sequence: planned.sequence, notBefore: planned.notBefore, windowEndsAt: later(this.now, 2 * HOUR_MS),
      },
      this.now,
      commandPolicy,
    );
    this.standing = { ...this.standing, openCommand: this.command };
  }

  private afterLeaving(command: MeterCommand): void {
    this.sequences.push(command.sequence);
    this.inFlight = [...this.inFlight, { action: command.action, expiresAt: command.expiresAt }];
    this.standing = afterSending(this.standing, { ...command, sentAt: this.now });
    if (directionOf(command.action) !== 'less') return;
    this.sentCuts.push({ gatesOpen: this.gatesOpen, wanted: this.wish.wantedSupply, attempt: command.attempt });
  }

  private gateAnswers(): readonly GateAnswer[] {
    if (this.command !== null && directionOf(this.command.action) !== 'less') return [];
    return GATES.map((gate) => ({ gate, passed: gate !== 'not_protected' || this.gatesOpen, facts: {} }));
  }
}

/** From here on the AMM, the meter and the customer do what they should, ten minutes at a time. */
export function settle(home: SimulatedHome): void {
  for (let round = 0; round < 400 && !isSettled(home); round += 1) {
    home.pass(10 * MINUTE_MS);
    home.send();
    while (home.inFlight.length > 0) home.act(0);
    home.happen({ kind: 'quick_reply', result: 'ok', code: '0.0' });
    home.press();
    home.pass(MINUTE_MS);
    home.read();
  }
}

function isSettled(home: SimulatedHome): boolean {
  return home.standing.supply === home.wish.wantedSupply && home.standing.openCommand === null;
}
