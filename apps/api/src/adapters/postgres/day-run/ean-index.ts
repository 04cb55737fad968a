import type { SupplyDay } from '@tegoed/prepayment-engine';
import type pg from 'pg';
import { copyOutPieces, wholeLines } from './copy-text.js';

const HALF = 1_000_000_000;
const EAN_DIGITS = 18;
const ZERO = 0x30;
const LINE_FEED = 0x0a;

/**
 * From the 18 digits of a connection to the account that holds its contract on a day. Open addressing over flat
 * arrays: a million connections take some tens of megabytes and a look-up makes no string.
 */
export class EanIndex {
  private readonly mask: number;
  private readonly high: Uint32Array;
  private readonly low: Uint32Array;
  private readonly accounts: Float64Array;
  /** The lowest and highest account id in the index; 0 and -1 when it is empty. */
  firstAccountId = 0;
  lastAccountId = -1;

  constructor(connections: number) {
    let size = 16;
    while (size < connections * 2) size *= 2;
    this.mask = size - 1;
    this.high = new Uint32Array(size);
    this.low = new Uint32Array(size);
    this.accounts = new Float64Array(size).fill(-1);
  }

  /** Adds one connection. `high` and `low` are the first and the last nine digits. */
  add(high: number, low: number, accountId: number): void {
    let slot = this.slotOf(high, low);
    while (this.accounts[slot] !== -1) slot = (slot + 1) & this.mask;
    this.high[slot] = high;
    this.low[slot] = low;
    this.accounts[slot] = accountId;
    if (this.lastAccountId === -1 || accountId < this.firstAccountId) this.firstAccountId = accountId;
    if (accountId > this.lastAccountId) this.lastAccountId = accountId;
  }

  /** The account of a connection, or -1 when this tenant has no contract on it. */
  find(high: number, low: number): number {
    let slot = this.slotOf(high, low);
    while (this.accounts[slot] !== -1) {
      if (this.high[slot] === high && this.low[slot] === low) return this.accounts[slot] as number;
      slot = (slot + 1) & this.mask;
    }
    return -1;
  }

  /** The same for an EAN given as text; -1 as well when it is not 18 digits. */
  findText(ean: string): number {
    if (!/^\d{18}$/.test(ean)) return -1;
    return this.find(Number(ean.slice(0, 9)), Number(ean.slice(9)));
  }

  private slotOf(high: number, low: number): number {
    return (Math.imul(high ^ Math.imul(low, 0x9e3779b1), 0x85ebca6b) >>> 7) & this.mask;
  }
}

/** Nine digits at an offset as a number; the caller has checked that they are digits. */
export function nineDigits(bytes: Buffer, offset: number): number {
  let value = 0;
  for (let at = offset; at < offset + EAN_DIGITS / 2; at += 1) value = value * 10 + ((bytes[at] as number) - ZERO);
  return value % HALF;
}

/** All connections that the tenant of the transaction has a contract on, on that day. */
export async function readEanIndex(client: pg.ClientBase, day: SupplyDay): Promise<EanIndex> {
  const pieces = await copyOutPieces(client, `copy (select * from tenant_connections('${day}')) to stdout`);
  const index = new EanIndex(Math.ceil(pieces.reduce((sum, piece) => sum + piece.length, 0) / (EAN_DIGITS + 3)));
  for (const lines of wholeLines(pieces)) addLines(index, lines);
  return index;
}

function addLines(index: EanIndex, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; at += 1) {
    const [high, low] = [nineDigits(bytes, at), nineDigits(bytes, at + 9)];
    let accountId = 0;
    for (at += EAN_DIGITS + 1; bytes[at] !== LINE_FEED; at += 1) accountId = accountId * 10 + ((bytes[at] as number) - ZERO);
    index.add(high, low, accountId);
  }
}
