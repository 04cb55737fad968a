import { useDesk } from './desk.js';

type PageLinksProps = {
  readonly path: string;
  /** What the list was asked for, without the cursor. */
  readonly search: URLSearchParams;
  readonly nextCursor: string | null;
  readonly atStart: boolean;
  readonly words?: { readonly next: string; readonly start: string };
};

/** On to the next page of a list by its cursor, or back to its start; the browser's own Back goes one page back. */
export function PageLinks({ path, search, nextCursor, atStart, words }: PageLinksProps) {
  const { t } = useDesk();
  if (nextCursor === null && atStart) return null;
  const start = search.toString();
  const next = new URLSearchParams(search);
  if (nextCursor !== null) next.set('cursor', nextCursor);
  return (
    <nav className="pages" aria-label={t('frame.pages')}>
      {atStart ? null : <a className="button quiet" href={start === '' ? path : `${path}?${start}`}>{words?.start ?? t('frame.first')}</a>}
      {nextCursor === null ? null : <a className="button quiet" href={`${path}?${next.toString()}`}>{words?.next ?? t('frame.older')}</a>}
    </nav>
  );
}
