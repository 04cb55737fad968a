/** The account on which the tenant of a benchmark collects. */
export const BENCH_IBAN = 'BE68539007547034';

/** The lines of one CODA 2 statement with this many payments of three records each, spread over the accounts. */
export function* codaLines(payments: number, accounts: number): Iterable<string> {
  let credit = 0;
  yield at([[1, '0000004052630005'], [35, 'BENCH'], [61, 'BENCBEBB'], [84, '00000'], [128, '2']]);
  yield at([[1, '12001'], [6, BENCH_IBAN], [40, 'EUR'], [43, '0'], [44, thousandths(0)], [59, '030526'], [126, '001']]);
  for (let i = 1; i <= payments; i += 1) {
    const cents = 500 + ((i * 37) % 9_500);
    credit += cents;
    const place = `${String(i % 10_000).padStart(4, '0')}0000`;
    yield at([[1, `21${place}`], [11, `REF${i}`], [32, '0'], [33, thousandths(cents)], [48, '040526'], [54, '00150000'], [62, `1101${referenceOf(((i * 7_919) % accounts) + 1)}`], [116, '040526'], [125, '0'], [126, '1'], [128, '0']]);
    yield at([[1, `22${place}`], [99, 'KREDBEBB'], [126, '1'], [128, '0']]);
    yield at([[1, `23${place}`], [11, `BE30${String(i).padStart(12, '0')}`], [45, 'EUR'], [48, `JANSSENS JAN ${i}`], [126, '0'], [128, '0']]);
  }
  yield at([[1, '8001'], [5, BENCH_IBAN], [39, 'EUR'], [42, '0'], [43, thousandths(credit)], [58, '040526'], [128, '0']]);
  yield at([[1, '9'], [17, String((3 * payments + 2) % 1_000_000).padStart(6, '0')], [23, thousandths(0)], [38, thousandths(credit)], [128, '2']]);
}

/** The reference that the population gives to an account. */
function referenceOf(account: number): string {
  return String(account).padStart(10, '0') + String(account % 97 === 0 ? 97 : account % 97).padStart(2, '0');
}

function thousandths(cents: number): string {
  return `${String(cents).padStart(14, '0')}0`;
}

function at(fields: readonly (readonly [number, string])[]): string {
  let line = ' '.repeat(128);
  for (const [position, text] of fields) line = line.slice(0, position - 1) + text + line.slice(position - 1 + text.length);
  return line;
}
