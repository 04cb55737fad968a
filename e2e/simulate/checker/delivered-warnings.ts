import type { OutsideFact } from '../world/outside-journal.ts';
import type { CheckedWorld, PaperHome } from './checked-day.ts';
import { letterArrivesAtMs } from './law.ts';

/** A warning that the platform sent, and when the outside world says that it arrived. */
export interface SentWarning {
  readonly kind: string;
  readonly channels: readonly string[];
  readonly sentAt: string;
  readonly arrivedAtMs: number | null;
}

interface SendingRow {
  readonly notice_id: string;
  readonly kind: string;
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

  /** The warnings about a home that the platform decided on since a moment. */
  async of(home: PaperHome, sinceMs: number, untilMs: number): Promise<SentWarning[]> {
    const rows = await this.world.database.rows<SendingRow>(
      // A warning about gas may go with the one about electricity: then the message is the other's. And what was silent on
      // one channel went on by the next, while the first may have arrived after all: each sending counts.
      `with warning as (
         select n.notice_id, n.kind, coalesce(n.carried_by, n.notice_id) as carrier from notice n
         where n.account_id = $1 and n.is_warning and n.sent_at is not null
           and n.decided_at > to_timestamp($2::float8 / 1000) and n.sent_at <= to_timestamp($3::float8 / 1000))
       select w.notice_id, w.kind, c.provider_id, c.channel, c.sent_at from warning w join notice c on c.notice_id = w.carrier
       union select w.notice_id, w.kind, s.provider_id, s.channel, s.occurred_at from warning w join notice_step s on s.notice_id = w.carrier where s.what = 'sent'`,
      [home.accountId, sinceMs, untilMs]);
    return [...Map.groupBy(rows, ({ notice_id }) => notice_id).values()].map((sendings) => this.warningOf(sendings, untilMs));
  }

  private warningOf(sendings: readonly SendingRow[], untilMs: number): SentWarning {
    const arrivals = sendings.map((sending) => this.arrivalOf(sending)).filter((atMs) => atMs !== null && atMs <= untilMs);
    const sentAtMs = Math.min(...sendings.map(({ sent_at }) => sent_at ?? Number.MAX_SAFE_INTEGER));
    return {
      kind: sendings[0]?.kind ?? '', channels: sendings.map(({ channel }) => channel ?? ''), sentAt: new Date(sentAtMs).toISOString(),
      arrivedAtMs: arrivals.length === 0 ? null : Math.min(...arrivals.filter((atMs) => atMs !== null)),
    };
  }

  // A mail has no receipt: it arrived when the mail server of the outside took one in that minute. Nor has a letter; none of
  // a simulation ever comes back.
  private arrivalOf({ provider_id, channel, sent_at }: SendingRow): number | null {
    if (channel === 'letter') return sent_at === null ? null : letterArrivesAtMs(sent_at);
    if (channel !== 'mail') return this.deliveredAt.get(provider_id ?? '') ?? null;
    const minute = Math.floor((sent_at ?? 0) / 60_000);
    return [minute - 1, minute, minute + 1].some((near) => this.mailsAt.has(near)) ? sent_at : null;
  }
}
