/** What a meter measures. Exclusive night is a heating meter that runs at night only and has no limiter. */
export type Utility = 'electricity' | 'gas' | 'exclusive_night';

/** Cumulative registers: Wh for electricity, dm3 for gas (in `offtake1`). Null = the meter has no such register. */
export interface Registers {
  readonly offtake1: number;
  readonly offtake2: number | null;
  readonly injection1: number | null;
  readonly injection2: number | null;
}

export interface Customer {
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly language: string;
}

/** One supplied contract of the outside world: a meter, somebody behind it, and the reference to pay on. */
export interface Home {
  readonly accountId: string;
  readonly tenantId: string;
  readonly ean: string;
  readonly reference: string;
  readonly utility: Utility;
  readonly meterSerial: string;
  readonly gasThroughSerial: string | null;
  readonly solar: boolean;
  readonly contractFrom: string;
  readonly customer: Customer;
  readonly address: string;
}

/** The supplier that collects the money: its bank account and the key its outside systems use. */
export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly iban: string;
  readonly bic: string;
  readonly apiKey: string;
}
