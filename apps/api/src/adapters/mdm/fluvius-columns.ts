/** The columns that are read, by their place in this file's header. */
export interface FluviusColumns {
  readonly fromDay: number;
  readonly fromTime: number;
  readonly toDay: number;
  readonly toTime: number;
  readonly ean: number;
  readonly meter: number;
  readonly register: number;
  readonly volume: number;
  readonly unit: number;
  readonly status: number;
  /** Status of the calorific value; only in exports of gas. */
  readonly calorific: number | null;
}

/** Every name a column has had: the export has 11, 12 or 13 of them, in Dutch, French, German or English. */
const NAMES: Readonly<Record<keyof FluviusColumns, readonly string[]>> = {
  fromDay: ['van datum', 'from date', 'du date', 'de date', 'von datum'],
  fromTime: ['van tijdstip', 'from time', 'du heure', 'de heure', 'von uhrzeit', 'van tijd'],
  toDay: ['tot datum', 'to date', 'au date', 'a date', 'bis datum'],
  toTime: ['tot tijdstip', 'to time', 'au heure', 'a heure', 'bis uhrzeit', 'tot tijd'],
  ean: ['ean', 'ean code', 'code ean'],
  meter: ['meter', 'compteur', 'zahler', 'meter number'],
  register: ['register', 'registre'],
  volume: ['volume', 'volumen'],
  unit: ['eenheid', 'unit', 'unite', 'einheit'],
  status: ['validatiestatus', 'validation status', 'statut de validation', 'validierungsstatus', 'validation state'],
  calorific: ['calorische bovenwaarde', 'gross calorific value', 'calorific value', 'pouvoir calorifique superieur', 'brennwert'],
};

/** Finds the columns by name, or gives the name of the first one that is missing. */
export function fluviusColumnsOf(header: readonly string[]): FluviusColumns | { readonly missing: string } {
  const written = header.map(plainName);
  const places = Object.entries(NAMES).map(([key, names]) => [key, written.findIndex((name) => names.includes(name))] as const);
  const missing = places.find(([key, place]) => place === -1 && key !== 'calorific');
  if (missing) return { missing: missing[0] };
  return Object.fromEntries(places.map(([key, place]) => [key, place === -1 ? null : place])) as unknown as FluviusColumns;
}

/** Tells whether a first line is the header of such an export, whatever comes after it. */
export function isFluviusHeader(line: string): boolean {
  const written = line.split(';').map(plainName);
  return [NAMES.register, NAMES.volume, NAMES.fromDay].every((names) => names.some((name) => written.includes(name)));
}

/** `Van (datum)`, `van datum` and `Van Datum` are one name; accents do not matter. */
function plainName(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z]+/g, ' ').trim();
}
