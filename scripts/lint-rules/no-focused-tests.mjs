import { lastName } from './names.mjs';

const TEST_FUNCTIONS = new Set(['it', 'test', 'describe', 'suite']);

function isTestFunction(node) {
  if (node.type === 'MemberExpression') return isTestFunction(node.object);
  return node.type === 'Identifier' && TEST_FUNCTIONS.has(node.name);
}

/** Bans `.only` in specs. */
export const noFocusedTests = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { focused: '`.only` switches all other tests of this file off without a word: remove it before it is committed.' },
  },
  create(context) {
    return {
      MemberExpression(node) {
        if (lastName(node) === 'only' && isTestFunction(node.object)) context.report({ node, messageId: 'focused' });
      },
    };
  },
};
