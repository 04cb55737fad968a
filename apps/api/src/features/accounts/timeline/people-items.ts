import { isoOf } from '../../../adapters/clock/wall-clock.js';
import { placeOf, type TimelineSource } from './timeline-kind.js';

interface NoticeRow {
  readonly kind: string;
  readonly channel: string | null;
  readonly language: string | null;
  readonly state: string;
  readonly recipient: string | null;
  readonly text: string | null;
  readonly delivered_at: number | null;
}

/** A message to the customer; one that a run has not released was never meant to be seen. */
export const noticeItem: TimelineSource<'notice', NoticeRow> = {
  kind: 'notice',
  sql: `
select n.notice_id::text as id, coalesce(n.sent_at, n.decided_at) as at, n.decided_at as recorded_at, ${placeOf('notice')} as place,
  jsonb_build_object('kind', n.kind, 'channel', n.channel, 'language', n.language, 'state', n.state, 'recipient', n.recipient, 'text', n.text,
    'delivered_at', (extract(epoch from n.delivered_at) * 1000)::bigint) as data
from notice n where n.account_id = $1 and n.released and n.state <> 'quarantined'`,
  dataOf: (row) => ({
    kind: row.kind,
    channel: row.channel,
    language: row.language,
    state: row.state,
    to: maskedRecipient(row.recipient ?? ''),
    text: row.text ?? '',
    deliveredAt: row.delivered_at === null ? null : isoOf(row.delivered_at),
  }),
};

/** A recipient of whom only enough is left to recognise one's own: the ends of a number, the first letter and the domain of a mail address. */
export function maskedRecipient(recipient: string): string {
  if (recipient.includes('*') || recipient === '') return recipient;
  const at = recipient.indexOf('@');
  if (at > 0) return `${recipient[0]}***${recipient.slice(at)}`;
  return recipient.length < 6 ? '***' : `${recipient.slice(0, 3)}***${recipient.slice(-2)}`;
}

interface NoteRow {
  readonly text: string;
  readonly author: string;
}

/** What a person wrote down. */
export const noteItem: TimelineSource<'note', NoteRow> = {
  kind: 'note',
  sql: `
select o.note_id::text as id, o.occurred_at as at, o.occurred_at as recorded_at, ${placeOf('note')} as place,
  jsonb_build_object('text', o.text, 'author', o.author) as data
from note o where o.account_id = $1`,
  dataOf: (row) => ({ text: row.text, by: row.author }),
};
