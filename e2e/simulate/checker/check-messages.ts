// M1 to M3, what a month of messages must be: none twice, none at night, and what they cost per home.
import type { OutsideFact } from '../world/outside-journal.ts';
import type { Check, CheckedDay, CheckedWorld } from './checked-day.ts';
import { isQuietHour } from './law.ts';
import type { Violation } from './violation.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
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
    return [...messages.flatMap((message) => [...this.twice(message), ...this.cost(message, day)]), ...(await this.atNight(messages))];
  }

  // News of the supply itself, which is off or back in this very minute, may come at night.
  private async atNight(messages: readonly Message[]): Promise<Violation[]> {
    const atNight = messages.filter(({ channel, atMs }) => channel === 'sms' && isQuietHour(atMs));
    if (atNight.length === 0) return [];
    const news = await this.world.database.rows<{ provider_id: string }>(`select provider_id from notice where provider_id = any($1) and kind in ('limited', 'cut', 'ready', 'on')`, [atNight.map(({ id }) => id)]);
    const allowed = new Set(news.map(({ provider_id }) => provider_id));
    return atNight.filter(({ id }) => !allowed.has(id)).map(({ atMs, to, text }) => ({ invariant: 'M2', home: null, atMs, what: 'an SMS in the quiet hours', facts: { to, text } }));
  }

  private twice(message: Message): Violation[] {
    const key = `${message.channel} ${message.to} ${message.text}`;
    const before = this.latest.get(key);
    this.latest.set(key, message.atMs);
    if (before === undefined || message.atMs - before > DAY_MS) return [];
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

/** How many messages a telephone company counts for a text: 160 characters of its own alphabet, 70 of any other. */
export function segmentsOf(text: string): number {
  const isPlain = /^[\n\r !-_a-z{|}~£¥èéùìòÇØøÅåÆæßÉÄÖÑÜ§¿äöñüà€Δ_ΦΓΛΩΠΨΣΘΞ¤¡\x0c^\\[\]]*$/.test(text);
  const [first, next] = isPlain ? [GSM_FIRST, GSM_NEXT] : [UNICODE_FIRST, UNICODE_NEXT];
  return text.length <= first ? 1 : Math.ceil(text.length / next);
}
