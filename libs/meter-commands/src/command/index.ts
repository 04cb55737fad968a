export * from './meter-command.js';
