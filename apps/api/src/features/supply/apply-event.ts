import { type CommandEvent, decideCommand, isOpen } from '@tegoed/meter-commands';
import type { Instant } from '@tegoed/prepayment-engine';
import { type StoredCommand, storeMove } from '../../adapters/postgres/supply-store.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { commandTime } from './command-time.js';
import { openFieldTask } from './restore-clock.js';
import type { SupplyDeps } from './supply-deps.js';

/** Applies an event to a locked command and stores the step; opens the wish again when the command ended unproven. */
export async function applyEvent(deps: SupplyDeps, tx: TenantTransaction, command: StoredCommand, event: CommandEvent, now: Instant, answer?: string): Promise<StoredCommand> {
  const decision = decideCommand(command, event, commandTime(now), deps.policy, deps.jitter());
  await storeMove(tx, command, event, decision, commandTime(now), answer === undefined ? {} : { answer });
  for (const effect of decision.effects) if (effect.kind === 'work_list') await openFieldTask(tx, command.accountId, effect.why, { commandId: command.commandId, action: command.action }, now);
  if (!isOpen(decision.command))
    await tx.query(`update supply_wish set state = 'open' where account_id = $1 and version = (select wish_version from account_state where account_id = $1) and state = 'satisfied'`, [command.accountId]);
  return { ...command, ...decision.command };
}
