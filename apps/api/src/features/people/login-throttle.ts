import { monotonicMs } from '../../adapters/clock/wall-clock.js';

const WINDOW_MS = 15 * 60_000;
const FAILURES_PER_NAME = 5;
const FAILURES_PER_ADDRESS = 30;
const REMEMBERED_MAX = 100_000;

/**
 * Bounds how often somebody may guess: per mail address and per network address within a quarter of an hour. Kept in
 * this process; when it is full the oldest are forgotten.
 */
export class LoginThrottle {
  readonly #failures = new Map<string, number[]>();

  constructor(private readonly perName: number = FAILURES_PER_NAME) {}

  /** Whether another try is allowed. */
  mayTry(email: string, address: string): boolean {
    return this.#recent(`mail ${email.toLowerCase()}`).length < this.perName && this.#recent(`from ${address}`).length < FAILURES_PER_ADDRESS;
  }

  /** Remembers a failed try. */
  failed(email: string, address: string): void {
    for (const key of [`mail ${email.toLowerCase()}`, `from ${address}`]) {
      this.#failures.set(key, [...this.#recent(key), monotonicMs()]);
    }
    if (this.#failures.size > REMEMBERED_MAX) this.#forgetOldest();
  }

  #recent(key: string): number[] {
    return (this.#failures.get(key) ?? []).filter((at) => monotonicMs() - at < WINDOW_MS);
  }

  #forgetOldest(): void {
    for (const key of this.#failures.keys()) {
      if (this.#failures.size <= REMEMBERED_MAX) return;
      this.#failures.delete(key);
    }
  }
}
