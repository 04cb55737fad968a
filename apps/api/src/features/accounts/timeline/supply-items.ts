import type { GateAnswer } from '@tegoed/meter-commands';
import type { Reason } from '@tegoed/prepayment-engine';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import { gatesInWords, reasonsInWords } from '../wording/index.js';
import type { CommandData, DecisionData, SupplyData } from './timeline-answer.js';
import { placeOf, type TimelineSource } from './timeline-kind.js';

interface DecisionRow {
  readonly wanted_supply: DecisionData['wantedSupply'];
  readonly state: string;
  readonly not_before: number | null;
  readonly reasons: readonly Reason[];
}

/** What supply should be from then on, and why. */
export const decisionItem: TimelineSource<'decision', DecisionRow> = {
  kind: 'decision',
  sql: `
select w.account_id || ':' || w.version as id, w.decided_at as at, w.decided_at as recorded_at, ${placeOf('decision')} + w.version as place,
  jsonb_build_object('wanted_supply', w.wanted_supply, 'state', w.state, 'reasons', w.reasons,
    'not_before', (extract(epoch from w.not_before) * 1000)::bigint) as data
from supply_wish w where w.account_id = $1`,
  dataOf: (row, view) => ({
    wantedSupply: row.wanted_supply,
    state: row.state,
    notBefore: momentOf(row.not_before),
    reasons: reasonsInWords(row.reasons, view.language),
  }),
};

interface CommandRow {
  readonly action: string;
  readonly state: string;
  readonly attempts: number;
  readonly answer: string | null;
  readonly gates: readonly GateAnswer[] | null;
  readonly requested_at: number;
  readonly sent_at: number | null;
  readonly accepted_at: number | null;
  readonly confirmed_at: number | null;
}

/** What was ordered of the meter and how far the order came. */
export const commandItem: TimelineSource<'command', CommandRow> = {
  kind: 'command',
  sql: `
select m.command_id::text as id, m.requested_at as at, m.requested_at as recorded_at, ${placeOf('command')} + m.sequence as place,
  jsonb_build_object('action', m.action, 'state', m.state, 'attempts', m.attempt, 'answer', m.answer, 'gates', m.gates,
    'requested_at', (extract(epoch from m.requested_at) * 1000)::bigint, 'sent_at', (extract(epoch from m.sent_at) * 1000)::bigint,
    'accepted_at', (extract(epoch from m.accepted_at) * 1000)::bigint, 'confirmed_at', (extract(epoch from m.confirmed_at) * 1000)::bigint) as data
from command m where m.account_id = $1`,
  dataOf: (row, view): CommandData => ({
    action: row.action,
    state: row.state,
    attempts: row.attempts,
    requestedAt: isoOf(row.requested_at),
    sentAt: momentOf(row.sent_at),
    acceptedAt: momentOf(row.accepted_at),
    confirmedAt: momentOf(row.confirmed_at),
    answer: row.answer,
    gates: gatesInWords(row.gates ?? [], view.language),
  }),
};

interface SupplyRow {
  readonly confirmed_supply: SupplyData['confirmedSupply'];
  readonly source: string;
}

/** What the meter itself reported. */
export const supplyItem: TimelineSource<'supply', SupplyRow> = {
  kind: 'supply',
  sql: `
select h.account_id || ':' || (extract(epoch from h.recorded_at) * 1000)::bigint || ':' || h.confirmed_supply as id,
  h.reported_at as at, h.recorded_at, ${placeOf('supply')} as place,
  jsonb_build_object('confirmed_supply', h.confirmed_supply, 'source', h.source) as data
from supply_history h where h.account_id = $1`,
  dataOf: (row) => ({ confirmedSupply: row.confirmed_supply, source: row.source }),
};

function momentOf(ms: number | null): string | null {
  return ms === null ? null : isoOf(ms);
}
