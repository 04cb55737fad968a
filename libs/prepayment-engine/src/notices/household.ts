import type { Instant } from '../calendar/index.js';
import type { NoticeKind } from './notice.js';

/** A notice that waits to be sent to a person. */
export interface WaitingNotice {
  readonly noticeId: string;
  readonly accountId: number;
  readonly kind: NoticeKind;
  /** The day the credit ends, YYYY-MM-DD; null for a notice that names none. */
  readonly runsOutOn: string | null;
  readonly decidedAt: Instant;
  /** True when money came in after the decision, or its day is over: what it warns about is no longer so. */
  readonly isVoid: boolean;
  /** True when another channel has failed with it already: then it is not held back once more. */
  readonly isTried: boolean;
}

/** One message: the notice it is made of, and the one of another supply of the same home that is told with it. */
export interface HouseholdMessage {
  readonly noticeId: string;
  readonly togetherWith: string | null;
}

/** What becomes of the waiting notices of one person; each of them is named exactly once. */
export interface HouseholdPost {
  readonly send: readonly HouseholdMessage[];
  /** A newer warning or a payment has made these untrue: they are never sent. */
  readonly overtaken: readonly string[];
  /** The person has heard enough today. */
  readonly tomorrow: readonly string[];
}

const LADDER: ReadonlySet<NoticeKind> = new Set<NoticeKind>(['own_threshold', 'days_left_7', 'days_left_3', 'days_left_1', 'risk_today']);
const REMINDERS: ReadonlySet<NoticeKind> = new Set<NoticeKind>(['own_threshold', 'days_left_7', 'days_left_3', 'emergency_half_used']);
const CAN_BE_VOID: ReadonlySet<NoticeKind> = new Set<NoticeKind>([...LADDER, 'emergency_started', 'emergency_half_used', 'planned_limit', 'planned_off']);

/** True for a notice that can wait a day: of those, a person gets one a day at most. */
export function isReminder(kind: NoticeKind): boolean {
  return REMINDERS.has(kind);
}

/**
 * Arranges what waits for one person: nothing that is no longer true, electricity and gas in one warning, one reminder
 * a day. What cannot wait (the last day, a planned change, news of supply and money) always goes.
 */
export function arrangeHousehold(waiting: readonly WaitingNotice[], isRemindedToday: boolean): HouseholdPost {
  const overtaken = waiting.filter((notice) => isOvertaken(notice, waiting));
  const rest = waiting.filter((notice) => !overtaken.includes(notice));
  const messages = together(rest);
  const urgent = messages.filter(({ lead }) => lead.isTried || !isReminder(lead.kind));
  const reminders = messages.filter((message) => !urgent.includes(message));
  const hasHeard = isRemindedToday || urgent.some(({ lead }) => isLadder(lead));
  const today = hasHeard ? [] : reminders.slice(0, 1);
  const tomorrow = reminders.filter((message) => !today.includes(message));
  return {
    send: [...urgent, ...today].map(({ lead, second }) => ({ noticeId: lead.noticeId, togetherWith: second?.noticeId ?? null })),
    overtaken: overtaken.map(({ noticeId }) => noticeId),
    tomorrow: tomorrow.flatMap(({ lead, second }) => [lead.noticeId, ...(second === null ? [] : [second.noticeId])]),
  };
}

interface Message {
  readonly lead: WaitingNotice;
  readonly second: WaitingNotice | null;
}

function isOvertaken(notice: WaitingNotice, waiting: readonly WaitingNotice[]): boolean {
  if (notice.isVoid && CAN_BE_VOID.has(notice.kind)) return true;
  if (!isLadder(notice)) return false;
  return waiting.some((other) => other.accountId === notice.accountId && isLadder(other) && isNewer(other, notice));
}

function isNewer(one: WaitingNotice, other: WaitingNotice): boolean {
  if (one === other) return false;
  return one.decidedAt === other.decidedAt ? one.noticeId > other.noticeId : one.decidedAt > other.decidedAt;
}

// Pairs the ladder's notices of different accounts, the most urgent first; everything else is a message of its own.
function together(notices: readonly WaitingNotice[]): Message[] {
  const ladder = notices.filter(isLadder).toSorted(byUrgency);
  const pairs: Message[] = [];
  for (let index = 0; index < ladder.length; index += 2) {
    const lead = ladder[index];
    if (lead !== undefined) pairs.push({ lead, second: ladder[index + 1] ?? null });
  }
  return [...pairs, ...notices.filter((notice) => !isLadder(notice)).map((lead) => ({ lead, second: null }))];
}

// The day of a planned change is told with its hour, on its own.
function isLadder({ kind, runsOutOn }: WaitingNotice): boolean {
  return LADDER.has(kind) && runsOutOn !== null;
}

function byUrgency(one: WaitingNotice, other: WaitingNotice): number {
  const [first, second] = [one.runsOutOn ?? '', other.runsOutOn ?? ''];
  if (first !== second) return first < second ? -1 : 1;
  return one.noticeId < other.noticeId ? -1 : 1;
}
