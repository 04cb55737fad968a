import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addWorkingDays,
  belgianCalendar,
  belgianHolidays,
  dayNumber,
  daysInYear,
  hoursInDay,
  instant,
  instantAt,
  isCutDay,
  isInCutWindow,
  isInExtension,
  isInYearlySeason,
  isNonCutHour,
  isoWeekOf,
  moratoriumOn,
  nextCutMoment,
  startOfDay,
  supplyDayFrom,
  supplyDayOf,
  weekday,
} from './index.js';
import type { SupplyDay } from './index.js';

const day = (text: string): SupplyDay => {
  const read = supplyDayFrom(text);
  if (read === null) throw new Error(`no day: ${text}`);
  return read;
};
const at = (zoned: string) => instant(Temporal.Instant.from(zoned).epochMilliseconds);
const calendar = belgianCalendar('flanders', 2026, 2028);
const rules = { cutWindowFromMinute: 600, cutWindowUntilMinute: 840, noCutOnEve: true };
const anyDay = fc.integer({ min: 10_957, max: 36_524 }).map((number) => addDays(day('1970-01-01'), number));

describe('civil days', () => {
  it('keeps midnight of the next day apart from a time beyond the end of a day, whichever is asked for first', () => {
    expect(instantAt(day('2031-03-04'), 1440)).toBe(at('2031-03-04T23:00:00Z'));
    expect(instantAt(day('2031-03-05'), 0)).toBe(at('2031-03-04T23:00:00Z'));
    expect(instantAt(day('2031-03-07'), -60)).toBe(at('2031-03-06T22:00:00Z'));
    expect(instantAt(day('2031-03-06'), 1380)).toBe(at('2031-03-06T22:00:00Z'));
  });

  it('refuses days that do not exist', () => {
    for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '2026-00-10', ' 2026-01-01']) {
      expect(supplyDayFrom(text)).toBeNull();
    }
    expect(supplyDayFrom('2028-02-29')).toBe('2028-02-29');
  });

  it('agrees with Temporal on every day of this century', () => {
    fc.assert(
      fc.property(anyDay, (any) => {
        const date = Temporal.PlainDate.from(any);
        expect(weekday(any)).toBe(date.dayOfWeek);
        expect(isoWeekOf(any)).toBe(`${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, '0')}`);
        expect(daysInYear(any)).toBe(date.daysInYear);
        expect(addDays(any, 1)).toBe(date.add({ days: 1 }).toString());
      }),
    );
  });

  it('finds the day of any instant, also around midnight and clock changes', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -7_200_000, max: 7_200_000 }), (any, shift) => {
        const moment = instant(startOfDay(any) + shift);
        const zoned = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO('Europe/Brussels');
        expect(supplyDayOf(moment)).toBe(zoned.toPlainDate().toString());
      }),
    );
  });

  it('knows the days of 23 and 25 hours', () => {
    expect([hoursInDay(day('2026-03-29')), hoursInDay(day('2026-10-25')), hoursInDay(day('2026-06-01'))]).toEqual([23, 25, 24]);
    expect(instantAt(day('2026-10-25'), 600)).toBe(at('2026-10-25T09:00:00Z'));
    expect(instantAt(day('2026-10-24'), 600)).toBe(at('2026-10-24T08:00:00Z'));
  });
});

describe('holidays', () => {
  it('lists the ten of 2026', () => {
    expect(belgianHolidays(2026)).toEqual([
      '2026-01-01', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25',
      '2026-07-21', '2026-08-15', '2026-11-01', '2026-11-11', '2026-12-25',
    ]);
  });

  it('knows Easter Monday of other years', () => {
    expect(belgianHolidays(2027)).toContain('2027-03-29');
    expect(belgianHolidays(2038)).toContain('2038-04-26');
  });
});

