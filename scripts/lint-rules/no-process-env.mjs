import { isMember, lastName } from './names.mjs';

/** Bans reading the environment outside an env schema; the option allows names by a pattern (for specs). */
export const noProcessEnv = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { allowedNames: { type: 'string' } }, additionalProperties: false }],
    defaultOptions: [{}],
    messages: {
      environment: 'The environment is read only in src/env.schema.ts, where every variable has a type, a default and a line of explanation: take the setting from there.',
    },
  },
  create(context) {
    const { allowedNames } = context.options[0] ?? {};
    const allowed = allowedNames ? new RegExp(allowedNames) : null;
    const isAllowed = (node) => allowed !== null && node.parent.type === 'MemberExpression' && node.parent.object === node && allowed.test(lastName(node.parent) ?? '');
    return {
      MemberExpression(node) {
        if (isMember(node, 'process', 'env') && !isAllowed(node)) context.report({ node, messageId: 'environment' });
      },
      ImportSpecifier(node) {
        const from = node.parent.source.value;
        if ((from === 'node:process' || from === 'process') && node.imported.name === 'env') context.report({ node, messageId: 'environment' });
      },
    };
  },
};
