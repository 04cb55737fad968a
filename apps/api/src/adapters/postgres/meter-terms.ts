import type { GasFactor, MeterFacts, SupplyDay, Utility } from '@tegoed/prepayment-engine';
import type { TenantTransaction } from './tenant-transaction.js';

/** What the rules need of meters on one day: the models, and the gas factor of each receiving station. */
export interface MeterTerms {
  readonly models: ReadonlyMap<number, MeterFacts>;
  /** Facts of a gas model behind a station, ready made: `model:station` would be a text per home, this is a number. */
  readonly gas: ReadonlyMap<number, MeterFacts>;
}

/** What an account says of its meter. */
export interface MeteredAccount {
  readonly meterModelId: number;
  readonly gasStationId: number | null;
  readonly capacityPeakW: number | null;
}

const STATIONS = 65_536;

/**
 * The facts of one account's meter. A gas meter whose station is unknown or has no factor for the month has none, and
 * its readings are held: a factor of another station or month would be a wrong price.
 */
export function meterFactsOf(terms: MeterTerms, { meterModelId, gasStationId, capacityPeakW }: MeteredAccount): MeterFacts {
  const behindStation = gasStationId === null ? undefined : terms.gas.get(meterModelId * STATIONS + gasStationId);
  const facts = behindStation ?? terms.models.get(meterModelId);
  if (facts === undefined) throw new Error(`unknown meter model ${meterModelId}`);
  return capacityPeakW === null ? facts : { ...facts, monthlyPeakW: capacityPeakW };
}

interface ModelRow {
  readonly meter_model_id: number;
  readonly utility: Utility;
  readonly register_digits: number;
  readonly max_daily_use: number;
}

/** Models and factors for one day. Of a station's factors for the month the newest version counts. */
export async function readMeterTerms(tx: TenantTransaction, day: SupplyDay): Promise<MeterTerms> {
  const models = await tx.query<ModelRow>('select meter_model_id, utility, register_digits, max_daily_use from meter_model');
  const factors = await tx.query<{ gas_station_id: number; wh_per_dm3_e4: number; status: GasFactor['status'] }>(
    `select distinct on (s.gas_station_id) s.gas_station_id, f.wh_per_dm3_e4, f.status
     from gas_factor f join gas_station s on s.code = f.gas_station where f.month = date_trunc('month', $1::date)::date
     order by s.gas_station_id, f.version desc`,
    [day],
  );
  const plain = (model: ModelRow): MeterFacts => ({ registerDigits: model.register_digits, maxDailyUse: model.max_daily_use, gasFactor: null });
  const gas = new Map<number, MeterFacts>();
  for (const model of models.filter(({ utility }) => utility === 'gas'))
    for (const factor of factors) gas.set(model.meter_model_id * STATIONS + factor.gas_station_id, { ...plain(model), gasFactor: gasFactorOf(factor) });
  return { models: new Map(models.map((model) => [model.meter_model_id, plain(model)])), gas };
}

/** 11.6 Wh in a dm3 is 11.6 kWh in a m3; stored times 10,000, used times 1,000,000. */
export function gasFactorOf(row: { readonly wh_per_dm3_e4: number; readonly status: GasFactor['status'] }): GasFactor {
  return { microKwhPerCubicMetre: row.wh_per_dm3_e4 * 100, status: row.status };
}
