import type { TimelineData } from '../api/timeline-types.js';
import { useDesk } from '../design/desk.js';
import { RegisterTable } from './register-table.js';

export function NoticeEntry({ data }: { readonly data: TimelineData['notice'] }) {
  const { t, format } = useDesk();
  if (data.channel === null) return <p className="strong">{t('item.noticeWaits')}</p>;
  const lost = data.state === 'undelivered' || data.state === 'failed';
  const state = t(`noticeState.${data.state}`) + (data.deliveredAt === null ? '' : ` ${format.moment(data.deliveredAt)}`);
  return (
    <>
      <p className={lost ? 'fault' : 'strong'}>{t('item.notice', { channel: t(`channel.${data.channel}`), to: data.to, state })}</p>
      <blockquote lang={data.language ?? undefined}>{data.text}</blockquote>
    </>
  );
}

export function ReadingEntry({ data }: { readonly data: TimelineData['reading'] }) {
  const { t, format } = useDesk();
  return (
    <>
      <p className="strong">{t('item.reading', { day: format.shortDay(data.day), quality: t(`quality.${data.quality}`) })}</p>
      {data.problem === null ? null : <p className="fault">{data.problem}</p>}
      <RegisterTable registers={data.registers} />
    </>
  );
}

export function NoteEntry({ data }: { readonly data: TimelineData['note'] }) {
  const { t } = useDesk();
  return (
    <>
      <p className="note-text">{data.text}</p>
      <p className="soft small">{t('item.by', { by: data.by })}</p>
    </>
  );
}
