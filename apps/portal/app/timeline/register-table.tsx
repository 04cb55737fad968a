import type { Register } from '../api/timeline-types.js';
import { useDesk } from '../design/desk.js';

export function RegisterTable({ registers }: { readonly registers: readonly Register[] }) {
  const { t, format } = useDesk();
  const shown = (value: number | null, unit: Register['unit']) => (value === null ? t('frame.nothing') : format.quantity(value, unit));
  if (registers.length === 0) return null;
  return (
    <div className="scroll">
      <table className="compact">
        <caption className="visually-hidden">{t('item.register')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('item.register')}</th>
            <th scope="col" className="right">{t('item.fromValue')}</th>
            <th scope="col" className="right">{t('item.toValue')}</th>
            <th scope="col" className="right">{t('item.used')}</th>
          </tr>
        </thead>
        <tbody>
          {registers.map((row) => (
            <tr key={row.register}>
              <th scope="row">{row.register}</th>
              <td className="right nowrap">{shown(row.fromValue, row.unit)}</td>
              <td className="right nowrap">{shown(row.toValue, row.unit)}</td>
              <td className="right nowrap">{shown(row.used, row.unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
