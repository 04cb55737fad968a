import { randomUUID } from 'node:crypto';
import { instant, type Instant, microEuro } from '@tegoed/prepayment-engine';
import { monotonicMs, wallNowMs } from '../adapters/clock/wall-clock.js';
import { AccountTermsReader } from '../adapters/postgres/account-terms.js';
import { makeDataSource } from '../adapters/postgres/data-source.js';
import { readEnv } from '../env.schema.js';
import { bookTopUp } from '../features/payments/index.js';

const CONNECTIONS = 8;

/** What the payments of a stretch of time were like. */
export interface PaymentsSeen {
  readonly perSecond: number;
  readonly p99Ms: number;
}

/**
 * A process of its own, as in production, that books top-ups of 10 euro by the real path over eight connections. The
 * parent sends anything to begin a stretch and anything again to end it, and gets what was seen.
 */
async function load(tenantId: number, accounts: number, now: Instant): Promise<void> {
  const dataSource = await makeDataSource(readEnv().DATABASE_URL, CONNECTIONS).initialize();
  const deps = { dataSource, terms: new AccountTermsReader(dataSource), wallNowMs };
  let stretch: { readonly start: number; readonly ms: number[] } | null = null;
  // Spread over all homes by a step that shares no factor with their number, so that a stretch seldom meets one twice.
  let home = 0;
  const next = (): number => (home = (home + 7_919) % accounts) + 1;
  const pay = async (): Promise<void> => {
    while (stretch !== null) {
      const begun = monotonicMs();
      const payment = {
        paymentId: randomUUID(), channel: 'terminal', externalId: randomUUID(), contentHash: '00', amountMicroEuro: microEuro(10_000_000), paidAt: now,
        referenceText: null, payerName: null, payerIban: null, inboxId: null,
      } as const;
      const outcome = await bookTopUp(deps, next(), { tenantId, payment, now });
      if (outcome.kind !== 'booked') throw new Error(`a payment was not booked: ${outcome.kind}`);
      stretch?.ms.push(monotonicMs() - begun);
    }
  };
  process.on('message', () => {
    if (stretch === null) {
      stretch = { start: monotonicMs(), ms: [] };
      for (let connection = 0; connection < CONNECTIONS; connection += 1) void pay();
      return;
    }
    process.send?.(seenIn(stretch));
    stretch = null;
  });
  process.send?.('ready');
}

function seenIn({ start, ms }: { readonly start: number; readonly ms: readonly number[] }): PaymentsSeen {
  return { perSecond: (ms.length * 1000) / (monotonicMs() - start), p99Ms: ms.toSorted((a, b) => a - b)[Math.floor(ms.length * 0.99)] ?? 0 };
}

const [tenantId, accounts, nowMs] = process.argv.slice(2).map(Number);
await load(tenantId as number, accounts as number, instant(nowMs as number));
