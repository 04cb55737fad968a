// The settings of infra/postgres/postgresql.conf as a launcher takes them, so that what is measured is what is shipped.
import fs from 'node:fs';
import path from 'node:path';

const SHIPPED = path.resolve(import.meta.dirname, '../../infra/postgres/postgresql.conf');
/** These name things that only a production machine has: certificates, a place for the archive. */
const OF_THE_MACHINE = new Set(['ssl', 'archive_mode', 'archive_command', 'archive_timeout']);

/** Name and value of every shipped setting that does not depend on the machine. */
export function shippedSettings(text = fs.readFileSync(SHIPPED, 'utf8')) {
  const settings = {};
  for (const line of text.split('\n')) {
    const found = /^([a-z_]+)\s*=\s*('[^']*'|[^#\s]+)/.exec(line);
    if (found === null || OF_THE_MACHINE.has(found[1])) continue;
    settings[found[1]] = found[2].replace(/^'|'$/g, '');
  }
  return settings;
}
