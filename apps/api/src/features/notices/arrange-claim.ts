import { arrangeHousehold, isReminder, NOTICE_KINDS, supplyDayOf, startOfDay } from '@tegoed/prepayment-engine';
import type { Instant, NoticeKind, WaitingNotice } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import type { DueNotice } from './due-notice.js';
import { daysLeftToday } from './plan-sending.js';
import { readFacts } from './wording/index.js';

/** One message to make: a notice, and the one of another supply of the same home that is told with it. */
export interface DueMessage {
  readonly notice: DueNotice;
  readonly second: DueNotice | null;
}

/** What becomes of the rows of one claim; each of them is named exactly once. */
export interface ArrangedClaim {
  readonly messages: readonly DueMessage[];
  readonly overtaken: readonly DueNotice[];
  readonly tomorrow: readonly DueNotice[];
}

const LADDER: readonly NoticeKind[] = ['own_threshold', 'days_left_7', 'days_left_3', 'days_left_1', 'risk_today'];
const PLANNED: ReadonlySet<string> = new Set(['planned_limit', 'planned_off', 'risk_today']);
const HEARD_OF_CREDIT: readonly string[] = NOTICE_KINDS.filter((kind) => isReminder(kind) || LADDER.includes(kind));

/** The people of these notices who were reminded of their credit today already. */
export async function remindedToday(tx: TenantTransaction, notices: readonly DueNotice[], now: Instant): Promise<Set<number>> {
  const people = [...new Set(notices.filter(({ kind, state }) => state === 'due' && isReminder(kind as NoticeKind)).map(({ personId }) => personId))];
  if (people.length === 0) return new Set();
  const rows = await tx.query<{ person_id: number }>(
    `select distinct c.person_id from contract c join notice n using (account_id)
     where c.person_id = any($1::bigint[]) and n.kind = any($2) and (n.state = 'sending' or n.sent_at >= $3)`,
    [people, HEARD_OF_CREDIT, isoOf(startOfDay(supplyDayOf(now)))],
  );
  return new Set(rows.map((row) => row.person_id));
}

/** Arranges the rows person by person. What may have gone already is asked for first, and is not arranged. */
export function arrangeClaim(notices: readonly DueNotice[], reminded: ReadonlySet<number>, now: Instant): ArrangedClaim {
  const waiting = notices.filter(({ state }) => state === 'due');
  const asked = notices.filter(({ state }) => state === 'sending').map((notice) => ({ notice, second: null }));
  const byId = new Map(waiting.map((notice) => [notice.noticeId, notice]));
  const named = (ids: readonly string[]): DueNotice[] => ids.flatMap((id) => byId.get(id) ?? []);
  const posts = [...groupedByPerson(waiting)].map(([personId, own]) => arrangeHousehold(own.map((notice) => waitingOf(notice, now)), reminded.has(personId)));
  const messages = posts.flatMap(({ send }) => send).flatMap(({ noticeId, togetherWith }) => {
    const notice = byId.get(noticeId);
    return notice === undefined ? [] : [{ notice, second: togetherWith === null ? null : (byId.get(togetherWith) ?? null) }];
  });
  return { messages: [...asked, ...messages], overtaken: named(posts.flatMap((post) => post.overtaken)), tomorrow: named(posts.flatMap((post) => post.tomorrow)) };
}

function groupedByPerson(notices: readonly DueNotice[]): Map<number, DueNotice[]> {
  const groups = new Map<number, DueNotice[]>();
  for (const notice of notices) groups.set(notice.personId, [...(groups.get(notice.personId) ?? []), notice]);
  return groups;
}

function waitingOf(notice: DueNotice, now: Instant): WaitingNotice {
  const { noticeId, accountId, facts, channel, isPaidSince } = notice;
  const kind = notice.kind as NoticeKind;
  const daysLeft = daysLeftToday(facts, now);
  const hasFigures = LADDER.includes(kind) && readFacts('days_left_3', facts, { utility: notice.utility, helpLine: '' }) !== null;
  return {
    noticeId,
    accountId,
    kind,
    runsOutOn: hasFigures ? String(facts['runsOutOn']) : null,
    decidedAt: notice.decidedAt as Instant,
    isVoid: isPaidSince || (hasFigures ? daysLeft !== null && daysLeft < 0 : isPast(notice, now)),
    // Two that failed together are tried together once more; the channels of a pair are those of its person.
    isTried: channel !== null,
  };
}

// A warning of what has happened already helps nobody; that it happened is told by itself.
function isPast({ kind, facts }: DueNotice, now: Instant): boolean {
  const at = facts['nextSupplyAt'];
  return PLANNED.has(kind) && typeof at === 'number' && at <= now;
}
