import type { ReactNode } from 'react';
import type { TimelineItem, TimelineKind } from '../api/timeline-types.js';
import { useDesk } from '../design/desk.js';
import { Icon, type IconName } from '../design/icons.js';
import { ChargeEntry } from './charge-entry.js';
import { CorrectionEntry, GrantEntry, InstalmentEntry, PaymentEntry } from './money-entries.js';
import { NoteEntry, NoticeEntry, ReadingEntry } from './message-entries.js';
import { CommandEntry, DecisionEntry, SupplyEntry } from './switching-entries.js';

const iconOf: Readonly<Record<TimelineKind, IconName>> = {
  payment: 'payment',
  charge: 'charge',
  instalment: 'payment',
  grant: 'payment',
  correction: 'payment',
  decision: 'decision',
  command: 'command',
  supply: 'electricity',
  notice: 'notice',
  reading: 'reading',
  note: 'note',
};

/** One thing that happened: when, what kind, and what it says. Two times where they differ: happened and recorded. */
export function TimelineEntry({ item }: { readonly item: TimelineItem }) {
  const { t, format } = useDesk();
  const happened = format.moment(item.at);
  const recorded = format.moment(item.recordedAt);
  return (
    <li className={`entry entry-${item.kind}`}>
      <div className="entry-head">
        <span className="entry-kind"><Icon name={iconOf[item.kind]} /> {t(`kind.${item.kind}`)}</span>
        <span className="soft">
          <time dateTime={item.at}>{happened}</time>
          {recorded === happened ? null : ` · ${t('timeline.recorded', { time: recorded })}`}
        </span>
      </div>
      {saying(item)}
    </li>
  );
}

function saying(item: TimelineItem): ReactNode {
  switch (item.kind) {
    case 'payment':
      return <PaymentEntry data={item.data} />;
    case 'charge':
      return <ChargeEntry data={item.data} />;
    case 'instalment':
      return <InstalmentEntry data={item.data} />;
    case 'grant':
      return <GrantEntry data={item.data} />;
    case 'correction':
      return <CorrectionEntry data={item.data} />;
    case 'decision':
      return <DecisionEntry data={item.data} />;
    case 'command':
      return <CommandEntry data={item.data} />;
    case 'supply':
      return <SupplyEntry data={item.data} />;
    case 'notice':
      return <NoticeEntry data={item.data} />;
    case 'reading':
      return <ReadingEntry data={item.data} />;
    case 'note':
      return <NoteEntry data={item.data} />;
  }
}
