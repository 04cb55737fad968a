import { commandLineOf } from './command-line.js';
import { asJson, EXIT, failed, type Outcome } from './outcome.js';
import type { Setting } from './setting.js';
import { failureOf, suppliersFor } from './suppliers.js';
import type { Paint } from './terminal.js';

export const LEDGER_USAGE = 'tegoed ledger verify [--tenant NAME] [--json]';

/** What the API found when it read the whole ledger of a supplier in one snapshot. */
export interface LedgerCheck {
  readonly stands: boolean;
  readonly accounts: number;
  readonly entries: number;
  readonly differenceEuro: string;
  readonly problems: readonly { readonly accountId: string | null; readonly what: string }[];
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
  const stands = checked.every((one) => one.stands);
  const out = line.json ? asJson({ stands, ledgers: checked }) : `${checked.map((one) => ledgerText(one, setting.paint)).join('\n')}\n`;
  return { exitCode: stands ? EXIT.done : EXIT.refused, out, err: '' };
}

/** One ledger in one line, with its problems below: `Netbeheer Durme: 150 accounts, 9000 entries, difference 0.00 EUR, OK`. */
export function ledgerText({ supplier, stands, accounts, entries, differenceEuro, problems }: CheckedLedger, paint: Paint): string {
  const head = `${supplier === null ? '' : `${supplier}: `}${accounts} accounts, ${entries} entries, difference ${differenceEuro} EUR, `;
  const shown = problems.slice(0, PROBLEMS_SHOWN).map(({ accountId, what }) => `\n  ${accountId ?? 'the books'}: ${what}`);
  const more = problems.length > PROBLEMS_SHOWN ? `\n  and ${problems.length - PROBLEMS_SHOWN} more` : '';
  return head + (stands ? paint.good('OK') : paint.bad('NOT RIGHT')) + shown.join('') + more;
}
