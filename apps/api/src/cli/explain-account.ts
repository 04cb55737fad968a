import type { Schema } from '@tegoed/api-client';
import { commandLineOf } from './command-line.js';
import { asJson, done, failed, type Outcome } from './outcome.js';
import type { Setting } from './setting.js';
import { failureOf, suppliersFor, type Supplier } from './suppliers.js';
import type { Paint } from './terminal.js';

export const EXPLAIN_USAGE = 'tegoed explain <account id, reference or EAN> [--tenant NAME] [--json]';

type AccountRow = Schema<'AccountRow'>;
type Explanation = Schema<'Explanation'>;

interface Found {
  readonly supplier: Supplier;
  readonly account: AccountRow;
}

const MATCHES_NAMED = 10;

/** `tegoed explain`: says why a home is on, limited or off, and what changes that. */
export async function explainAccount(argv: readonly string[], setting: Setting): Promise<Outcome> {
  const line = commandLineOf(argv, 1);
  const [wanted] = line.kind === 'read' ? line.words : [];
  if (line.kind === 'wrong' || wanted === undefined) return failed('wrongCommand', `Usage: ${EXPLAIN_USAGE}`);
  const suppliers = await suppliersFor(setting, line.tenant, 'all');
  if (suppliers.kind === 'failed') return suppliers.outcome;
  const found: Found[] = [];
  for (const supplier of suppliers.suppliers) {
    const answer = await supplier.api.get<Schema<'AccountList'>>(`/v1/accounts?limit=${MATCHES_NAMED + 1}&query=${encodeURIComponent(wanted)}`);
    if (answer.kind !== 'answered') return failureOf(answer);
    found.push(...answer.body.items.map((account) => ({ supplier, account })));
  }
  const [only, ...others] = found;
  if (only === undefined) return failed('refused', `Nothing is found by ${wanted}: give the id, the 12 digits of the reference or the 18 digits of the EAN.`);
  if (others.length > 0) return failed('refused', `${wanted} is found more than once: ${named(found)}. Give the reference of the one that is meant.`);
  return explain(only, setting.paint, line.json);
}

async function explain({ supplier, account }: Found, paint: Paint, json: boolean): Promise<Outcome> {
  const answer = await supplier.api.get<Explanation>(`/v1/accounts/${account.id}/explain?language=en`);
  if (answer.kind !== 'answered') return failureOf(answer);
  return done(json ? asJson({ account, explanation: answer.body }) : explanationText(account, answer.body, paint));
}

function named(found: readonly Found[]): string {
  const references = found.slice(0, MATCHES_NAMED).map(({ account }) => account.reference);
  return found.length > MATCHES_NAMED ? `${references.join(', ')} and more` : references.join(', ');
}

/** The answer to "why is this home on or off" on a page of plain lines. */
export function explanationText(account: AccountRow, explanation: Explanation, paint: Paint): string {
  const { confirmedSupply, desiredSupply, reasons, gates, nextPossible, amountToGetBackOnEuro } = explanation;
  const { street, houseNumber, postcode, town } = account.address;
  const word = confirmedSupply === 'on' ? paint.good(confirmedSupply) : paint.bad(confirmedSupply);
  return [
    `${account.reference}  ${account.utility}  ${street} ${houseNumber}, ${postcode} ${town}`,
    `Supply is ${word}${explanation.since === null ? '' : ` since ${explanation.since}`}, and should be ${desiredSupply}. Balance ${account.balanceEuro} EUR, debt ${account.debtEuro} EUR.`,
    '',
    paint.strong('Why'),
    ...reasons.map(({ sentence }) => `  ${sentence}`),
    ...(nextPossible === null ? [] : ['', paint.strong('Next'), `  ${nextPossible.sentence} (${nextPossible.supply}, ${nextPossible.at})`]),
    '',
    `To stay on: ${explanation.amountToStayOnEuro} EUR.${amountToGetBackOnEuro === null ? '' : ` To get back on: ${amountToGetBackOnEuro} EUR.`}`,
    ...(gates.length === 0 ? [] : ['', paint.strong('Before less supply'), ...gates.map(({ passed, sentence }) => `  ${passed ? paint.good('passed') : paint.bad('closed')}  ${sentence}`)]),
  ].join('\n');
}
