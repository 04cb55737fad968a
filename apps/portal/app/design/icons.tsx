export const iconNames = [
  'on', 'limited', 'off', 'ready', 'tripped', 'unknown',
  'in_credit', 'low', 'emergency', 'exhausted',
  'electricity', 'gas', 'exclusive_night',
  'pass', 'stop', 'warning', 'clock', 'phone', 'shield',
  'payment', 'charge', 'decision', 'command', 'notice', 'reading', 'note',
] as const;
export type IconName = (typeof iconNames)[number];

const house = 'M3.5 11 12 3.5l8.5 7.5v9.5h-17z';
const bolt = 'M13 9 9.5 14H12l-1 4.5 3.7-5.5H12z';
const coin = 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z';

/** Outlines are drawn in the colour of the text; what is filled is filled with it. */
const drawings: Readonly<Record<IconName, { readonly line?: string; readonly solid?: string }>> = {
  on: { line: house, solid: bolt },
  limited: { line: house, solid: 'M3.5 14h17v6.5h-17z' },
  off: { line: `${house}M9 11.5l6 6M15 11.5l-6 6` },
  ready: { line: `${coin}M12 7.5v6M9 11l3 3 3-3M8.5 17h7` },
  tripped: { line: 'M12 3.5 21.5 20h-19z', solid: bolt },
  unknown: { line: `${house}M9.8 11.3c.2-2.8 4.5-2.6 4.4.1 0 1.7-2.2 1.8-2.2 3.6M12 17.3v.6` },
  in_credit: { line: `${coin}M8 12.3l2.8 2.7L16 9.5` },
  low: { line: coin, solid: 'M5 15.5h14a8 8 0 0 1-14 0z' },
  emergency: { line: `${coin}M12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM6 6l3.5 3.5M14.5 14.5 18 18M18 6l-3.5 3.5M9.5 14.5 6 18` },
  exhausted: { line: `${coin}M8 12h8` },
  electricity: { solid: 'M13.5 2.5 5 13.5h5.5L9 21.5l9-12h-6z' },
  gas: { solid: 'M12.5 2c1 3.5 5.5 6 5.5 11.5a6 6 0 0 1-12 0c0-2.5 1.2-4.2 2.5-5.5.2 1.5.8 2.5 1.7 3C9.7 8 10.5 4.5 12.5 2z' },
  exclusive_night: { solid: 'M15 2.5A9.8 9.8 0 1 0 21.5 15 8.5 8.5 0 0 1 15 2.5z' },
  pass: { line: 'M4.5 12.5l5 5 10-11' },
  stop: { line: 'M8 3.5h8l4.5 4.5v8L16 20.5H8L3.5 16V8zM8.5 12h7' },
  warning: { line: 'M12 3.5 21.5 20h-19zM12 9.5v5M12 16.8v.7' },
  clock: { line: `${coin}M12 7.5V12l3.2 2.2` },
  phone: { solid: 'M7 2.5 10 8 7.8 10c1.3 2.8 3.4 4.9 6.2 6.2L16 14l5.5 3-1 4.5C10.5 22 2 13.5 2.5 3.5z' },
  shield: { line: 'M12 3 19.5 6v5.5c0 4.5-3.2 7.8-7.5 9.5-4.3-1.7-7.5-5-7.5-9.5V6z' },
  payment: { line: `${coin}M15.5 8.7c-3.5-2.3-6.5.3-6.5 3.3s3 5.6 6.5 3.3M7.5 11h5M7.5 13.2h5` },
  charge: { line: 'M4 20.5v-6h4v6zM10 20.5v-11h4v11zM16 20.5v-16h4v16z' },
  decision: { line: 'M12 3v18M5 7h14M5 7l-2.5 7h5zM19 7l-2.5 7h5z' },
  command: { line: 'M12 3v8.5M7 6.5a7.5 7.5 0 1 0 10 0' },
  notice: { line: 'M3.5 5.5h17v11H12l-5 4v-4H3.5z' },
  reading: { line: 'M3.5 6.5h17v11h-17zM7.5 10v4M11 10v4M14.5 10v4M18 10v4' },
  note: { line: 'M5.5 3.5h13v12l-5 5h-8zM18.5 15.5h-5v5M9 8.5h6M9 12h4' },
};

/** All drawings once per page, so that a list of fifty rows does not repeat them. */
export function IconSprite() {
  return (
    <svg className="sprite" aria-hidden="true" focusable="false">
      {iconNames.map((name) => (
        <symbol key={name} id={`i-${name}`} viewBox="0 0 24 24">
          {drawings[name].line ? (
            <path d={drawings[name].line} fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" strokeLinecap="round" />
          ) : null}
          {drawings[name].solid ? <path d={drawings[name].solid} fill="currentColor" /> : null}
        </symbol>
      ))}
    </svg>
  );
}

/** Always beside a word that says the same; a screen reader hears the word only. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" aria-hidden="true" focusable="false">
      <use href={`#i-${name}`} />
    </svg>
  );
}
