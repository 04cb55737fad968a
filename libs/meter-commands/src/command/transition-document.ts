import { CASES_OF_EVENT, TRANSITIONS, type Transition } from './transitions.js';

/** The transition table as Markdown, for the documentation; a test compares it with the committed page. */
export function transitionsAsMarkdown(): string {
  return [
    '| when | in state | order | becomes | then | why |',
    '|---|---|---|---|---|---|',
    ...TRANSITIONS.map(lineOf),
    '',
    '| event | comes down to |',
    '|---|---|',
    ...Object.entries(CASES_OF_EVENT).map(([event, cases]) => `| ${event} | ${cases.join(', ')} |`),
    '',
  ].join('\n');
}

function lineOf({ on, from, directions, to, effects, why }: Transition): string {
  const cells = [
    on.length > 10 ? 'anything' : on.join(', '),
    from.join(', '),
    directions.length === 3 ? 'any' : directions.join(', '),
    to === 'stay' ? '-' : to,
    effects.length === 0 ? '-' : effects.join(', '),
    why,
  ];
  return `| ${cells.join(' | ')} |`;
}
