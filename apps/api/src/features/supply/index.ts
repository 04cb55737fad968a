export { takeAmmMessage, type AmmMessageOutcome } from './amm-messages.js';
export { readBack } from './read-back.js';
export { reviewAccounts } from './review-accounts.js';
export { reviewEntry, type ReviewDeps } from './review-entry.js';
export type { SupplyDeps, SupplyStep } from './supply-deps.js';
export { restoreSupply, workSupply } from './work-supply.js';
export { SUPPLY_RUNTIME, type SupplyRuntime } from './supply-deps.js';
export { makeSupplyRuntime } from './supply-runtime.js';
export { SupplyModule } from './supply.module.js';
