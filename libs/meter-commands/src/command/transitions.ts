import { type Direction } from '../supply.js';
import { type CommandEffect, type CommandEvent, type CommandState } from './meter-command.js';

/** The questions an event comes down to once its content has been looked at. */
export const COMMAND_CASES = [
  'gates_passed',
  'gates_failed',
  'send_started',
  'permit_denied',
  'not_yet',
  'handed_over',
  'reply_ok',
  'reply_unreachable',
  'reply_unknown_meter',
  'reply_refused',
  'no_answer',
  'answered_done',
  'answered_failed',
  'seen_as_wanted',
  'seen_otherwise',
  'seen_too_early',
  'read_failed',
  'newer_wish',
  'attempt_due',
  'deadline_reached',
  'crash_found',
] as const;

export type CommandCase = (typeof COMMAND_CASES)[number];

/** Which cases an event can come down to; the table is complete when each of them has an outcome in each state. */
export const CASES_OF_EVENT: Readonly<Record<CommandEvent['kind'], readonly CommandCase[]>> = {
  gates_answered: ['gates_passed', 'gates_failed'],
  send_started: ['send_started', 'gates_failed', 'permit_denied', 'not_yet', 'deadline_reached'],
  handed_over: ['handed_over'],
  quick_reply: ['reply_ok', 'reply_unreachable', 'reply_unknown_meter', 'reply_refused', 'no_answer'],
  no_answer: ['no_answer'],
  asynchronous_answer: ['answered_done', 'answered_failed'],
  read_back: ['seen_as_wanted', 'seen_otherwise', 'seen_too_early'],
  read_failed: ['read_failed'],
  newer_wish: ['newer_wish'],
  attempt_due: ['attempt_due'],
  deadline_reached: ['deadline_reached'],
  crash_found: ['crash_found'],
};

/** One line of the table. `stay` keeps the state it was in. */
export interface Transition {
  readonly on: readonly CommandCase[];
  readonly from: readonly CommandState[];
  readonly directions: readonly Direction[];
  readonly to: CommandState | 'stay';
  readonly effects: readonly CommandEffect['kind'][];
  readonly why: string;
}

const WAITING = ['requested', 'held', 'queued'] as const;
const UNPROVEN = ['sent', 'accepted', 'unknown'] as const;
const FAILED = ['refused', 'unreachable'] as const;
const SENT_ONCE = [...UNPROVEN, ...FAILED] as const;
const ENDED = ['confirmed', 'expired', 'superseded'] as const;

const ANY = ['more', 'less', 'read'] as const;
const MORE = ['more'] as const;
const LESS = ['less'] as const;
const READ = ['read'] as const;
const NOT_LESS = ['more', 'read'] as const;
const NOT_READ = ['more', 'less'] as const;

const REPLIES = ['reply_ok', 'reply_unreachable', 'reply_unknown_meter', 'reply_refused', 'no_answer'] as const;
const ANSWERED = ['answered_done', 'answered_failed'] as const;
const SEEN = ['seen_as_wanted', 'seen_otherwise', 'seen_too_early'] as const;

