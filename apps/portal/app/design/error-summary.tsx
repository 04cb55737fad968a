import { useDesk } from './desk.js';
import { Icon } from './icons.js';

export type Fault = { readonly field: string; readonly sentence: string };

/** What is wrong with a form, at its top, each sentence a link to its field. */
export function ErrorSummary({ faults }: { readonly faults: readonly Fault[] }) {
  const { t } = useDesk();
  return (
    <div className="error-summary" role="alert" aria-labelledby="error-title">
      <h2 id="error-title">
        <Icon name="warning" /> {t('frame.problem')}
      </h2>
      <ul>
        {faults.map((fault) => (
          <li key={fault.field}>
            <a href={`#${fault.field}`}>{fault.sentence}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
