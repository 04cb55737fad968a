import type { Utility } from '../homes/home.js';
import type { Supply } from '../meters/meter.js';
import { Html } from './html.js';

/** Plain words for a supply; the field's Dutch word beside it where people use it. */
export const SUPPLY_WORDS: Readonly<Record<Supply, string>> = {
  on: 'on', limited: 'limited to 10 A', off: 'off', ready: 'ready: press the button', tripped: 'tripped: switch something off, then press',
};

export const UTILITY_WORDS: Readonly<Record<Utility, string>> = {
  electricity: 'Electricity', gas: 'Gas (aardgas)', exclusive_night: 'Night heating (uitsluitend nacht)',
};

const GLOW: Readonly<Record<Supply, string>> = { on: '#f4b400', limited: '#f4b400', off: 'none', ready: '#4aa3c0', tripped: '#c9762b' };

/** A lamp for electricity, a flame for gas: shining when on, half when limited, empty when off, blue when it waits. */
export function picture(utility: Utility, supply: Supply, size: number): Html {
  const shape = utility === 'gas'
    ? 'M24 4c3 8 12 12 12 24a12 12 0 0 1-24 0c0-5 3-8 5-11 1 4 3 5 4 5 2-6-1-11 3-18z'
    : 'M24 5a14 14 0 0 0-8 25c2 2 3 3 3 6h10c0-3 1-4 3-6a14 14 0 0 0-8-25z';
  const foot = utility === 'gas' ? '' : '<path d="M19 39h10M21 43h6" fill="none"/>';
  const half = supply === 'limited' ? '<clipPath id="half"><path d="M0 24h48v24H0z"/></clipPath>' : '';
  const fill = supply === 'limited'
    ? `<path d="${shape}" fill="none"/><path d="${shape}" fill="${GLOW[supply]}" clip-path="url(#half)"/>`
    : `<path d="${shape}" fill="${GLOW[supply]}"/>`;
  const mark = supply === 'ready' || supply === 'tripped' ? '<circle cx="24" cy="22" r="5" fill="#fff"/>' : '';
  const cross = supply === 'off' ? '<path d="M8 42 40 6" fill="none"/>' : '';
  const pen = 'stroke="currentColor" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"';
  return new Html(`<svg width="${String(size)}" height="${String(size)}" viewBox="0 0 48 48" aria-hidden="true" ${pen}>${half}${fill}${foot}${mark}${cross}</svg>`);
}
