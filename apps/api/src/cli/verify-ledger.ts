import { decimalFromMicroEuro, microEuro } from '@tegoed/prepayment-engine';
import { commandLineOf } from './command-line.js';
import { asJson, failed, type Outcome } from './outcome.js';
import type { Setting } from './setting.js';
import { failureOf, suppliersFor } from './suppliers.js';
import type { Paint } from './terminal.js';

export const LEDGER_USAGE = 'tegoed ledger verify [--tenant NAME] [--json]';

/** What the API found when it read the whole ledger of a supplier in one snapshot. */
export interface LedgerCheck {
  readonly accounts: number;
  readonly entries: number;
  readonly differenceMicroEuro: number;
  readonly problems: readonly unknown[];
}

interface CheckedLedger extends LedgerCheck {
  readonly supplier: string | null;
}

const PROBLEMS_SHOWN = 10;

/** `tegoed ledger verify`: proves that the books sum to zero and replay to the states, supplier by supplier. */
export async function verifyLedger(argv: readonly string[], setting: Setting): Promise<Outcome> {
  const line = commandLineOf(argv, 1);
  if (line.kind === 'wrong' || line.words[0] !== 'verify') return failed('wrongCommand', `Usage: ${LEDGER_USAGE}`);
  const suppliers = await suppliersFor(setting, line.tenant, 'all');
  if (suppliers.kind === 'failed') return suppliers.outcome;
  const checked: CheckedLedger[] = [];
  for (const { name, api } of suppliers.suppliers) {
    setting.progress.show(`Reading the ledger${name === null ? '' : ` of ${name}`} ...`);
    const answer = await api.get<LedgerCheck>('/v1/ledger/verify');
    setting.progress.end();
    if (answer.kind !== 'answered') return failureOf(answer);
    checked.push({ supplier: name, ...answer.body });
  }
  const out = line.json ? asJson({ ok: checked.every(isRight), ledgers: checked }) : `${checked.map((one) => ledgerText(one, setting.paint)).join('\n')}\n`;
  return { exitCode: checked.every(isRight) ? 0 : 1, out, err: '' };
}

function isRight({ differenceMicroEuro, problems }: LedgerCheck): boolean {
  return differenceMicroEuro === 0 && problems.length === 0;
}

/** One ledger in one line, with its problems below: `Netbeheer Durme: 150 accounts, 9000 entries, difference 0.00 EUR, OK`. */
export function ledgerText(checked: CheckedLedger, paint: Paint): string {
  const { supplier, accounts, entries, differenceMicroEuro, problems } = checked;
  const difference = microEuro(differenceMicroEuro);
  // A difference below a cent must not read as none.
  const amount = decimalFromMicroEuro(difference, differenceMicroEuro % 10_000 === 0 ? 2 : 6);
  const head = `${supplier === null ? '' : `${supplier}: `}${accounts} accounts, ${entries} entries, difference ${amount} EUR, `;
  const shown = problems.slice(0, PROBLEMS_SHOWN).map((problem) => `\n  ${typeof problem === 'string' ? problem : JSON.stringify(problem)}`);
  const more = problems.length > PROBLEMS_SHOWN ? `\n  and ${problems.length - PROBLEMS_SHOWN} more` : '';
  return head + (isRight(checked) ? paint.good('OK') : paint.bad('NOT RIGHT')) + shown.join('') + more;
}
