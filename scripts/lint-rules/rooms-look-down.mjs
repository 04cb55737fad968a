import { placeIn, visitRelativeImports } from './imports.mjs';

/** The rooms of the rules engine, lowest first: a room imports only rooms below it, and only their index. */
export const ENGINE_ROOMS = ['money', 'calendar', 'ledger', 'metering', 'rating', 'payments', 'credit-control', 'notices'];

const AREA = 'libs/prepayment-engine/src';

/** Keeps the imports between the rooms of the rules engine going downward, through each room's index. */
export const roomsLookDown = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      upward: `The room "{{from}}" must not know "{{to}}": rooms import downward only (${ENGINE_ROOMS.join(' < ')}), so that each can be read and tested without the ones above.`,
      inside: 'The inside of the room "{{to}}" is its own: import from its index, which is its whole surface.',
    },
  },
  create(context) {
    const here = placeIn(context.filename, AREA);
    const own = ENGINE_ROOMS.indexOf(here?.folder ?? '');
    if (own < 0) return {};
    return visitRelativeImports(context, ({ node, target }) => {
      const there = placeIn(target, AREA);
      const other = ENGINE_ROOMS.indexOf(there?.folder ?? '');
      if (other < 0 || other === own) return;
      const data = { from: here.folder, to: there.folder };
      if (other > own) context.report({ node, messageId: 'upward', data });
      else if (there.inside !== 'index') context.report({ node, messageId: 'inside', data });
    });
  },
};
