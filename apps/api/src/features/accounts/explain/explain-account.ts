import type { GateAnswer } from '@tegoed/meter-commands';
import { supplyDayOf, type Decision } from '@tegoed/prepayment-engine';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import { accountStateOf } from '../../../adapters/postgres/account-state-row.js';
import { AccountTermsReader } from '../../../adapters/postgres/account-terms.js';
import { inTenant, type TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { euroOf } from '../../../http/euro.js';
import type { Language, RequestContext } from '../../../http/request-context.js';
import { writeAudit } from '../../audit/index.js';
import { AccountDoor, type LocatedAccount } from '../account-door.js';
import { outlookOfAccount } from '../account-outlook.js';
import { isoOrNull, SELECT_ACCOUNT_ROWS, type AccountRowColumns } from '../account-rows.js';
import { gatesInWords, nextInWords, reasonsInWords } from '../wording/index.js';
import type { Explanation, NextPossible } from './explain-answer.js';

/** Tells why a home is on, limited or off: the engine is asked anew and its reasons are put into words. */
@Injectable()
export class ExplainAccount {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(AccountTermsReader) private readonly terms: AccountTermsReader,
    @Inject(AccountDoor) private readonly door: AccountDoor,
  ) {}

  async explain(context: RequestContext, publicId: string, language: Language): Promise<Explanation> {
    const located = await this.door.locate(context, publicId);
    const { row, since, gates } = await inTenant(this.dataSource, located.tenantId, async (tx) => {
      await writeAudit(tx, context, { action: 'account.explained', subject: `account:${publicId}`, atMs: located.now });
      return readFacts(tx, located);
    });
    const state = { ...accountStateOf(row), confirmedSupply: row.supply_now };
    const { decision } = outlookOfAccount(state, await this.terms.of(located.tenantId, row, located.now), located.now);
    return {
      desiredSupply: decision.desiredSupply,
      confirmedSupply: row.supply_now,
      since: isoOrNull(since),
      reasons: reasonsInWords(decision.reasons, language),
      nextPossible: nextPossibleOf(decision, language),
      amountToStayOnEuro: euroOf(decision.amountToStayOnMicroEuro),
      amountToGetBackOnEuro: decision.amountToGetBackOnMicroEuro === null ? null : euroOf(decision.amountToGetBackOnMicroEuro),
      gates: gatesInWords(gates, language),
      asOf: isoOf(located.now),
    };
  }
}

function nextPossibleOf({ nextSupplyChange }: Decision, language: Language): NextPossible | null {
  if (nextSupplyChange === null) return null;
  const { supply, at } = nextSupplyChange;
  return { supply, at: isoOf(at), sentence: nextInWords(supply, at, language) };
}

interface Facts {
  readonly row: AccountRowColumns;
  readonly since: number | null;
  readonly gates: readonly GateAnswer[];
}

/** The state, since when the meter has said the same, and the gates of the newest order for the present wish. */
async function readFacts(tx: TenantTransaction, { accountId, now }: LocatedAccount): Promise<Facts> {
  const row = await tx.one<AccountRowColumns>(`${SELECT_ACCOUNT_ROWS} where s.account_id = $2`, [supplyDayOf(now), accountId]);
  const since = await tx.query<{ since: number }>(
    `select min(h.reported_at) as since from supply_history h where h.account_id = $1 and h.confirmed_supply = $2
       and h.recorded_at > coalesce((select max(o.recorded_at) from supply_history o where o.account_id = $1 and o.confirmed_supply <> $2), '-infinity')`,
    [accountId, row.supply_now],
  );
  const orders = await tx.query<{ gates: GateAnswer[] | null }>(
    `select gates from command where account_id = $1 and wish_version = $2 and gates is not null order by requested_at desc, sequence desc limit 1`,
    [accountId, row.wish_version],
  );
  return { row, since: since[0]?.since ?? row.supply_confirmed_at, gates: orders[0]?.gates ?? [] };
}
