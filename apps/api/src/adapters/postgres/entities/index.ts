import { Note } from './note.entity.js';
import { PolicyVersion } from './policy.entity.js';
import { Tariff, TariffPrices } from './tariff.entity.js';

/** Tables that are plainly created and read; the ledger is written by functions of the database only. */
export const entities = [Note, PolicyVersion, Tariff, TariffPrices];
