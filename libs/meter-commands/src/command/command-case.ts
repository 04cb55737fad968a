import { assertNever } from '../assert-never.js';
import { allGatesPass } from '../gates/index.js';
import { type Instant } from '../instant.js';
import { type CommandAction, type ConfirmedSupply, directionOf } from '../supply.js';
import { type CommandEvent, type MeterCommand } from './meter-command.js';
import { type CommandCase } from './transitions.js';

/** Which line of the transition table an event comes down to for this command. */
export function caseOf(command: MeterCommand, event: CommandEvent, now: Instant): CommandCase {
  switch (event.kind) {
    case 'gates_answered':
      return mayPass(command, event.answers) ? 'gates_passed' : 'gates_failed';
    case 'send_started':
      return caseOfSending(command, event, now);
    case 'quick_reply':
      return caseOfReply(event.result, event.code);
    case 'asynchronous_answer':
      return event.outcome === 'done' ? 'answered_done' : 'answered_failed';
    case 'read_back':
      return caseOfReadBack(command, event.supply, proofTime(event.reportedAt, now));
    case 'handed_over':
    case 'no_answer':
    case 'read_failed':
    case 'newer_wish':
    case 'attempt_due':
    case 'deadline_reached':
    case 'crash_found':
      return event.kind;
    default:
      return assertNever(event);
  }
}

/** A meter whose clock runs ahead cannot prove the future: its report counts from when it was received. */
export function proofTime(reportedAt: Instant, now: Instant): Instant {
  return reportedAt > now ? now : reportedAt;
}

function mayPass(command: MeterCommand, answers: Parameters<typeof allGatesPass>[0]): boolean {
  return directionOf(command.action) !== 'less' || allGatesPass(answers);
}

/** The last look before an order leaves: deadline, earliest moment, gates, permit, in this order. */
function caseOfSending(
  command: MeterCommand,
  event: CommandEvent & { kind: 'send_started' },
  now: Instant,
): CommandCase {
  if (now >= command.deadlineAt) return 'deadline_reached';
  if (command.notBefore !== null && now < command.notBefore) return 'not_yet';
  if (!mayPass(command, event.answers)) return 'gates_failed';
  return event.permit === 'granted' ? 'send_started' : 'permit_denied';
}

/** Codes of IEC 61968-9: 2.4 invalid or unreachable meter, 2.12 unknown meter. PARTIAL for one meter proves nothing. */
function caseOfReply(result: 'ok' | 'partial' | 'failed', code: string | null): CommandCase {
  if (result === 'ok') return 'reply_ok';
  if (result === 'partial') return 'no_answer';
  if (code === '2.4') return 'reply_unreachable';
  return code === '2.12' ? 'reply_unknown_meter' : 'reply_refused';
}

function caseOfReadBack(command: MeterCommand, supply: ConfirmedSupply, reportedAt: Instant): CommandCase {
  if (supply === 'unknown') return 'seen_too_early';
  if (command.provableAfter !== null && reportedAt <= command.provableAfter) return 'seen_too_early';
  return PROVEN_BY[command.action].includes(supply) ? 'seen_as_wanted' : 'seen_otherwise';
}

/** The states that prove an action. `ready` proves a connect: the rest is the customer's press on the button. */
const PROVEN_BY: Readonly<Record<CommandAction, readonly ConfirmedSupply[]>> = {
  connect: ['on', 'limited', 'ready', 'tripped'],
  arm: ['on', 'limited', 'ready', 'tripped'],
  unlimit: ['on', 'ready'],
  limit: ['limited', 'tripped'],
  disconnect: ['off'],
  read_state: ['on', 'limited', 'off', 'ready', 'tripped'],
};
