/** Cuts text that comes in pieces into lines. `end` gives the last line when it has no line end. */
export interface LineSplitter {
  readonly write: (chunk: string) => void;
  readonly end: () => void;
}

/**
 * Cuts at LF, CR LF and CR, whichever way the pieces fall; lines are numbered from 1.
 *
 * @param onTooLong is called once when a line passes the limit; the caller then stops writing
 */
export function createLineSplitter(onLine: (text: string, line: number) => void, lengthLimit: number, onTooLong: (line: number) => void): LineSplitter {
  let pending = '';
  let line = 0;
  return {
    write: (chunk) => {
      const text = pending + chunk;
      // A CR at the very end may be half of a CR LF: it waits for the next piece.
      const held = text.endsWith('\r') ? '\r' : '';
      const lines = text.slice(0, text.length - held.length).split(/\r\n|\n|\r/);
      pending = lines.pop()! + held;
      for (const complete of lines) {
        line += 1;
        if (complete.length > lengthLimit) return onTooLong(line);
        onLine(complete, line);
      }
      if (pending.length > lengthLimit) onTooLong(line + 1);
    },
    end: () => {
      const last = pending.endsWith('\r') ? pending.slice(0, -1) : pending;
      pending = '';
      if (last !== '') onLine(last, line + 1);
    },
  };
}
