import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { State } from './state.js';

/**
 * Keeps the state in one JSON file. Each save writes a temporary file and renames it over the old one, so a
 * process killed at any moment leaves either the old or the new state, never half of one.
 */
export class StateFile {
  private readonly path: string;
  private saved = '';
  private changed = false;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.path = join(folder, 'state.json');
  }

  /** The saved state, or null when there is none yet. Throws when the file is damaged or of another version. */
  load(): State | null {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
    const state = JSON.parse(text) as State;
    if (state.version !== 1) throw new Error(`${this.path} is of another version; remove it to start afresh`);
    return state;
  }

  /** Remembers that the state changed in a way that `saveChanged` may write a little later. */
  markChanged(): void {
    this.changed = true;
  }

  /** Writes the state if a change was marked since the last write. */
  saveChanged(state: State): void {
    if (this.changed) this.save(state);
  }

  /** Writes the state when it changed. Synchronous on purpose: what follows may rely on it being on disk. */
  save(state: State): void {
    this.changed = false;
    const text = JSON.stringify(state);
    if (text === this.saved) return;
    writeFileSync(`${this.path}.new`, text, { mode: 0o600 });
    renameSync(`${this.path}.new`, this.path);
    this.saved = text;
  }
}
