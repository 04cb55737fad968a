// Writes what a process prints to its log file, and hands on the lines that a person at the console should see.
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

const LARGEST_FILE_BYTES = 20 * 1024 * 1024;
const KEPT_LINES = 15;
const LOG_LEVEL_ERROR = 50;

// One earlier file is kept beside the current one, so the logs of a process never hold more than twice the limit.
function openLog(file) {
  let bytes = 0;
  let descriptor = null;
  const open = () => {
    if (descriptor !== null) fs.closeSync(descriptor);
    if (fs.existsSync(file) && fs.statSync(file).size > LARGEST_FILE_BYTES) fs.renameSync(file, `${file}.1`);
    descriptor = fs.openSync(file, 'a');
    bytes = fs.fstatSync(descriptor).size;
  };
  open();
  return (line) => {
    bytes += fs.writeSync(descriptor, `${line}\n`);
    if (bytes > LARGEST_FILE_BYTES) open();
  };
}

/**
 * The line for the console, or null: errors of the structured log as their message, and whatever is printed to stderr
 * outside that log, such as the stack of a crash.
 * @param {string} line
 * @param {'stdout' | 'stderr'} stream
 */
export function consoleLine(line, stream) {
  if (!line.startsWith('{')) return stream === 'stderr' && line.trim() !== '' ? line : null;
  try {
    const entry = JSON.parse(line);
    return entry.level >= LOG_LEVEL_ERROR ? String(entry.msg ?? line) : null;
  } catch {
    return null;
  }
}

/**
 * The log of one process over all its restarts.
 * @param {{ logFolder: string, name: string, onLine: (line: string, stream: 'stdout' | 'stderr') => void }} options
 */
export function processLog({ logFolder, name, onLine }) {
  const file = path.join(logFolder, `${name}.log`);
  const write = openLog(file);
  const lastLines = [];
  const take = (stream) => (line) => {
    write(line);
    lastLines.push(line);
    if (lastLines.length > KEPT_LINES) lastLines.shift();
    onLine(line, stream);
  };
  return {
    file,
    lastLines: () => [...lastLines],
    note: (line) => write(line),
    follow: (child) => {
      createInterface({ input: child.stdout }).on('line', take('stdout'));
      createInterface({ input: child.stderr }).on('line', take('stderr'));
    },
  };
}
