// Writes a picture as PNG with a palette (PNG, W3C recommendation, colour type 3).
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * A PNG of at most `colours` colours (16 or fewer take half the room of more): the most frequent ones, and every other
 * pixel takes the nearest of them. For pages of text, which have few. `rgba` holds four bytes a pixel.
 */
export function indexedPng(width, height, rgba, colours) {
  const palette = frequentColours(rgba, colours);
  const nearest = new Map();
  const depth = palette.length <= 16 ? 4 : 8;
  const stride = Math.ceil((width * depth) / 8);
  const rows = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const index = nearestOf(colourAt(rgba, (y * width + x) * 4), palette, nearest);
      const at = y * (stride + 1) + 1 + (depth === 8 ? x : x >> 1);
      rows[at] |= depth === 8 || x % 2 === 1 ? index : index << 4;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, 3, 0, 0, 0], 8);
  const colourTable = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('PLTE', colourTable), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function frequentColours(rgba, colours) {
  const counts = new Map();
  for (let at = 0; at < rgba.length; at += 4) {
    const colour = colourAt(rgba, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).slice(0, colours).map(([colour]) => colour);
}

function colourAt(rgba, at) {
  return (rgba[at] << 16) | (rgba[at + 1] << 8) | rgba[at + 2];
}

function nearestOf(colour, palette, known) {
  const found = known.get(colour);
  if (found !== undefined) return found;
  let [best, distance] = [0, Infinity];
  palette.forEach((candidate, index) => {
    const away = [16, 8, 0].reduce((sum, shift) => sum + (((candidate >> shift) & 255) - ((colour >> shift) & 255)) ** 2, 0);
    if (away < distance) [best, distance] = [index, away];
  });
  known.set(colour, best);
  return best;
}

function chunk(type, data) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
