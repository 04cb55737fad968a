import { describe, expect, it } from 'vitest';
import { FakeLine, HOME, identified } from './fake-line.spec.js';

const with_ = (change: Partial<FakeLine>): FakeLine => Object.assign(new FakeLine(), change);

describe('a home that is off or limited', () => {
  const offAndPaid = { ...HOME, confirmedSupply: 'off' as const, lastPayment: { amountEuro: '20.00', paidAt: '2026-11-24T08:00:00Z', recordedAt: '2026-11-24T08:05:00Z' } };

  it('that was paid for hears that we know, what to switch off first, and when to call', async () => {
    const telephone = await identified(with_({ accounts: [offAndPaid] }));
    expect(telephone.heard.at(-1)).toMatch(/^Uw elektriciteit staat uit\. Uw betaling van 20 euro is binnen sinds dinsdag om 9 uur 5\. Wij zetten uw elektriciteit aan\. Zet eerst oven en kookplaat uit\. Werkt het na 15 minuten nog niet\? Druk 0\. U hebt nog/);
  });

  it('on gas hears about the taps and the button', async () => {
    const telephone = await identified(with_({ accounts: [{ ...offAndPaid, utility: 'gas', confirmedSupply: 'ready' }] }));
    expect(telephone.heard.at(-1)).toMatch(/^Uw gas staat klaar\. Druk op de knop van uw meter\..*Draai eerst alle gaskranen dicht\./);
  });

  it('that was not paid for hears how much brings it back, and nothing of a payment', async () => {
    const telephone = await identified(with_({ accounts: [{ ...HOME, creditState: 'exhausted', desiredSupply: 'limited', confirmedSupply: 'limited', balanceEuro: '-50.00', daysLeft: 0, amountToGetBackOnEuro: '7.50' }] }));
    expect(telephone.heard.at(-1)).toMatch(/^Uw elektriciteit is beperkt\. Gebruik weinig toestellen tegelijk\. Uw tegoed is op\. Betaal minstens 7 euro 50\. Dan zetten wij weer aan\./);
  });

  it('that is still on hears how much keeps it so', async () => {
    const telephone = await identified(with_({ accounts: [{ ...HOME, creditState: 'exhausted', desiredSupply: 'off', balanceEuro: '-0.50', daysLeft: 0, amountToGetBackOnEuro: '0.01' }] }));
    expect(telephone.heard.at(-1)).toMatch(/^Uw elektriciteit staat aan\. Uw tegoed is op\. Betaal minstens 1 cent\. Dan blijft het aan\./);
  });

  it('hears what happens next, and when', async () => {
    const telephone = await identified(with_({ accounts: [{ ...HOME, nextChange: { supply: 'limited', at: '2026-11-25T09:00:00Z' } }] }));
    expect(telephone.heard.at(-1)).toContain('Zonder betaling krijgt u vanaf woensdag om 10 uur beperkte stroom.');
  });

  it('with a tripped limiter hears what to do', async () => {
    const telephone = await identified(with_({ accounts: [{ ...HOME, confirmedSupply: 'tripped', lastPayment: null }] }));
    expect(telephone.heard.at(-1)).toMatch(/^Uw elektriciteit is uitgevallen: te veel toestellen\. Zet toestellen uit\. Druk dan op de knop/);
  });

  it('with credit for weeks hears the days without a weekday', async () => {
    const telephone = await identified(with_({ accounts: [{ ...HOME, daysLeft: 51, runsOutOn: '2027-01-14' }] }));
    expect(telephone.heard.at(-1)).toContain('U hebt nog ongeveer 51 dagen: 12 euro 30.');
  });

  it('with credit for weeks hears nothing of the weekday on which it would end', async () => {
    const telephone = await identified(with_({ accounts: [{ ...HOME, daysLeft: 51, runsOutOn: '2027-01-14', nextChange: { supply: 'off', at: '2027-01-18T09:00:00Z' } }] }));
    expect(telephone.heard.at(-1)).not.toContain('Zonder betaling');
  });

  it('that was paid for, and of which nobody knows how it stands this moment, hears only that it is switched on', async () => {
    const telephone = await identified(with_({ accounts: [{ ...offAndPaid, confirmedSupply: 'unknown' }] }));
    expect(telephone.heard.at(-1)).toMatch(/^Uw betaling van 20 euro is binnen sinds dinsdag/);
  });

  it('hears the date of what is longer ago than a week', async () => {
    const telephone = await identified(with_({ accounts: [{ ...HOME, measuredUntil: '2026-11-01', lastPayment: { ...offAndPaid.lastPayment, paidAt: '2026-10-06T08:00:00Z' } }] }));
    expect(telephone.heard.at(-1)).toContain('Gemeten tot en met zondag 1 november.');
    expect(await telephone.press('1')).toContain('op dinsdag 6 oktober.');
  });
});