/** Every transition of a meter command. Each state, case and direction is named exactly once. */
export const TRANSITIONS: readonly Transition[] = [
  // On the way into the queue.
  { on: ['gates_passed'], from: WAITING, directions: ANY, to: 'queued', effects: ['send'], why: 'Nothing stands in the way.' },
  { on: ['gates_failed'], from: WAITING, directions: LESS, to: 'held', effects: ['ask_gates'], why: 'A gate is closed: the home keeps its supply, and the gates are asked again.' },
  { on: ['gates_failed'], from: WAITING, directions: NOT_LESS, to: 'queued', effects: ['send'], why: 'Orders that give supply, and reads, have no gates.' },
  { on: ['gates_passed', 'gates_failed'], from: ['sending', ...UNPROVEN], directions: ANY, to: 'stay', effects: [], why: 'Gates are asked before an order leaves; this one has left.' },

  // The sending transaction.
  { on: ['send_started'], from: ['queued'], directions: ANY, to: 'sending', effects: ['hand_over'], why: 'Committed before it leaves, so that a crash is seen.' },
  { on: ['send_started', 'permit_denied', 'not_yet'], from: ['requested', 'held'], directions: ANY, to: 'stay', effects: ['ask_gates'], why: 'Only a queued order may leave.' },
  { on: ['permit_denied'], from: ['queued'], directions: LESS, to: 'stay', effects: ['attempt_again'], why: 'The breaker has no room; waiting for a permit is not an attempt.' },
  { on: ['permit_denied'], from: ['queued'], directions: NOT_LESS, to: 'sending', effects: ['hand_over'], why: 'Orders that give supply, and reads, are never limited.' },
  { on: ['not_yet'], from: ['queued'], directions: ANY, to: 'stay', effects: ['attempt_again'], why: 'Its earliest moment has not come.' },
  { on: ['send_started', 'permit_denied', 'not_yet'], from: ['sending', ...UNPROVEN], directions: ANY, to: 'stay', effects: [], why: 'It has left already; two workers cannot send one attempt.' },

  // The quick reply.
  { on: ['handed_over'], from: ['sending'], directions: MORE, to: 'sent', effects: ['read_state', 'attempt_again'], why: 'The AMM has the message and will reply later.' },
  { on: ['handed_over'], from: ['sending'], directions: LESS, to: 'sent', effects: ['read_state'], why: 'The AMM has the message and will reply later.' },
  { on: ['handed_over'], from: ['sending'], directions: READ, to: 'sent', effects: ['attempt_again'], why: 'The AMM has the question and will reply later.' },
  { on: ['reply_ok'], from: ['sending', 'sent', 'unknown', ...FAILED], directions: MORE, to: 'accepted', effects: ['read_state', 'attempt_again'], why: 'OK means accepted, never moved: read, and send again when nothing proves it.' },
  { on: ['reply_ok'], from: ['sending', 'sent', 'unknown'], directions: LESS, to: 'accepted', effects: ['read_state'], why: 'OK means accepted, never moved: read.' },
  { on: ['reply_ok'], from: ['sending', 'sent', 'unknown', ...FAILED], directions: READ, to: 'accepted', effects: ['attempt_again'], why: 'A read is answered by the state, not by an OK.' },
  { on: ['reply_unreachable'], from: ['sending', ...SENT_ONCE], directions: NOT_LESS, to: 'unreachable', effects: ['attempt_again'], why: 'Meters come back: it is tried for days.' },
  { on: ['reply_unreachable'], from: ['sending', ...UNPROVEN], directions: LESS, to: 'unreachable', effects: ['plan_again'], why: 'Less supply is tried once per window. The state stays UNKNOWN until it is read.' },
  { on: ['reply_refused'], from: ['sending', ...SENT_ONCE], directions: NOT_LESS, to: 'refused', effects: ['attempt_again'], why: 'A refused reconnect is tried again: a home waits.' },
  { on: ['reply_refused'], from: ['sending', ...UNPROVEN], directions: LESS, to: 'refused', effects: ['plan_again'], why: 'A refused cut is not repeated. The state stays UNKNOWN until it is read.' },
  { on: ['reply_unknown_meter'], from: ['sending', ...SENT_ONCE], directions: NOT_LESS, to: 'refused', effects: ['attempt_again', 'work_list'], why: 'The AMM does not know the meter: a person has to look while it is tried on.' },
  { on: ['reply_unknown_meter'], from: ['sending', ...UNPROVEN], directions: LESS, to: 'refused', effects: ['work_list', 'plan_again'], why: 'The AMM does not know the meter: a person has to look.' },
  { on: ['no_answer'], from: ['sending', 'sent'], directions: MORE, to: 'unknown', effects: ['read_state', 'attempt_again'], why: 'It may have acted: read, and send again with a higher sequence.' },
  { on: ['no_answer'], from: ['sending', 'sent'], directions: LESS, to: 'unknown', effects: ['read_state'], why: 'It may have acted: read, never send a cut again.' },
  { on: ['no_answer'], from: ['sending', 'sent'], directions: READ, to: 'unreachable', effects: ['attempt_again'], why: 'A read can be repeated without harm.' },
  { on: ['gates_passed', 'gates_failed', 'send_started', 'permit_denied', 'not_yet', 'handed_over'], from: FAILED, directions: NOT_LESS, to: 'stay', effects: [], why: 'It goes back to the queue only when its next attempt is due.' },
  { on: ['handed_over'], from: [...WAITING, ...UNPROVEN], directions: ANY, to: 'stay', effects: [], why: 'Late or repeated word of a sending that is known already.' },
  { on: ['reply_ok'], from: ['accepted'], directions: ANY, to: 'stay', effects: [], why: 'Accepted already.' },
  { on: ['no_answer'], from: ['accepted', 'unknown', ...FAILED], directions: NOT_LESS, to: 'stay', effects: [], why: 'More is known already than no answer tells.' },
  { on: ['no_answer'], from: ['accepted', 'unknown'], directions: LESS, to: 'stay', effects: [], why: 'More is known already than no answer tells.' },
  { on: REPLIES, from: WAITING, directions: ANY, to: 'stay', effects: [], why: 'A reply to an earlier attempt; the next one is on its way.' },

  // The asynchronous answer.
  { on: ['answered_done'], from: ['sending', ...SENT_ONCE], directions: MORE, to: 'accepted', effects: ['read_state', 'attempt_again'], why: 'The meter is said to have moved, perhaps before the quick reply or after a failed one: read it.' },
  { on: ['answered_done'], from: ['sending', ...UNPROVEN], directions: LESS, to: 'accepted', effects: ['read_state'], why: 'The meter is said to have moved, perhaps before the quick reply: read it.' },
  { on: ['answered_failed'], from: ['sending', ...UNPROVEN], directions: MORE, to: 'refused', effects: ['read_state', 'attempt_again'], why: 'The meter did not follow: send again, and read in case it did.' },
  { on: ['answered_failed'], from: FAILED, directions: MORE, to: 'stay', effects: [], why: 'The next attempt is planned already.' },
  { on: ['answered_failed'], from: ['sending', ...UNPROVEN], directions: LESS, to: 'unknown', effects: ['read_state'], why: 'A failed answer is no proof that nothing moved: read.' },
  { on: ANSWERED, from: ['sending', ...SENT_ONCE], directions: READ, to: 'stay', effects: [], why: 'Reads have no asynchronous answer.' },
  { on: ANSWERED, from: ['requested', 'held'], directions: ANY, to: 'stay', effects: [], why: 'Nothing has been sent.' },
  { on: ANSWERED, from: ['queued'], directions: ANY, to: 'stay', effects: ['plan_again'], why: 'An answer to an earlier attempt: the state may have changed.' },

  // The read-back.
  { on: ['seen_as_wanted'], from: SENT_ONCE, directions: NOT_LESS, to: 'confirmed', effects: ['plan_again'], why: 'The meter itself proves it.' },
  { on: ['seen_as_wanted'], from: UNPROVEN, directions: LESS, to: 'confirmed', effects: ['plan_again'], why: 'The meter itself proves it, after the order expired.' },
  { on: ['seen_otherwise'], from: UNPROVEN, directions: MORE, to: 'unreachable', effects: ['attempt_again'], why: 'The meter did not move: send again.' },
  { on: ['seen_otherwise'], from: FAILED, directions: MORE, to: 'stay', effects: [], why: 'The next attempt is planned already.' },
  { on: ['seen_otherwise'], from: UNPROVEN, directions: LESS, to: 'expired', effects: ['plan_again'], why: 'The order expired without effect and is decided anew.' },
  { on: ['seen_otherwise'], from: SENT_ONCE, directions: READ, to: 'confirmed', effects: ['plan_again'], why: 'A read has no wrong outcome.' },
  { on: ['seen_too_early'], from: UNPROVEN, directions: NOT_READ, to: 'stay', effects: ['read_state'], why: 'An order could still act after this was seen: read again later.' },
  { on: ['seen_too_early', 'read_failed'], from: UNPROVEN, directions: READ, to: 'unreachable', effects: ['attempt_again'], why: 'Nothing new was learned: read again later.' },
  { on: ['seen_too_early'], from: FAILED, directions: NOT_LESS, to: 'stay', effects: [], why: 'The next attempt is planned already.' },
  { on: SEEN, from: ['sending'], directions: NOT_READ, to: 'stay', effects: [], why: 'The reply to the sending comes first.' },
  { on: ['seen_as_wanted', 'seen_otherwise'], from: ['sending'], directions: READ, to: 'confirmed', effects: ['plan_again'], why: 'The answer to a read is the state itself.' },
  { on: ['seen_too_early', 'read_failed'], from: ['sending'], directions: READ, to: 'unreachable', effects: ['attempt_again'], why: 'Nothing new was learned: read again later.' },
  { on: SEEN, from: WAITING, directions: ANY, to: 'stay', effects: ['plan_again'], why: 'The state became known before the order left; it may not be needed.' },
  { on: ['read_failed'], from: UNPROVEN, directions: NOT_READ, to: 'stay', effects: ['read_state'], why: 'The meter could not be read: again later.' },
  { on: ['read_failed'], from: FAILED, directions: NOT_LESS, to: 'stay', effects: [], why: 'The next attempt is planned already.' },
  { on: ['read_failed'], from: ['sending'], directions: NOT_READ, to: 'stay', effects: [], why: 'The reply to the sending comes first.' },
  { on: ['read_failed'], from: WAITING, directions: ANY, to: 'stay', effects: [], why: 'Nothing has been sent that a read could prove.' },

  // The wish, the clock and the crash.
  { on: ['newer_wish'], from: WAITING, directions: ANY, to: 'superseded', effects: ['plan_again'], why: 'The newest wish wins; this order never leaves.' },
  { on: ['newer_wish'], from: ['sending', ...SENT_ONCE], directions: NOT_LESS, to: 'superseded', effects: ['plan_again'], why: 'The newest wish wins.' },
  { on: ['newer_wish'], from: ['sending', ...UNPROVEN], directions: LESS, to: 'superseded', effects: ['plan_again'], why: 'The newest wish wins. The order may still act: the state stays UNKNOWN and supply is ordered at once.' },
  { on: ['attempt_due'], from: ['requested', 'held'], directions: ANY, to: 'stay', effects: ['ask_gates'], why: 'The gates come first.' },
  { on: ['attempt_due'], from: ['queued'], directions: ANY, to: 'stay', effects: ['send'], why: 'It waits for its turn only.' },
  { on: ['attempt_due'], from: SENT_ONCE, directions: NOT_LESS, to: 'queued', effects: ['send'], why: 'Not proven yet: send again with a higher sequence.' },
  { on: ['attempt_due'], from: UNPROVEN, directions: LESS, to: 'stay', effects: [], why: 'A cut is never sent twice.' },
  { on: ['attempt_due'], from: ['sending'], directions: ANY, to: 'stay', effects: [], why: 'An attempt is under way.' },
  { on: ['deadline_reached'], from: WAITING, directions: LESS, to: 'expired', effects: ['plan_again'], why: 'The window is over: decided anew from fresh facts when the next one opens.' },
  { on: ['deadline_reached'], from: ['sending', ...UNPROVEN], directions: LESS, to: 'unknown', effects: ['read_state'], why: 'It left before the window ended; only a read can tell.' },
  { on: ['deadline_reached'], from: [...WAITING, ...SENT_ONCE], directions: MORE, to: 'expired', effects: ['work_list', 'plan_again'], why: 'Tried for days without proof: a person has to look, and a fresh order follows.' },
  { on: ['deadline_reached'], from: ['sending'], directions: MORE, to: 'unknown', effects: ['read_state', 'attempt_again'], why: 'A sending that never ended is a crash.' },
  { on: ['deadline_reached'], from: [...WAITING, 'sending', ...SENT_ONCE], directions: READ, to: 'expired', effects: ['plan_again'], why: 'A fresh read follows when one is still needed.' },
  { on: ['crash_found'], from: ['sending'], directions: MORE, to: 'unknown', effects: ['read_state', 'attempt_again'], why: 'Nobody knows whether it left: read, and send again with a higher sequence.' },
  { on: ['crash_found'], from: ['sending'], directions: LESS, to: 'unknown', effects: ['read_state'], why: 'Nobody knows whether it left: read, never send a cut again.' },
  { on: ['crash_found'], from: ['sending'], directions: READ, to: 'unreachable', effects: ['attempt_again'], why: 'A read can be repeated without harm.' },
  { on: ['crash_found'], from: [...WAITING, ...SENT_ONCE], directions: NOT_LESS, to: 'stay', effects: [], why: 'Its state was committed and still holds.' },
  { on: ['crash_found'], from: [...WAITING, ...UNPROVEN], directions: LESS, to: 'stay', effects: [], why: 'Its state was committed and still holds.' },

  // Ended.
  { on: COMMAND_CASES, from: ENDED, directions: ANY, to: 'stay', effects: [], why: 'The command has ended; late answers are kept and change the state of the meter only by a read-back.' },
  { on: COMMAND_CASES, from: FAILED, directions: LESS, to: 'stay', effects: [], why: 'A cut is tried once per window: this one has ended.' },
];
