import type { ReactNode } from 'react';
import { useDesk } from './desk.js';

/** The heading of a page and the same words in the browser's tab. */
export function PageTitle({ children, beside }: { readonly children: string; readonly beside?: ReactNode }) {
  const { user, supplierName } = useDesk();
  return (
    <div className="title-row">
      <title>{`${children} · ${user?.organisation.name ?? supplierName ?? 'Tegoed'}`}</title>
      <h1>{children}</h1>
      {beside}
    </div>
  );
}
