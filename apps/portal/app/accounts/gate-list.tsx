import type { Gate } from '../api/types.js';
import { useDesk } from '../design/desk.js';
import { Icon } from '../design/icons.js';

/** Conditions of a cut, those that hold it back first; each with a sign, a word and its sentence. */
export function GateList({ gates }: { readonly gates: readonly Gate[] }) {
  const { t } = useDesk();
  const ordered = [...gates.filter((gate) => !gate.passed), ...gates.filter((gate) => gate.passed)];
  return (
    <ul className="gates">
      {ordered.map((gate) => (
        <li key={gate.gate} className={gate.passed ? 'gate' : 'gate gate-stop'}>
          <Icon name={gate.passed ? 'pass' : 'stop'} />
          <span><span className="visually-hidden">{gate.passed ? t('why.passed') : t('why.stopped')}: </span>{gate.sentence}</span>
        </li>
      ))}
    </ul>
  );
}
