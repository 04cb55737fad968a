import type { Case, Cases, DailyRun, Explanation, Overview, PolicyRow, SuspenseItem, TariffRow, Urgency, User } from '../../app/api/types.js';
import { urgencies } from '../../app/api/types.js';
import { asOf, daysAgo, madeRows, tenant, worldNow } from './made-accounts.js';
import { madeGates } from './made-timeline.js';

const person = (id: string, name: string, email: string, role: User['role'], organisation: User['organisation']): User => ({ id, name, email, role, language: 'nl', organisation });

export const madeUsers: readonly User[] = [
  person('user-1', 'Els Maes', 'els@scheldeland.example', 'supplier_agent', { ...tenant, kind: 'tenant' }),
  person('user-2', 'Bart Admin', 'bart@scheldeland.example', 'supplier_admin', { ...tenant, kind: 'tenant' }),
  person('user-3', 'Sofie Janssens', 'sofie@ocmw-zele.example', 'case_worker', { id: 'ocmw-1', name: 'OCMW Zele', kind: 'ocmw' }),
  { ...person('user-4', 'Marie Lambert', 'marie@scheldeland.example', 'supplier_agent', { ...tenant, kind: 'tenant' }), language: 'fr' },
];
export const madePassword = 'een lang oefenwachtwoord';

const releasedRun: DailyRun = { id: 'run-2', day: daysAgo(2), state: 'released', accountsTotal: 203, accountsDone: 203, read: 388, rated: 203, estimated: 4, missing: 3, held: 1, rejected: 2, wishesLess: 3, wishesMore: 2, notices: 11, startedAt: `${daysAgo(1)}T03:55:00Z`, finishedAt: `${daysAgo(1)}T03:55:02Z`, accountsPerSecond: 140, remainingSeconds: null, why: null, reasons: [{ reason: 'gap', readings: 1 }] };

export const madeRuns: readonly DailyRun[] = [
  { ...releasedRun, id: 'run-1', day: daysAgo(1), state: 'ranges', accountsDone: 128, rated: 128, finishedAt: null, startedAt: '2027-01-14T03:55:00Z', remainingSeconds: 4, accountsPerSecond: 18.7 },
  releasedRun,
  { ...releasedRun, id: 'run-3', day: daysAgo(3), state: 'quarantined', why: '31 van 203 huizen zouden tegelijk minder krijgen; de grens is 5 %.', wishesLess: 31 },
];

export const madeOverview: Overview = {
  asOf,
  accounts: 203,
  supplyCounts: { on: 189, limited: 6, off: 2, ready: 2, tripped: 1, unknown: 3 },
  offLongerThan24h: madeRows.filter((row) => row.confirmedSupply === 'off'),
  paymentsToday: [
    { channel: 'terminal', count: 14, amountEuro: '265.00' },
    { channel: 'bank', count: 9, amountEuro: '310.50' },
    { channel: 'cash_desk', count: 3, amountEuro: '45.00' },
    { channel: 'web', count: 5, amountEuro: '120.00' },
  ],
  suspense: { count: 2, amountEuro: '70.00' },
  dailyRun: madeRuns[0] ?? null,
  commands: { open: 4, unknown: 3, failed: 1 },
  noticesFailed: 2,
  ledgerDifferenceEuro: '0.00',
  cutsPaused: true,
};

export const madeExplanation: Explanation = {
  desiredSupply: 'limited',
  confirmedSupply: 'limited',
  since: '2027-01-12T11:24:00Z',
  reasons: [
    { code: 'credit_used_up', facts: {}, sentence: 'Het tegoed is op sinds zaterdag 2 januari.' },
    { code: 'emergency_used_up', facts: {}, sentence: 'Het noodkrediet van 50 euro is opgebruikt op zaterdag 9 januari.' },
    { code: 'limited_not_off', facts: {}, sentence: 'Elektriciteit valt dan terug op 10 ampère; licht, koelkast en tv blijven werken.' },
  ],
  nextPossible: { supply: 'on', at: worldNow, sentence: 'Elke oplading zet de stroom binnen enkele minuten weer voluit aan.' },
  amountToStayOnEuro: '15.00',
  amountToGetBackOnEuro: '0.02',
  gates: [...madeGates],
  asOf,
};

