import type { CustomerBalances, DebtAccount } from '../ledger/index.js';
import { balanceOf } from '../ledger/index.js';
import {
  ceilingDivision,
  floorDivision,
  leastMoney,
  microEuro,
  MICRO_EURO_PER_CENT,
  mostMoney,
  NO_MONEY,
  subtractMoney,
} from '../money/index.js';
import type { MicroEuro } from '../money/index.js';

/** How much of a top-up repays debt. */
export interface RepaymentRule {
  /** Share of the amount up to the knee, at most; 3500 is 35 %. */
  readonly shareBasisPoints: number;
  /** Above the knee the whole amount repays debt. Null: the share holds for the whole amount. */
  readonly kneeMicroEuro: MicroEuro | null;
  /** What is left of the ceiling of the household for this month, over top-ups and instalments. */
  readonly ceilingLeftMicroEuro: MicroEuro;
  /** Protected debt above this is not collected: a case decides first. */
  readonly protectedDebtCaseMicroEuro: MicroEuro;
}

/** A part of a top-up that repays one debt. */
export interface Repayment {
  readonly debt: DebtAccount;
  readonly amountMicroEuro: MicroEuro;
}

/** A top-up divided; the parts sum to the top-up exactly. */
export interface TopUpSplit {
  readonly toCreditMicroEuro: MicroEuro;
  readonly repayments: readonly Repayment[];
}

// Old debt has its own weekly instalment, and a correction is never collected from a top-up.
const COLLECTED_DEBTS = ['debt_supply', 'debt_protected', 'debt_returned'] as const;
const BASIS_POINTS = 10_000;

/**
 * Divides a top-up over debts and credit: at most the share of the part up to the knee and all above it, never more
 * than the debts or the ceiling, and always at least a cent to the credit, so that any top-up brings supply back.
 * The share is rounded down to whole cents: "at most", and a receipt that adds up (vreg.be, schulden aflossen).
 */
export function splitTopUp(amount: MicroEuro, balances: CustomerBalances, rule: RepaymentRule): TopUpSplit {
  let left = leastMoney(repaymentCap(amount, rule), rule.ceilingLeftMicroEuro);
  const repayments: Repayment[] = [];
  for (const debt of COLLECTED_DEBTS) {
    const repaid = leastMoney(left, collectible(balances, debt, rule));
    if (repaid <= 0) continue;
    repayments.push({ debt, amountMicroEuro: repaid });
    left = subtractMoney(left, repaid);
  }
  const repaidTotal = repayments.reduce((sum, repayment) => sum + repayment.amountMicroEuro, 0);
  return { toCreditMicroEuro: microEuro(amount - repaidTotal), repayments };
}

/**
 * The top-up, in whole cents, after which the credit has grown by at least `neededMicroEuro` (above zero).
 * It is the inverse of `splitTopUp`: the cent that always stays is enough, or what the share leaves of a small
 * top-up, or all debt must be repaid first.
 */
export function topUpForCredit(neededMicroEuro: MicroEuro, balances: CustomerBalances, rule: RepaymentRule): MicroEuro {
  if (neededMicroEuro <= MICRO_EURO_PER_CENT) return microEuro(MICRO_EURO_PER_CENT);
  const collected = COLLECTED_DEBTS.reduce((sum, debt) => sum + collectible(balances, debt, rule), 0);
  const mostRepaid = mostMoney(NO_MONEY, leastMoney(microEuro(collected), rule.ceilingLeftMicroEuro));
  const afterAllRepaid = wholeCents(neededMicroEuro + mostRepaid);
  const keptOfKnee = rule.kneeMicroEuro === null ? null : rule.kneeMicroEuro - repaymentCap(rule.kneeMicroEuro, rule);
  const isBelowKnee = keptOfKnee === null || neededMicroEuro <= keptOfKnee;
  if (!isBelowKnee || rule.shareBasisPoints >= BASIS_POINTS) return afterAllRepaid;
  const byShare = wholeCents(ceilingDivision(neededMicroEuro * BASIS_POINTS, BASIS_POINTS - rule.shareBasisPoints));
  return leastMoney(afterAllRepaid, byShare);
}

function repaymentCap(amount: MicroEuro, rule: RepaymentRule): MicroEuro {
  const knee = rule.kneeMicroEuro ?? amount;
  const shared = floorDivision(Math.min(amount, knee) * rule.shareBasisPoints, BASIS_POINTS);
  const cap = shared - (shared % MICRO_EURO_PER_CENT) + Math.max(0, amount - knee);
  return microEuro(Math.max(0, Math.min(cap, amount - MICRO_EURO_PER_CENT)));
}

function collectible(balances: CustomerBalances, debt: DebtAccount, rule: RepaymentRule): MicroEuro {
  const owed = balanceOf(balances, debt);
  return debt === 'debt_protected' && owed > rule.protectedDebtCaseMicroEuro ? NO_MONEY : owed;
}

function wholeCents(amount: number): MicroEuro {
  return microEuro(ceilingDivision(amount, MICRO_EURO_PER_CENT) * MICRO_EURO_PER_CENT);
}
