import { closingCents, type Statement, type Transfer } from './transfer.js';

const LINE_LENGTH = 128;

/**
 * The statement as a CODA 2 file (Febelfin CODA 2.6): records 0, 1, 2x, 8, 9, each of 128 characters, CRLF.
 * Record 9 counts the records 1, 2x and 8 and sums the movements, so that the file closes.
 */
export function codaFile(statement: Statement): string {
  const movements = statement.transfers.flatMap((transfer, index) => movement(statement, transfer, index));
  const records = [header(statement), oldBalance(statement), ...movements, newBalance(statement)];
  const credits = statement.transfers.reduce((sum, transfer) => sum + transfer.amountCents, 0);
  const trailer = line([[1, '9'], [17, (records.length - 1).toString().padStart(6, '0')],
    [23, amount(0)], [38, amount(credits)], [128, '2']]);
  return [...records, trailer].map((record) => `${record}\r\n`).join('');
}

function header(statement: Statement): string {
  const reference = `${statement.iban.slice(-4)}${statement.number.toString().padStart(6, '0')}`;
  return line([[1, '00000'], [6, date(statement.day)], [12, '00005'], [25, reference],
    [35, name(statement.holder, 26)], [61, statement.bic], [72, '00000000000'], [84, '00000'], [128, '2']]);
}

function oldBalance(statement: Statement): string {
  return line([[1, '12'], [3, sequence(statement.number, 3)], [6, statement.iban], [40, 'EUR'],
    [43, sign(statement.openingCents)], [44, amount(statement.openingCents)], [59, date(statement.previousDay)],
    [65, name(statement.holder, 26)], [91, 'ZICHTREKENING'], [126, sequence(statement.number, 3)]]);
}

function newBalance(statement: Statement): string {
  const closing = closingCents(statement);
  return line([[1, '8'], [2, sequence(statement.number, 3)], [5, statement.iban], [39, 'EUR'],
    [42, sign(closing)], [43, amount(closing)], [58, date(statement.day)], [128, '0']]);
}

// Transaction 00150000: an ordinary transfer in favour of the account; type 101 is the customer's own reference.
function movement(statement: Statement, transfer: Transfer, index: number): readonly string[] {
  const key = sequence(index + 1, 4) + '0000';
  const bankReference = `${statement.day.replaceAll('-', '').slice(2)}${sequence(statement.number, 3)}${sequence(index + 1, 6)}`;
  const told = transfer.structured === null
    ? `0${name(transfer.freeText, 53)}` : `1101${transfer.structured}`;
  return [
    line([[1, '21'], [3, key], [11, bankReference], [32, '0'], [33, amount(transfer.amountCents)], [48, date(statement.day)],
      [54, '00150000'], [62, told], [116, date(statement.day)], [122, sequence(statement.number, 3)], [125, '01 0']]),
    line([[1, '22'], [3, key], [99, transfer.payerBic], [126, '1 0']]),
    line([[1, '23'], [3, key], [11, transfer.payerIban], [45, 'EUR'], [48, name(transfer.payerName, 35)], [126, '0 0']]),
  ];
}

/** Puts each text at its 1-based position of the standard. A text that would leave the line is a bug. */
function line(fields: readonly (readonly [number, string])[]): string {
  let record = ''.padEnd(LINE_LENGTH);
  for (const [position, text] of fields) {
    record = record.slice(0, position - 1) + text + record.slice(position - 1 + text.length);
  }
  if (record.length !== LINE_LENGTH) throw new Error(`a CODA record of ${String(record.length)} characters`);
  return record;
}

// 12 digits and 3 decimals.
function amount(cents: number): string {
  return (Math.abs(cents) * 10).toString().padStart(15, '0');
}

function sign(cents: number): string {
  return cents < 0 ? '1' : '0';
}

function sequence(value: number, digits: number): string {
  return (value % 10 ** digits).toString().padStart(digits, '0');
}

function date(day: string): string {
  return `${day.slice(8, 10)}${day.slice(5, 7)}${day.slice(2, 4)}`;
}

// Bank files carry plain capitals: accents are taken off and what is left over is a space.
function name(text: string, length: number): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^ -~]/g, ' ').toUpperCase().slice(0, length);
}
