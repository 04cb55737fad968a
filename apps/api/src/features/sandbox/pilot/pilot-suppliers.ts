import type { TenantToMake } from '../tenants.js';

/** A town of the pilot with its OCMW. The streets exist in many towns; the people and numbers in them are made up. */
export interface PilotTown {
  readonly postcode: string;
  readonly town: string;
  readonly ocmwName: string;
  readonly ocmwMail: string;
  readonly streets: readonly [string, ...string[]];
}

export const ZELE: PilotTown = {
  postcode: '9240', town: 'Zele', ocmwName: 'OCMW Zele', ocmwMail: 'ocmw.zele@example.org',
  streets: ['Kouterstraat', 'Lokerenbaan', 'Durmestraat', 'Vlasstraat', 'Wezepoelstraat', 'Heikantstraat', 'Kerkstraat'],
};
export const TURNHOUT: PilotTown = {
  postcode: '2300', town: 'Turnhout', ocmwName: 'OCMW Turnhout', ocmwMail: 'ocmw.turnhout@example.org',
  streets: ['Kaartstraat', 'Begijnenstraat', 'Parklaan', 'Merodelei', 'Otterstraat', 'Steenweg', 'Graatakker'],
};
export const TOWNS = [ZELE, TURNHOUT] as const;

/** A supplier of the pilot and the homes it has. */
export interface PilotSupplier extends TenantToMake {
  readonly isSocial: boolean;
  /** What stands before the @ of its staff's addresses, after the role. */
  readonly mailPart: string;
  /** How many homes it has in each town. */
  readonly homes: readonly { readonly town: PilotTown; readonly count: number }[];
  /** References that stand in the bank's sample files; the first accounts get them. */
  readonly references: readonly string[];
}

/** Two grid operators as social suppliers and one commercial supplier. The first collects on the account of the bank's sample files. */
export const PILOT_SUPPLIERS: readonly PilotSupplier[] = [
  {
    name: 'Netbeheer Durme', kind: 'social_supplier', region: 'flanders', iban: 'BE83363012345615', bic: 'BBRUBEBB', isSocial: true, mailPart: 'durme',
    homes: [{ town: ZELE, count: 86 }],
    references: [
      '710809374694', '591595276271', '975673723289', '576445809605', '451156295327', '253236698008', '652245208709', '807783409919', '879393555340',
      '719016370094', '772634890043', '714730466524', '819112275244', '068681843339', '897136005091', '795919142582', '079835965184', '031714905182',
    ],
  },
  {
    name: 'Netbeheer Taxandria', kind: 'social_supplier', region: 'flanders', iban: 'BE38999000000272', bic: 'KREDBEBB', isSocial: true, mailPart: 'taxandria',
    homes: [{ town: TURNHOUT, count: 84 }],
    references: [],
  },
  {
    name: 'Zonnedauw Energie', kind: 'commercial_supplier', region: 'flanders', iban: 'BE27999000000373', bic: 'GEBABEBB', isSocial: false, mailPart: 'zonnedauw',
    homes: [{ town: ZELE, count: 15 }, { town: TURNHOUT, count: 15 }],
    references: [],
  },
];
