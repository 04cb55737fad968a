// M1 to M3, what a month of messages must be: none twice, none at night, and what they cost per home.
import type { OutsideFact } from '../world/outside-journal.ts';
import type { Check, CheckedDay, CheckedWorld } from './checked-day.ts';
import { isQuietHour } from './law.ts';
import type { Violation } from './violation.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The same news of supply within this time is one event said twice. */
const SAME_NEWS_MS = 30 * 60_000;
const NEWS_OF_SUPPLY = ['limited', 'cut', 'ready', 'on', 'tripped'];
const GSM_FIRST = 160;
const GSM_NEXT = 153;
const UNICODE_FIRST = 70;
const UNICODE_NEXT = 67;
/** A list price of one SMS to a Belgian mobile number, in thousandths of a euro. */
const SMS_MILLI_EURO = 85;
/** More than this for one home in a month is a fault of the messages and not of the home. */
const MOST_PER_HOME_AND_MONTH_MILLI_EURO = 4_000;

type Message = Extract<OutsideFact, { kind: 'message' }>;

/** Counts what reached telephones and mailboxes. */
export class MessagesCheck implements Check {
  sms = 0;
  mails = 0;
  milliEuro = 0;
  /** Messages said twice beside a process that died: allowed once, because a warning must not be lost. */
  saidAgainAfterKill = 0;
  private readonly world: CheckedWorld;
  private readonly killedAt: () => readonly number[];
  private readonly latest = new Map<string, number>();
  private readonly monthly = new Map<string, number>();

  constructor(world: CheckedWorld, killedAt: () => readonly number[]) {
    this.world = world;
    this.killedAt = killedAt;
  }

  async check(day: CheckedDay): Promise<Violation[]> {
    const messages = day.facts.filter((fact): fact is Message => fact.kind === 'message');
    const news = await this.newsOfSupply(messages);
    return [...messages.flatMap((message) => [...this.twice(message, news), ...this.cost(message, day)]), ...atNight(messages, news)];
  }

  // News of the supply itself: it may come at night, and again when supply went and came back again.
  private async newsOfSupply(messages: readonly Message[]): Promise<ReadonlySet<string>> {
    const rows = await this.world.database.rows<{ provider_id: string }>(
      // A message that did not arrive is in the steps of its notice only: the notice itself went on by another channel.
      `select provider_id from notice where provider_id = any($1) and kind = any($2)
       union select s.provider_id from notice_step s join notice n using (account_id, notice_id) where s.provider_id = any($1) and n.kind = any($2)`,
      [messages.map(({ id }) => id), NEWS_OF_SUPPLY]);
    return new Set(rows.map(({ provider_id }) => provider_id));
  }

  private twice(message: Message, news: ReadonlySet<string>): Violation[] {
    const key = `${message.channel} ${message.to} ${message.text}`;
    const before = this.latest.get(key);
    this.latest.set(key, message.atMs);
    // A mail has no number that both sides know, so that news by mail is told apart by time alone.
    const within = message.channel === 'mail' || news.has(message.id) ? SAME_NEWS_MS : DAY_MS;
    if (before === undefined || message.atMs - before > within) return [];
    if (this.killedAt().some((atMs) => atMs >= before - HOUR_MS && atMs <= message.atMs)) {
      this.saidAgainAfterKill += 1;
      return [];
    }
    return [{ invariant: 'M1', home: null, atMs: message.atMs, what: 'the same message twice within a day', facts: { to: message.to, text: message.text, before: new Date(before).toISOString() } }];
  }

  private cost(message: Message, day: CheckedDay): Violation[] {
    if (message.channel === 'mail') {
      this.mails += 1;
      return [];
    }
    const cost = segmentsOf(message.text) * SMS_MILLI_EURO;
    this.sms += 1;
    this.milliEuro += cost;
    const key = `${message.to} ${day.day.slice(0, 7)}`;
    const month = (this.monthly.get(key) ?? 0) + cost;
    this.monthly.set(key, month);
    const wasBelow = month - cost <= MOST_PER_HOME_AND_MONTH_MILLI_EURO;
    if (month <= MOST_PER_HOME_AND_MONTH_MILLI_EURO || !wasBelow) return [];
    return [{ invariant: 'M3', home: null, atMs: message.atMs, what: `the messages of one customer cost ${String(month / 1_000)} EUR this month`, facts: { to: message.to } }];
  }
}

function atNight(messages: readonly Message[], news: ReadonlySet<string>): Violation[] {
  return messages.filter(({ id, channel, atMs }) => channel === 'sms' && isQuietHour(atMs) && !news.has(id))
    .map(({ atMs, to, text }) => ({ invariant: 'M2', home: null, atMs, what: 'an SMS in the quiet hours', facts: { to, text } }));
}

/** How many messages a telephone company counts for a text: 160 characters of its own alphabet, 70 of any other. */
export function segmentsOf(text: string): number {
  const isPlain = /^[\n\r !-_a-z{|}~£¥èéùìòÇØøÅåÆæßÉÄÖÑÜ§¿äöñüà€Δ_ΦΓΛΩΠΨΣΘΞ¤¡\x0c^\\[\]]*$/.test(text);
  const [first, next] = isPlain ? [GSM_FIRST, GSM_NEXT] : [UNICODE_FIRST, UNICODE_NEXT];
  return text.length <= first ? 1 : Math.ceil(text.length / next);
}
