export { writeAudit, type AuditAction } from './write-audit.js';
