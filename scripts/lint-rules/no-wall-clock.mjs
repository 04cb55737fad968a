import { isMember, lastName } from './names.mjs';

/** Bans reading the clock of the machine: time is data, given by the clock adapter. */
export const noWallClock = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      wallClock: '{{what}} reads the clock of this machine: take `now` as data from the clock adapter, so that a world can be moved through time and every decision can be repeated.',
    },
  },
  create(context) {
    const report = (node, what) => context.report({ node, messageId: 'wallClock', data: { what } });
    return {
      NewExpression(node) {
        if (lastName(node.callee) === 'Date' && node.arguments.length === 0) report(node, 'new Date()');
      },
      CallExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'Date') report(node, 'Date()');
      },
      MemberExpression(node) {
        if (isMember(node, 'Date', 'now')) report(node, 'Date.now');
        if (isMember(node, 'Temporal', 'Now')) report(node, 'Temporal.Now');
      },
    };
  },
};
