import { lastName } from './names.mjs';

const MONEY_NAME = /(euro|amount)$/i;
const TO_NUMBER = new Set(['Number', 'parseInt']);

const isMoney = (node) => MONEY_NAME.test(lastName(node) ?? '');
const isFraction = (node) => node.type === 'Literal' && typeof node.value === 'number' && node.raw.includes('.');

/** Bans the ways in which money becomes a floating-point number. */
export const noFloatMoney = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      parseFloat: 'parseFloat makes a floating-point number, in which 0.1 + 0.2 is not 0.3: parse money and readings with the named function of the money room.',
      toFixed: 'toFixed rounds a floating-point number without saying how: format money with the named function of the money room.',
      toNumber: 'Turning "{{name}}" into a number this way loses cents or accepts text that is no amount: parse it with the named function of the money room.',
      fraction: 'A fraction times "{{name}}" leaves whole micro-euros: use a rate and a named rounding of the money room.',
    },
  },
  create(context) {
    const report = (node, messageId, data = {}) => context.report({ node, messageId, data });
    return {
      CallExpression(node) {
        const callee = lastName(node.callee);
        if (callee === 'parseFloat') report(node, 'parseFloat');
        if (callee === 'toFixed' && node.callee.type === 'MemberExpression') report(node, 'toFixed');
        if (node.callee.type === 'Identifier' && TO_NUMBER.has(callee) && node.arguments[0] && isMoney(node.arguments[0])) {
          report(node, 'toNumber', { name: lastName(node.arguments[0]) });
        }
      },
      UnaryExpression(node) {
        if (node.operator === '+' && isMoney(node.argument)) report(node, 'toNumber', { name: lastName(node.argument) });
      },
      BinaryExpression(node) {
        if (node.operator !== '*' && node.operator !== '/') return;
        const money = [node.left, node.right].find(isMoney);
        if (money && [node.left, node.right].some(isFraction)) report(node, 'fraction', { name: lastName(money) });
      },
    };
  },
};