describe('cut windows', () => {
  it.each([
    ['2026-11-23', true, 'an ordinary Monday'],
    ['2026-11-27', false, 'a Friday is the eve of a Saturday'],
    ['2026-11-28', false, 'a Saturday'],
    ['2026-11-10', false, 'the eve of Armistice Day'],
    ['2026-11-11', false, 'Armistice Day'],
    ['2026-11-12', true, 'the Thursday after'],
    ['2026-12-24', false, 'Christmas Eve'],
  ])('%s allows less supply: %s (%s)', (text, allowed) =>
    expect(isCutDay(calendar, rules, dayNumber(day(text)))).toBe(allowed),
  );

  it('opens at ten and is closed at two, local time', () => {
    expect(isInCutWindow(calendar, rules, at('2026-11-23T08:59:59.999Z'))).toBe(false);
    expect(isInCutWindow(calendar, rules, at('2026-11-23T09:00:00Z'))).toBe(true);
    expect(isInCutWindow(calendar, rules, at('2026-11-23T12:59:59.999Z'))).toBe(true);
    expect(isInCutWindow(calendar, rules, at('2026-11-23T13:00:00Z'))).toBe(false);
  });

  it('does not cut a home that is empty on Thursday afternoon before Monday', () => {
    expect(nextCutMoment(calendar, rules, at('2026-11-26T15:00:00Z'))).toBe(at('2026-11-30T09:00:00Z'));
  });

  it('gives the present moment inside a window', () => {
    expect(nextCutMoment(calendar, rules, at('2026-11-23T10:30:00Z'))).toBe(at('2026-11-23T10:30:00Z'));
  });

  it('gives nothing when no day has a window', () => {
    const closed = { ...rules, cutWindowUntilMinute: 600, cutWindowFromMinute: 600 };
    expect(nextCutMoment(calendar, closed, at('2026-11-23T09:00:00Z'))).toBeNull();
  });

  it('counts working days over a weekend and a holiday', () => {
    expect(addWorkingDays(calendar, dayNumber(day('2026-11-06')), 3)).toBe(dayNumber(day('2026-11-12')));
  });

  it('always answers with a moment inside a window', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 730 * 1440 }), (minutes) => {
        const from = instant(startOfDay(day('2026-01-01')) + minutes * 60_000);
        const moment = nextCutMoment(calendar, rules, from);
        expect(moment !== null && moment >= from && isInCutWindow(calendar, rules, moment)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('hours without cuts in Wallonia', () => {
  const hours = { fromMinute: 960, untilMinute: 480 };
  it.each([
    ['2026-11-23T06:59:00Z', true],
    ['2026-11-23T07:00:00Z', false],
    ['2026-11-23T15:00:00Z', true],
    ['2026-11-28T11:00:00Z', true],
    ['2026-11-11T11:00:00Z', true],
  ])('%s: %s', (text, protectedHour) => expect(isNonCutHour(calendar, hours, at(text))).toBe(protectedHour));
});

describe('seasons and moratoria', () => {
  const winter = { from: '12-01', until: '03-01' };
  it('runs over the new year and holds both ends', () => {
    expect(['2026-11-30', '2026-12-01', '2027-03-01', '2027-03-02'].map((text) => isInYearlySeason(day(text), winter))).toEqual([false, true, true, false]);
  });

  it('is extended in mid-season by a row', () => {
    const extended = belgianCalendar('flanders', 2027, 2027, {
      seasons: [{ season: 'lac_ban', from: day('2027-03-02'), until: day('2027-03-31') }],
    });
    expect(isInExtension(extended, 'lac_ban', day('2027-03-15'))).toBe(true);
    expect(isInExtension(extended, 'gas_protection', day('2027-03-15'))).toBe(false);
  });

  it('finds the longest moratorium for a utility', () => {
    const covered = belgianCalendar('wallonia', 2026, 2026, {
      moratoria: [
        { utility: 'gas', from: day('2026-03-01'), until: day('2026-04-01') },
        { utility: null, from: day('2026-03-15'), until: day('2026-05-01') },
      ],
    });
    expect(moratoriumOn(covered, 'gas', day('2026-03-20'))?.until).toBe('2026-05-01');
    expect(moratoriumOn(covered, 'electricity', day('2026-03-01'))).toBeNull();
  });
});
