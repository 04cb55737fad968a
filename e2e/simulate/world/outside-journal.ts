import fs from 'node:fs';

/** A fact of the outside world, as the simulator wrote it down: with the time of its world and of the wall. */
export type OutsideFact = { readonly atMs: number; readonly wallMs: number } & (
  | { readonly kind: 'order'; readonly serial: string; readonly orderId: string; readonly action: string; readonly result: string; readonly why: string | null }
  | { readonly kind: 'moved'; readonly serial: string; readonly from: string; readonly to: string; readonly by: 'order' | 'press' | 'trip'; readonly orderId: string | null }
  | { readonly kind: 'unreachable'; readonly serial: string }
  | { readonly kind: 'paid'; readonly accountId: string; readonly amountCents: number; readonly channel: string; readonly mistake: string | null; readonly deliveryId: string | null }
  | { readonly kind: 'statement'; readonly deliveryId: string; readonly tenantId: string; readonly amountsCents: readonly number[] }
  | { readonly kind: 'reading'; readonly ean: string; readonly day: string; readonly quality: 'final' | 'estimated' | 'wrong'; readonly tenantId: string }
  | { readonly kind: 'delivered'; readonly deliveryId: string; readonly path: string; readonly status: number; readonly answer: string }
  | { readonly kind: 'message'; readonly id: string; readonly channel: string; readonly to: string; readonly text: string }
  | { readonly kind: 'message_status'; readonly id: string; readonly status: string }
  | { readonly kind: 'fault'; readonly fault: string; readonly about: string });

/** The facts of one kind. */
export type FactOf<Kind extends OutsideFact['kind']> = Extract<OutsideFact, { readonly kind: Kind }>;

/** Reads what was added to a journal since the last look; a line that is still being written waits for the next. */
export class OutsideJournal {
  private readonly file: string;
  private readUntil = 0;

  constructor(file: string) {
    this.file = file;
  }

  news(): OutsideFact[] {
    if (!fs.existsSync(this.file)) return [];
    const descriptor = fs.openSync(this.file, 'r');
    try {
      const bytes = Buffer.alloc(fs.fstatSync(descriptor).size - this.readUntil);
      fs.readSync(descriptor, bytes, 0, bytes.length, this.readUntil);
      const end = bytes.lastIndexOf('\n') + 1;
      this.readUntil += end;
      return bytes.subarray(0, end).toString('utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as OutsideFact);
    } finally {
      fs.closeSync(descriptor);
    }
  }
}
