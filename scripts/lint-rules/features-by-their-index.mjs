import { placeIn, visitRelativeImports } from './imports.mjs';

const AREA = 'apps/api/src/features';

/** Keeps a feature of the API from importing another feature's inside. */
export const featuresByTheirIndex = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { inside: 'The inside of the feature "{{to}}" is its own: import from features/{{to}}/index.js, so that it can change without breaking "{{from}}".' },
  },
  create(context) {
    const here = placeIn(context.filename, AREA);
    if (!here) return {};
    return visitRelativeImports(context, ({ node, target }) => {
      const there = placeIn(target, AREA);
      if (!there || there.folder === here.folder || there.inside === 'index') return;
      context.report({ node, messageId: 'inside', data: { from: here.folder, to: there.folder } });
    });
  },
};
