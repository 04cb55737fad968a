// Preloaded in every process of a simulated house: kills it without warning right before or after a step that reaches
// beyond it, a commit or a request to another system, when the file that arms this process says so. The product's code
// knows nothing of it.
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';

const NAMES = { 'main.http.js': 'http', 'main.worker.js': 'worker' };
const name = NAMES[path.basename(process.argv[1] ?? '')];
const folder = process.env.FAILPOINT_FOLDER;

/** @param {string} point */
function pass(point) {
  const file = path.join(folder, name);
  let armed;
  try {
    armed = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return;
  }
  if (armed.point !== point) return;
  passed = armed.id === current ? passed + 1 : 1;
  current = armed.id;
  if (passed <= armed.after) return;
  rmSync(file);
  appendFileSync(path.join(folder, 'killed.ndjson'), `${JSON.stringify({ process: name, ...armed })}\n`);
  process.kill(process.pid, 'SIGKILL');
}

let passed = 0;
let current = '';

function watchCommits() {
  const { Client } = createRequire(path.resolve('package.json'))('pg');
  const query = Client.prototype.query;
  Client.prototype.query = function queryWithFailpoints(...words) {
    const text = typeof words[0] === 'string' ? words[0] : words[0]?.text;
    if (typeof text !== 'string' || text.toUpperCase() !== 'COMMIT') return query.apply(this, words);
    pass('before_commit');
    const last = words.at(-1);
    if (typeof last === 'function') words[words.length - 1] = (...answer) => (pass('after_commit'), last(...answer));
    const result = query.apply(this, words);
    return typeof result?.then === 'function' ? result.then((value) => (pass('after_commit'), value)) : result;
  };
}

function watchRequests() {
  const request = globalThis.fetch;
  globalThis.fetch = async (...words) => {
    pass('before_request');
    const answer = await request(...words);
    pass('after_request');
    return answer;
  };
}

if (name !== undefined && folder !== undefined) {
  watchCommits();
  watchRequests();
}
