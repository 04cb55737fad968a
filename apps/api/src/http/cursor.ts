import { notFound } from './problem.js';

/** Where a page ended, as opaque text for the next question. */
export function cursorOf(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** The position in a cursor. Throws a 404 when the text is not a cursor of this shape. */
export function positionOf(cursor: string, shape: readonly ('string' | 'number')[]): (string | number)[] {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(position) || position.length !== shape.length) throw notFound('page');
    if (!shape.every((type, index) => typeof position[index] === type)) throw notFound('page');
    return position as (string | number)[];
  } catch {
    throw notFound('page');
  }
}
