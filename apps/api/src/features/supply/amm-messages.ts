import { type MeterEvent, type MeterEventKind, readEndDeviceEvents } from '@tegoed/meter-commands';
import type { Instant } from '@tegoed/prepayment-engine';
import { supplyDayOf } from '@tegoed/prepayment-engine';
import { lockCommandByCorrelation, type StoredCommand } from '../../adapters/postgres/supply-store.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { writeAudit } from '../audit/index.js';
import { applyEvent } from './apply-event.js';
import { readBack } from './read-back.js';
import type { SupplyDeps } from './supply-deps.js';

/** What became of a message of the AMM. A message about nobody's meter is accepted and kept out. */
export type AmmMessageOutcome =
  | { readonly kind: 'taken'; readonly accounts: readonly { tenantId: number; accountId: number }[] }
  | { readonly kind: 'not_understood'; readonly detail: string };

const FAILED: MeterEventKind = 'failed';
const SAYS_NOTHING: MeterEventKind = 'other';

/**
 * Takes an asynchronous answer or a meter's own event. Both are only a hint: an answer tells its command what the AMM
 * believes, an event makes us ask the meter. `nowOf` gives each tenant's own time.
 */
export async function takeAmmMessage(deps: SupplyDeps, xml: string, nowOf: (tenantId: number) => Promise<Instant>): Promise<AmmMessageOutcome> {
  const message = readEndDeviceEvents(xml);
  if (message.kind === 'not_understood') return { kind: 'not_understood', detail: message.detail };
  const answered = message.correlationId === null ? null : await answerCommand(deps, message.correlationId, message.events, nowOf);
  if (answered !== null) return { kind: 'taken', accounts: [answered] };
  const accounts: { tenantId: number; accountId: number }[] = [];
  for (const event of message.events.filter((e) => e.kind !== SAYS_NOTHING)) accounts.push(...(await askMeter(deps, event, nowOf)));
  return { kind: 'taken', accounts };
}

async function answerCommand(
  deps: SupplyDeps,
  correlationId: string,
  events: readonly MeterEvent[],
  nowOf: (tenantId: number) => Promise<Instant>,
): Promise<{ tenantId: number; accountId: number } | null> {
  const rows = await deps.dataSource.query<{ tenant_id: number | null }[]>('select find_command_tenant($1) as tenant_id', [correlationId]);
  const tenantId = rows[0]?.tenant_id ?? null;
  if (tenantId === null) return null;
  const now = await nowOf(tenantId);
  const outcome = events.some((e) => e.kind === FAILED) ? 'failed' : 'done';
  const accountId = await inTenant(deps.dataSource, tenantId, async (tx) => {
    const command = await lockCommandByCorrelation(tx, correlationId);
    if (command === null) return null;
    // An answer that knows the id of an order and names another meter is forged or mixed up: it is kept and not believed.
    const stranger = events.find((event) => event.meterSerial !== command.meterSerial);
    if (stranger !== undefined) await refuseAnswer(tx, command, stranger, now);
    else await applyEvent(deps, tx, command, { kind: 'asynchronous_answer', outcome }, now);
    return command.accountId;
  });
  return accountId === null ? null : { tenantId, accountId };
}

async function refuseAnswer(tx: TenantTransaction, command: StoredCommand, { meterSerial, typeRef }: MeterEvent, now: Instant): Promise<void> {
  const facts = { why: 'names another meter', meterSerial, typeRef };
  await writeAudit(tx, { actor: 'amm' }, { action: 'amm_answer.refused', subject: `command:${command.commandId}`, facts, atMs: now });
}

/** Somebody pressed a button, a limiter tripped: the meter itself is asked how it stands. */
async function askMeter(deps: SupplyDeps, event: MeterEvent, nowOf: (tenantId: number) => Promise<Instant>): Promise<{ tenantId: number; accountId: number }[]> {
  const holders = await deps.dataSource.query<{ tenant_id: number; account_id: number }[]>('select tenant_id, account_id from find_meter_tenants($1, $2)', [
    event.meterSerial,
    supplyDayOf(event.happenedAt as number as Instant),
  ]);
  for (const holder of holders) await readBack(deps, holder.tenant_id, holder.account_id, await nowOf(holder.tenant_id));
  return holders.map((holder) => ({ tenantId: holder.tenant_id, accountId: holder.account_id }));
}
