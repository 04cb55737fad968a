export { AccountDoor, type LocatedAccount } from './account-door.js';
export { AccountsModule } from './accounts.module.js';
export { Account, Address, CONFIRMED_SUPPLIES, CREDIT_STATES, DESIRED_SUPPLIES, Named, NextChange, REGIONS, UTILITIES } from './account-answer.js';
export { outlookOfAccount } from './account-outlook.js';
export { ReadAccount } from './read-account.js';
export { accountRowOf, daysLeftOf, isoOrNull, nextChangeOf, SELECT_ACCOUNT_ROWS, type AccountRowColumns } from './account-rows.js';
export { attentionKindOf, attentionOf, type AttentionChange, type AttentionKind } from './attention.js';
export { gatesInWords, nextInWords, reasonsInWords } from './wording/index.js';
