import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { LastKnown } from '../dialogue/away.js';
import type { Summary } from '../dialogue/orders.js';
import type { Language } from '../wording/index.js';

/** Customers who are remembered; the one who has not called for longest is forgotten first. */
const REMEMBERED_MAX = 20_000;

interface Remembered {
  readonly known: LastKnown;
  readonly language: Language;
  readonly balanceWithoutPin: boolean;
  /** Under a key that lives only in this process; null until a PIN was accepted here. */
  readonly pinMark: Buffer | null;
  /** The call in which this was heard: it goes on without a new PIN. */
  readonly sid: string;
}

/**
 * What this process heard from the API about the numbers that called it, so that a caller hears something true while the
 * API is away. In memory only: a PIN is kept as a mark under a key that ends with the process.
 */
export class LastKnownFigures {
  readonly #byNumber = new Map<string, Remembered>();
  readonly #key = randomBytes(32);

  /** The API told what may be heard by this caller. */
  heard(from: string, sid: string, summary: Summary): void {
    const at = summary.accounts[0]?.asOf;
    if (at === undefined) return;
    const earlier = this.#byNumber.get(from);
    this.#byNumber.delete(from);
    this.#byNumber.set(from, {
      known: { accounts: summary.accounts, at }, language: summary.language, balanceWithoutPin: !summary.identified || (earlier?.balanceWithoutPin ?? false),
      pinMark: earlier?.pinMark ?? null, sid,
    });
    const [oldest] = this.#byNumber.keys();
    if (this.#byNumber.size > REMEMBERED_MAX && oldest !== undefined) this.#byNumber.delete(oldest);
  }

  /** The API accepted this PIN of the caller. */
  accepted(from: string, pin: string): void {
    const known = this.#byNumber.get(from);
    if (known !== undefined) this.#byNumber.set(from, { ...known, pinMark: this.#mark(pin) });
  }

  /** The language of a caller whose figures are remembered; null when none are. */
  languageOf(from: string): Language | null {
    return this.#byNumber.get(from)?.language ?? null;
  }

  /** The figures, for a caller who needs no PIN for them: by own wish, or because this call proved it before. */
  withoutPin(from: string, sid: string): LastKnown | null {
    const known = this.#byNumber.get(from);
    return known !== undefined && (known.balanceWithoutPin || known.sid === sid) ? known.known : null;
  }

  /** The figures, for a caller with the PIN that was accepted before. */
  withPin(from: string, pin: string): LastKnown | null {
    const known = this.#byNumber.get(from);
    return known?.pinMark != null && timingSafeEqual(known.pinMark, this.#mark(pin)) ? known.known : null;
  }

  #mark(pin: string): Buffer {
    return createHmac('sha256', this.#key).update(pin).digest();
  }
}
