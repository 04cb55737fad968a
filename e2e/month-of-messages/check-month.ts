// What a month of messages must be: judged from plain facts, whoever gathered them.

/** A message as it left the house. Notices that went together are one message. */
export interface SentMessage {
  readonly channel: 'sms' | 'call' | 'mail' | 'letter';
  readonly kind: string;
  readonly to: string;
  readonly text: string;
  readonly sentAtMs: number;
}

/** A warning of an account that has arrived. */
export interface ArrivedWarning {
  readonly accountId: string;
  readonly arrivedAtMs: number;
}

/** An order for less supply that was sent to a meter. */
export interface Cut {
  readonly accountId: string;
  readonly action: string;
  readonly sentAtMs: number;
}

/** Everything that is judged. */
export interface Month {
  readonly homes: number;
  readonly days: number;
  readonly messages: readonly SentMessage[];
  readonly warnings: readonly ArrivedWarning[];
  readonly cuts: readonly Cut[];
}

/** The verdict, with what the messages cost. Amounts in thousandths of a euro. */
export interface MonthReport {
  readonly violations: readonly string[];
  readonly perChannel: Readonly<Record<string, number>>;
  readonly milliEuro: number;
  readonly milliEuroPerHomeAndMonth: number;
}

const DAY_MS = 86_400_000;
const WARNED_WITHIN_MS = 7 * DAY_MS;
/** List prices of one message, in thousandths of a euro; a mail costs half of one. */
const MILLI_EURO = { sms: 85, call: 60, mail: 0.5, letter: 1_950 } as const;
/** News of the supply itself may come at night: somebody sits in the dark, or has just pressed the button. */
const ABOUT_SUPPLY: ReadonlySet<string> = new Set(['cut', 'ready', 'on', 'tripped']);
const HOUR_IN_BELGIUM = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Brussels', hour: '2-digit', hourCycle: 'h23' });

/** Judges a month: no cut without an arrived warning, no message twice within a day, none in the quiet hours. */
export function checkMonth(month: Month): MonthReport {
  const milliEuro = month.messages.reduce((sum, { channel }) => sum + MILLI_EURO[channel], 0);
  const perChannel: Record<string, number> = {};
  for (const { channel } of month.messages) perChannel[channel] = (perChannel[channel] ?? 0) + 1;
  return {
    violations: [...unwarnedCuts(month), ...repeated(month.messages), ...atNight(month.messages)],
    perChannel,
    milliEuro,
    milliEuroPerHomeAndMonth: (milliEuro / month.homes) * (30 / month.days),
  };
}

function unwarnedCuts({ cuts, warnings }: Month): string[] {
  const isWarned = ({ accountId, sentAtMs }: Cut): boolean =>
    warnings.some((warning) => warning.accountId === accountId && warning.arrivedAtMs < sentAtMs && sentAtMs - warning.arrivedAtMs <= WARNED_WITHIN_MS);
  return cuts.filter((cut) => !isWarned(cut)).map((cut) => `${cut.action} of ${cut.accountId} at ${moment(cut.sentAtMs)} without an arrived warning`);
}

function repeated(messages: readonly SentMessage[]): string[] {
  const latest = new Map<string, number>();
  const found: string[] = [];
  for (const { channel, to, text, sentAtMs } of messages.toSorted((one, other) => one.sentAtMs - other.sentAtMs)) {
    const key = `${channel} ${to} ${text}`;
    const before = latest.get(key);
    if (before !== undefined && sentAtMs - before <= DAY_MS) found.push(`twice within a day, ${moment(before)} and ${moment(sentAtMs)}: ${text.slice(0, 60)}`);
    latest.set(key, sentAtMs);
  }
  return found;
}

function atNight(messages: readonly SentMessage[]): string[] {
  const isQuiet = (atMs: number): boolean => {
    const hour = Number(HOUR_IN_BELGIUM.format(atMs));
    return hour >= 21 || hour < 8;
  };
  const loud = messages.filter(({ channel, kind, sentAtMs }) => channel !== 'letter' && !ABOUT_SUPPLY.has(kind) && isQuiet(sentAtMs));
  return loud.map(({ kind, channel, sentAtMs }) => `${kind} by ${channel} in the quiet hours, ${moment(sentAtMs)}`);
}

function moment(atMs: number): string {
  return new Date(atMs).toISOString();
}
