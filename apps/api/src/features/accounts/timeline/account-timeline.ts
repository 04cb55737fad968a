import { Inject, Injectable } from '@nestjs/common';
import type { Utility } from '@tegoed/prepayment-engine';
import { DataSource } from 'typeorm';
import { inTenant } from '../../../adapters/postgres/tenant-transaction.js';
import { cursorOf, positionOf } from '../../../http/cursor.js';
import { PAGE_SIZE } from '../../../http/page-query.js';
import type { Language, RequestContext } from '../../../http/request-context.js';
import { writeAudit } from '../../audit/index.js';
import { AccountDoor } from '../account-door.js';
import { readTimeline, type TimelineQuestion } from './read-timeline.js';
import { TIMELINE_KINDS, type Timeline, type TimelineKind } from './timeline-answer.js';

// What passed a meter each day tells when people are at home: a case worker does not need it.
const NOT_FOR_CASE_WORKERS: ReadonlySet<TimelineKind> = new Set(['charge', 'reading', 'command']);

/** One page of what was asked. */
export interface TimelinePage {
  readonly cursor?: string;
  readonly limit?: number;
  /** Absent: every kind that the asker may see. */
  readonly kinds?: readonly TimelineKind[];
  readonly language: Language;
}

/** Serves the timeline of an account page by page. */
@Injectable()
export class AccountTimeline {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(AccountDoor) private readonly door: AccountDoor,
  ) {}

  async page(context: RequestContext, publicId: string, asked: TimelinePage): Promise<Timeline> {
    const located = await this.door.locate(context, publicId);
    const limit = asked.limit ?? PAGE_SIZE;
    const read = await inTenant(this.dataSource, located.tenantId, async (tx) => {
      await writeAudit(tx, context, { action: 'account.read', subject: `account:${publicId}`, facts: { part: 'timeline' }, atMs: located.now });
      const { utility } = await tx.one<{ utility: Utility }>('select utility from account_state where account_id = $1', [located.accountId]);
      return readTimeline(tx, {
        accountId: located.accountId, utility, kinds: kindsFor(context, asked.kinds), before: positionBefore(asked.cursor),
        limit: limit + 1, language: asked.language,
      });
    });
    const page = read.slice(0, limit);
    const last = read.length > limit ? page.at(-1)?.row : undefined;
    return { items: page.map(({ item }) => item), nextCursor: last ? cursorOf([last.recorded_at, last.place, last.id]) : null };
  }
}

function kindsFor(context: RequestContext, kinds: readonly TimelineKind[] | undefined): TimelineKind[] {
  const allowed = context.role === 'case_worker' ? TIMELINE_KINDS.filter((each) => !NOT_FOR_CASE_WORKERS.has(each)) : [...TIMELINE_KINDS];
  return kinds === undefined ? allowed : allowed.filter((each) => kinds.includes(each));
}

// The position holds no account: it only says where in the account that was located and allowed the page ended.
function positionBefore(cursor: string | undefined): TimelineQuestion['before'] {
  if (cursor === undefined) return null;
  const [recordedAtMs, place, id] = positionOf(cursor, ['number', 'number', 'string']) as [number, number, string];
  return { recordedAtMs, place, id };
}
