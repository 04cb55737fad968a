
/** A made-up movement for tests: cents, positive for credit. */
export interface SampleMovement {
  readonly cents: number;
  readonly reference?: string;
  readonly freeText?: string;
  readonly name?: string;
  readonly code?: string;
  readonly detail?: number;
  readonly endToEndId?: string;
}

interface SampleStatement {
  readonly iban: string;
  readonly number: number;
  readonly oldCents: number;
  readonly movements: readonly SampleMovement[];
  readonly last: boolean;
}

const at = (fields: readonly (readonly [number, string])[]): string => {
  const line = Array.from({ length: 128 }, () => ' ');
  for (const [position, text] of fields) [...text].forEach((character, index) => (line[position - 1 + index] = character));
  return line.join('');
};
const thousandths = (cents: number): string => `${String(Math.abs(cents)).padStart(14, '0')}0`;
const signOf = (cents: number): string => (cents < 0 ? '1' : '0');

/** Writes a CODA 2 statement that closes, as the lines of the standard (CODA 2.6, annex I). */
export function codaLinesOfSample({ iban, number, oldCents, movements, last }: SampleStatement): string[] {
  const totals = movements.filter((movement) => (movement.detail ?? 0) === 0).map((movement) => movement.cents);
  const credit = totals.reduce((sum, cents) => sum + Math.max(0, cents), 0);
  const debit = totals.reduce((sum, cents) => sum + Math.max(0, -cents), 0);
  const newCents = oldCents + credit - debit;
  let sequence = 0;
  const middle = movements.flatMap((movement) => {
    if ((movement.detail ?? 0) === 0) sequence += 1;
    return movementLines(movement, String(sequence % 10_000).padStart(4, '0') + String(movement.detail ?? 0).padStart(4, '0'));
  });
  const count = String(middle.length + 2).padStart(6, '0');
  const no = String(number).padStart(3, '0');
  return [
    at([[1, '0000002032630005'], [35, 'TEST BV'], [61, 'BBRUBEBB'], [84, '00000'], [128, '2']]),
    at([[1, `12${no}`], [6, iban], [40, 'EUR'], [43, signOf(oldCents)], [44, thousandths(oldCents)], [59, '010326'], [126, no]]),
    ...middle,
    at([[1, `8${no}`], [5, iban], [39, 'EUR'], [42, signOf(newCents)], [43, thousandths(newCents)], [58, '020326'], [128, '0']]),
    at([[1, '9'], [17, count], [23, thousandths(debit)], [38, thousandths(credit)], [128, last ? '2' : '1']]),
  ];
}

function movementLines(movement: SampleMovement, place: string): string[] {
  const text = movement.reference ? `1101${movement.reference}` : `0${movement.freeText ?? ''}`;
  return [
    at([[1, `21${place}`], [11, `REF${place}`], [32, signOf(movement.cents)], [33, thousandths(movement.cents)], [48, '020326'], [54, movement.code ?? '00150000'], [62, text.slice(0, 54)], [116, '020326'], [125, '0'], [126, '1'], [128, '0']]),
    at([[1, `22${place}`], [11, text.slice(54, 107)], [64, movement.endToEndId ?? ''], [99, 'KREDBEBB'], [126, '1'], [128, '0']]),
    at([[1, `23${place}`], [11, 'BE30735148994311'], [45, 'EUR'], [48, movement.name ?? 'JANSSENS JAN'], [83, text.slice(107, 150)], [126, '0'], [128, '0']]),
  ];
}

