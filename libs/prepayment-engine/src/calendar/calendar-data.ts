import type { SupplyDay } from './civil-day.js';

/** The three regions; energy law differs between them. */
export type Region = 'flanders' | 'wallonia' | 'brussels';

/** The three kinds of supply. Exclusive-night heating has no limiter and is treated like gas. */
export type Utility = 'electricity' | 'gas' | 'exclusive_night';

/** What the weather port knows. Unknown counts as cold everywhere. */
export type ColdSpell = 'cold' | 'mild' | 'unknown';

/** The seasons a law or a minister can set or extend. */
export type Season = 'lac_ban' | 'gas_protection';

/** A dated period of a season, both days included; adds to the season that returns every year in the policy. */
export interface SeasonPeriod {
  readonly season: Season;
  readonly from: SupplyDay;
  readonly until: SupplyDay;
}

/** No home of this utility may be limited or off in this period, both days included. Null utility: all of them. */
export interface Moratorium {
  readonly utility: Utility | null;
  readonly from: SupplyDay;
  readonly until: SupplyDay;
}

/** What is known about days in one region. Plain data: a holiday, an extension or a moratorium is a row, not a release. */
export interface CalendarData {
  readonly region: Region;
  readonly holidays: ReadonlySet<SupplyDay>;
  readonly seasons: readonly SeasonPeriod[];
  readonly moratoria: readonly Moratorium[];
  readonly coldSpell: ColdSpell;
}
