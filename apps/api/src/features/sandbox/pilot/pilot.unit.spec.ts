import type { SupplyDay } from '@tegoed/prepayment-engine';
import { isValidIBAN } from 'ibantools';
import { describe, expect, it } from 'vitest';
import { isStructuredReference } from '../../contracts/index.js';
import { pilotHomes } from './pilot-homes.js';
import { loginLine, pilotLogins } from './pilot-staff.js';
import { PILOT_SUPPLIERS } from './pilot-suppliers.js';

const FROM = '2026-09-24' as SupplyDay;
const homes = PILOT_SUPPLIERS.flatMap((supplier) => pilotHomes(supplier, FROM));
const supplies = homes.flatMap((home) => home.supplies);

describe('the pilot', () => {
  it('is the same on every machine', () => {
    expect(PILOT_SUPPLIERS.flatMap((supplier) => pilotHomes(supplier, FROM))).toEqual(homes);
    expect(homes[0]).toMatchObject({ customer: { name: expect.stringMatching(/^\S+ .+/) }, address: { postcode: '9240' } });
  });

  it('has about 200 homes of every kind', () => {
    const count = (utility: string): number => supplies.filter((supply) => supply.utility === utility).length;
    expect(homes).toHaveLength(200);
    expect([count('electricity'), count('exclusive_night')]).toEqual([200, 4]);
    expect(count('gas')).toBeGreaterThan(115);
    expect(count('gas')).toBeLessThan(145);
    const share = (wanted: (supply: (typeof supplies)[number]) => boolean): number => supplies.filter(wanted).length;
    expect(share((supply) => supply.solar)).toBeGreaterThan(12);
    expect(share((supply) => supply.dayNightPrice)).toBeGreaterThan(40);
    expect(share((supply) => supply.debtOldMicroEuro > 0)).toBeGreaterThan(50);
    expect(share((supply) => supply.debtSupplyMicroEuro > 0)).toBeGreaterThan(15);
    expect(new Set(homes.map(({ customer }) => customer.language)).size).toBe(4);
  });

  it('gives every connection, meter and house a number of its own, with right check digits', () => {
    for (const key of ['ean', 'serial'] as const) expect(new Set(supplies.map((supply) => supply[key])).size).toBe(supplies.length);
    for (const { ean } of supplies) expect(checkDigit(ean.slice(0, 17))).toBe(Number(ean[17]));
    expect(supplies[0]!.ean).toBe('541448800000000017');
  });

  it('hands out every reference of the sample files, each with right check digits', () => {
    const given = supplies.flatMap(({ reference }) => (reference === null ? [] : [reference]));
    expect(given.toSorted()).toEqual(PILOT_SUPPLIERS.flatMap(({ references }) => references).toSorted());
    expect(given.filter((reference) => !isStructuredReference(reference))).toEqual([]);
  });

  it('has nobody whom a message could really reach', () => {
    const phones = homes.map(({ customer }) => customer.phone).filter((phone) => phone !== null);
    expect(phones.filter((phone) => !/^\+3246000\d{4}$/.test(phone) || phone.endsWith('0000'))).toEqual([]);
    expect(new Set(phones).size).toBe(phones.length);
    const mails = [...homes.map(({ customer }) => customer.email), ...pilotLogins().map(({ email }) => email)].filter((mail) => mail !== null);
    expect(mails.filter((mail) => !/^[a-z0-9.]+@example\.org$/.test(mail))).toEqual([]);
    expect(homes.filter(({ customer }) => customer.phone === null && customer.email === null)).toEqual([]);
  });

  it('collects no old debt for a commercial supplier', () => {
    const [commercial] = PILOT_SUPPLIERS.filter(({ isSocial }) => !isSocial);
    const owed = pilotHomes(commercial!, FROM).flatMap((home) => home.supplies.map((supply) => supply.debtOldMicroEuro + supply.debtSupplyMicroEuro));
    expect(Math.max(...owed)).toBe(0);
  });

  it('has suppliers with valid accounts, and a login for every role', () => {
    expect(PILOT_SUPPLIERS.filter(({ iban }) => !isValidIBAN(iban))).toEqual([]);
    expect(new Set(pilotLogins().map(({ role }) => role)).size).toBe(5);
    expect(pilotLogins().map(loginLine)[0]).toBe('agent.durme@example.org        agent, Netbeheer Durme');
  });
});

// GS1 writes the weights 3, 1, 3 ... from the left over 17 digits.
function checkDigit(base17: string): number {
  const sum = [...base17].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}