const urgencyOf: Readonly<Record<string, Urgency>> = { off: 'off_now', ready: 'ready_to_press', limited: 'limited' };

function caseOf(row: (typeof madeRows)[number]): Case | null {
  const urgency = urgencyOf[row.confirmedSupply] ?? (row.nextChange ? 'changes_within_3_days' : row.creditState === 'emergency' ? 'emergency_credit' : null);
  if (urgency === null) return null;
  const contact = { name: row.customer.name, language: 'nl' as const, phone: row.customer.name === 'Luc Wouters' ? null : '+32 470 00 00 17' };
  const { id, address, utility, tenant: owner, nextChange, daysLeft, balanceEuro } = row;
  return { accountId: id, urgency, person: contact, address, utility, tenant: owner, since: '2027-01-12T11:24:00Z', nextChange, daysLeft, balanceEuro, lastTopUpAt: urgency === 'off_now' ? null : '2026-12-29T13:05:00Z' };
}

const items = madeRows.map(caseOf).filter((item) => item !== null).toSorted((one, other) => urgencies.indexOf(one.urgency) - urgencies.indexOf(other.urgency));
const countOf = (urgency: Urgency): number => items.filter((item) => item.urgency === urgency).length;
export const madeCases: Cases = {
  counts: { off_now: countOf('off_now'), ready_to_press: countOf('ready_to_press'), limited: countOf('limited'), changes_within_3_days: countOf('changes_within_3_days'), emergency_credit: countOf('emergency_credit') },
  items,
};

export const madeSuspense: readonly SuspenseItem[] = [
  { id: 'suspense-1', receivedAt: '2027-01-13T09:12:00Z', paidAt: '2027-01-12T00:00:00Z', externalId: 'B-1', candidates: [], channel: 'bank', amountEuro: '50.00', payerName: 'M. Yıldız', reference: 'energie januari', why: 'unknown_reference' },
  { id: 'suspense-2', receivedAt: '2027-01-12T16:40:00Z', paidAt: '2027-01-12T16:39:00Z', externalId: 'C-1', candidates: [], channel: 'cash_desk', amountEuro: '20.00', payerName: null, reference: null, why: 'Geen mededeling op het stortingsbewijs' },
];

export const madeTariffs: readonly TariffRow[] = [
  { id: 'tariff-1', name: 'Sociaal tarief Q1 2027', utility: 'electricity', validFrom: '2027-01-01', validUntil: '2027-03-31', vatBasisPoints: 600, components: [{ component: 'energy', unit: 'kwh', priceEuro: '0.08412' }, { component: 'network', unit: 'kwh', priceEuro: '0.05210' }, { component: 'levies', unit: 'kwh', priceEuro: '0.01420' }, { component: 'capacity', unit: 'kw_year', priceEuro: '40.12' }] },
  { id: 'tariff-2', name: 'Sociaal tarief gas Q1 2027', utility: 'gas', validFrom: '2027-01-01', validUntil: null, vatBasisPoints: 600, components: [{ component: 'energy', unit: 'kwh', priceEuro: '0.03104' }, { component: 'network', unit: 'kwh', priceEuro: '0.01120' }] },
];

export const madePolicies: readonly PolicyRow[] = [
  { id: 'policy-1', name: 'Vlaanderen 2027', region: 'flanders', version: 1, validFrom: '2027-01-01', validUntil: null, rules: {} },
  { id: 'policy-2', name: 'Vlaanderen 2027', region: 'flanders', version: 2, validFrom: '2027-01-01', validUntil: null, rules: {} },
];
