import type { OutsideFact } from '../world/outside-journal.ts';
import type { CheckedWorld, PaperHome } from './checked-day.ts';

interface NoticeRow {
  readonly provider_id: string | null;
  readonly channel: string | null;
  readonly sent_at: number | null;
}

/** Which warnings really reached people: what the telephones of the outside world say, not what the platform believes. */
export class DeliveredWarnings {
  private readonly deliveredAt = new Map<string, number>();
  private readonly mailsAt = new Set<number>();
  private readonly world: CheckedWorld;

  constructor(world: CheckedWorld) {
    this.world = world;
  }

  learn(facts: readonly OutsideFact[]): void {
    for (const fact of facts) {
      if (fact.kind === 'message_status' && fact.status === 'delivered') this.deliveredAt.set(fact.id, fact.atMs);
      if (fact.kind === 'message' && fact.channel === 'mail') this.mailsAt.add(Math.floor(fact.atMs / 60_000));
    }
  }

  /** When warnings about a home were delivered, of those that the platform sent since a moment. */
  async of(home: PaperHome, sinceMs: number, untilMs: number): Promise<number[]> {
    const rows = await this.world.database.rows<NoticeRow>(
      // A warning about gas may go with the one about electricity: then the message is the other's.
      `select coalesce(l.provider_id, n.provider_id) as provider_id, n.channel, n.sent_at from notice n left join notice l on l.notice_id = n.carried_by
       where n.account_id = $1 and n.is_warning and n.sent_at is not null
         and n.decided_at > to_timestamp($2::float8 / 1000) and n.sent_at <= to_timestamp($3::float8 / 1000)`, [home.accountId, sinceMs, untilMs]);
    return rows.flatMap((row) => {
      const atMs = this.arrivalOf(row);
      return atMs === null || atMs > untilMs ? [] : [atMs];
    });
  }

  // A mail has no receipt: it arrived when the mail server of the outside took one in that minute.
  private arrivalOf({ provider_id, channel, sent_at }: NoticeRow): number | null {
    if (channel !== 'mail') return this.deliveredAt.get(provider_id ?? '') ?? null;
    const minute = Math.floor((sent_at ?? 0) / 60_000);
    return [minute - 1, minute, minute + 1].some((near) => this.mailsAt.has(near)) ? sent_at : null;
  }
}
