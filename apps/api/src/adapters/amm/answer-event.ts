import { type CommandEvent } from '@tegoed/meter-commands';
import { type OrderAnswer, type StateAnswer } from './amm-port.js';

/** What the answer to an order means for its command. An order this side refused has certainly not acted. */
export function eventOfOrderAnswer(answer: OrderAnswer): CommandEvent {
  switch (answer.kind) {
    case 'accepted':
      return { kind: 'quick_reply', result: 'ok', code: '0.0' };
    case 'handed_over':
      return { kind: 'handed_over' };
    case 'refused':
    case 'unreachable_meter':
    case 'unknown_meter':
      return { kind: 'quick_reply', result: 'failed', code: answer.code };
    case 'not_sent':
      return { kind: 'quick_reply', result: 'failed', code: answer.why };
    case 'no_answer':
      return answer;
    case 'garbled':
      return { kind: 'no_answer', why: 'garbled', retryAfterMs: null };
  }
}

/** What the answer to a read means for the command that waits for it. */
export function eventOfStateAnswer(answer: StateAnswer): CommandEvent {
  return answer.kind === 'state'
    ? { kind: 'read_back', supply: answer.supply, reportedAt: answer.state.reportedAt }
    : { kind: 'read_failed' };
}
