import type { TimelineData, TimelineItem, TimelineKind } from '../../app/api/timeline-types.js';
import type { Gate, Utility } from '../../app/api/types.js';
import { daysAgo } from './made-accounts.js';

const centsToEuro = (cents: number): string => `${cents < 0 ? '-' : ''}${Math.trunc(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;

export const madeGates: readonly Gate[] = [
  { gate: 'window', passed: false, facts: {}, sentence: 'Afsluiten mag pas op maandag 18 januari tussen 10.00 en 14.00 uur.' },
  { gate: 'warned', passed: true, facts: {}, sentence: 'De waarschuwing van maandag 11 januari is aangekomen.' },
  { gate: 'measured', passed: true, facts: {}, sentence: 'Het saldo steunt op metingen tot en met gisteren.' },
  { gate: 'protected', passed: true, facts: {}, sentence: 'Dit huis heeft nu geen bescherming.' },
  { gate: 'payment_under_way', passed: true, facts: {}, sentence: 'Er is geen betaling onderweg.' },
];

function item<K extends TimelineKind>(id: string, kind: K, at: string, data: TimelineData[K], recordedAt = at): TimelineItem {
  return { id, kind, at, recordedAt, data } as TimelineItem;
}

function charge(day: number, balanceCents: number, utility: Utility): TimelineItem {
  const used = utility === 'gas' ? 2_310 + day * 35 : 6_420 + ((day * 977) % 3_100);
  const energyWh = utility === 'gas' ? Math.round(used * 10.44) : used;
  const owed = balanceCents < 0;
  return item(`charge-${day}`, 'charge', `${daysAgo(day)}T22:59:00Z`, {
    day: daysAgo(day),
    quality: day === 3 ? 'estimated' : 'measured',
    registers: [
      { register: utility === 'gas' ? '7.8.0' : '1.8.1', fromValue: 4_512_330 - day * 7_000, toValue: 4_512_330 - day * 7_000 + used, used, unit: utility === 'gas' ? 'dm3' : 'Wh' },
    ],
    energyWh,
    components: [
      { component: 'energy', amountEuro: '1.264500' },
      { component: 'network', amountEuro: '0.583210' },
      { component: 'capacity', amountEuro: '0.112300' },
      { component: 'levies', amountEuro: '0.102070' },
    ],
    vatEuro: '0.123720',
    totalEuro: '2.185800',
    fromCreditEuro: owed ? '0.000000' : '2.185800',
    toDebtSupplyEuro: owed ? '2.185800' : '0.000000',
    toDebtProtectedEuro: '0.000000',
    setAsideEuro: '0.000000',
    reason: null,
    explanation: [],
    balanceAfterEuro: centsToEuro(balanceCents),
  }, `${daysAgo(day - 1)}T04:12:00Z`);
}

/** A month in which money runs out: top-ups, days, warnings, a held decision, a command that went wrong once and one that worked. */
export function madeTimeline(utility: Utility): readonly TimelineItem[] {
  const days = Array.from({ length: 30 }, (_, index) => 30 - index);
  let balance = 4_210;
  const charges = days.flatMap((day) => {
    const paid = day === 16 ? [payment(day, 2_000, (balance += 1_300))] : [];
    balance -= 219;
    return [charge(day, balance, utility), ...paid];
  });
  return [...charges, ...happenings()].toSorted((one, other) => other.at.localeCompare(one.at));
}

function payment(day: number, cents: number, balanceAfter: number): TimelineItem {
  return item(`payment-${day}`, 'payment', `${daysAgo(day)}T13:05:00Z`, {
    channel: 'terminal',
    amountEuro: centsToEuro(cents),
    parts: [{ to: 'debt_supply', amountEuro: '7.00' }, { to: 'credit', amountEuro: '13.00' }],
    balanceAfterEuro: centsToEuro(balanceAfter),
    externalId: 'XEN-2026-12-29-004417',
    reversed: false,
  });
}

function happenings(): readonly TimelineItem[] {
  return [
    item('note-1', 'note', '2027-01-13T14:20:00Z', { text: 'Gebeld met mevrouw. Ze krijgt vrijdag haar uitkering en laadt dan op.\nVraagt om een brief in groot lettertype.', by: 'Els Maes' }),
    item('supply-1', 'supply', '2027-01-12T11:24:00Z', { confirmedSupply: 'limited', source: 'read_back' }),
    item('command-2', 'command', '2027-01-12T09:00:10Z', { action: 'limit', state: 'confirmed', attempts: 2, requestedAt: '2027-01-12T09:00:00Z', sentAt: '2027-01-12T09:00:10Z', acceptedAt: '2027-01-12T09:00:12Z', confirmedAt: '2027-01-12T11:24:00Z', answer: 'limiter 2.3 kW, breaker 1', gates: madeGates.map((gate) => ({ ...gate, passed: true, sentence: gate.gate === 'window' ? 'Het is dinsdag 12 januari 10.00 uur: binnen de toegelaten uren.' : gate.sentence })) }),
    item('command-1', 'command', '2027-01-11T09:00:05Z', { action: 'limit', state: 'unknown', attempts: 1, requestedAt: '2027-01-11T09:00:00Z', sentAt: '2027-01-11T09:00:05Z', acceptedAt: null, confirmedAt: null, answer: null, gates: [] }),
    item('decision-1', 'decision', '2027-01-09T05:10:00Z', { wantedSupply: 'limited', state: 'satisfied', notBefore: '2027-01-11T09:00:00Z', reasons: [{ code: 'emergency_used_up', facts: {}, sentence: 'Het noodkrediet van 50 euro is opgebruikt.' }, { code: 'window', facts: {}, sentence: 'In het weekend gaat niemand uit of naar 10 A.' }] }),
    item('notice-2', 'notice', '2027-01-11T06:00:00Z', { kind: 'warning_1_day', channel: 'mail', language: 'nl', state: 'delivered', to: 'a•••@voorbeeld.example', text: 'Uw energie: zonder oplading krijgt u op di 12/01 om 10.00 beperkte stroom (2300 watt). Nooit ’s nachts of in het weekend. Hulp: bel 0800 00 000.', deliveredAt: '2027-01-11T06:00:41Z' }),
    item('notice-1', 'notice', '2027-01-11T05:58:00Z', { kind: 'warning_1_day', channel: 'sms', language: 'nl', state: 'undelivered', to: '+32 470 •• •• 17', text: 'Uw energie: zonder oplading krijgt u op di 12/01 om 10.00 beperkte stroom (2300 watt). Hulp: bel 0800 00 000.', deliveredAt: null }),
    item('reading-1', 'reading', `${daysAgo(3)}T23:00:00Z`, { day: daysAgo(3), quality: 'none', registers: [], problem: 'Geen meting ontvangen voor deze dag: het verbruik is geschat.' }),
    item('instalment-1', 'instalment', '2026-12-21T06:00:00Z', { debt: 'old', amountEuro: '5.00', balanceAfterEuro: '22.49' }),
    item('grant-1', 'grant', '2026-12-18T10:30:00Z', { kind: 'support_credit', amountEuro: '20.00', reason: 'Twee kleine kinderen, uitkering pas op de 23e.', by: 'Sofie Janssens, OCMW Zele', balanceAfterEuro: '29.21' }),
    item('correction-1', 'correction', '2026-12-17T09:00:00Z', { kind: 'correction', amountEuro: '1.75', reason: 'Dag 12 december stond dubbel geteld.', by: 'Els Maes' }),
    item('correction-2', 'correction', '2026-12-01T09:00:00Z', { kind: 'opening_balance', amountEuro: '25.00', reason: null, by: null }),
  ];
}
