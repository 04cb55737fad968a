export { TerminalsModule } from './terminals.module.js';
