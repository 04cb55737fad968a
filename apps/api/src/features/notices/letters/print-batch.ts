import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import type { ContactReader } from '../ports.js';
import type { LetterText } from '../wording/index.js';
import type { LetterPrinter, PrintedLetter } from './printed-letter.js';

/** A batch that was handed to the print shop. */
export interface LetterBatchView {
  readonly id: string;
  readonly letters: number;
  readonly returned: number;
  readonly madeAt: number;
}

/** A file of a batch. */
export interface BatchFile {
  readonly name: string;
  readonly content: Buffer;
}

interface LetterRow {
  letter_id: string;
  content: LetterText;
  name: Buffer;
  street: string;
  house_number: string;
  postcode: string;
  town: string;
  posted_at: number;
}

const BATCHES_SHOWN = 90;

/** The batches of the tenant, newest first. */
export async function listBatches(tx: TenantTransaction): Promise<LetterBatchView[]> {
  return tx.query<LetterBatchView>(
    `select b.batch_id as id, b.letters, (select count(*)::int from letter l where l.batch_id = b.batch_id and l.state = 'returned') as returned, b.made_at as "madeAt"
     from letter_batch b where b.tenant_id = $1 order by b.batch_id desc limit ${BATCHES_SHOWN}`,
    [tx.tenantId],
  );
}

/** The letters of a batch with their addresses; null for a batch that is not the tenant's. */
export async function lettersOfBatch(tx: TenantTransaction, people: ContactReader, batchId: string): Promise<PrintedLetter[] | null> {
  const [batch] = await tx.query('select batch_id from letter_batch where batch_id = $1', [batchId]);
  if (batch === undefined) return null;
  const rows = await tx.query<LetterRow>(
    `select l.letter_id, l.content, p.name, x.street, x.house_number, x.postcode, x.town, l.posted_at
     from letter l join contract c using (account_id) join person p using (person_id) join connection x using (connection_id)
     where l.batch_id = $1 order by x.postcode, l.letter_id`,
    [batchId],
  );
  return rows.map((row) => ({
    letterId: row.letter_id,
    addressLines: [people.openOrNull('person.name', row.name) ?? '', `${row.street} ${row.house_number}`, `${row.postcode} ${row.town}`],
    text: row.content,
    madeAtMs: row.posted_at,
  }));
}

/** A batch as a print shop takes it: one PDF per letter, sorted by postcode, and a list of what is in it. */
export async function filesOfBatch(printer: LetterPrinter, letters: readonly PrintedLetter[]): Promise<BatchFile[]> {
  const files: BatchFile[] = [];
  for (const letter of letters) files.push({ name: `${letter.letterId}.pdf`, content: await printer.print(letter) });
  const list = ['letter;postcode;pages', ...letters.map(({ letterId, addressLines }) => `${letterId};${(addressLines.at(-1) ?? '').slice(0, 4)};1`), ''];
  return [{ name: 'letters.csv', content: Buffer.from(list.join('\r\n')) }, ...files];
}
