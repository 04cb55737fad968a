export { decideCommand, isOpen, isPaidButDark } from './decide-command.js';
export * from './meter-command.js';
export { transitionsAsMarkdown } from './transition-document.js';
export { type CommandCase, type Transition, CASES_OF_EVENT, COMMAND_CASES, TRANSITIONS } from './transitions.js';
