/** Where progress goes: rewritten in place on a terminal, now and then a line of its own elsewhere. */
export interface ProgressLine {
  /** Shows how far it is; cheap to call often. */
  show(text: string): void;
  /** Ends the line, so that what follows begins on a new one. */
  end(): void;
}

/** What a progress line writes to: the error stream of the process. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const LINE_EVERY_MS = 5_000;
const CLEAR_LINE = '\r\x1b[2K';

/** A progress line on a stream; `monotonicNowMs` paces the lines where nothing can be rewritten. */
export function progressLine(stream: ProgressStream, monotonicNowMs: () => number): ProgressLine {
  let shownAtMs: number | null = null;
  return {
    show: (text) => {
      if (stream.isTTY) {
        stream.write(`${CLEAR_LINE}${text}`);
        return;
      }
      const now = monotonicNowMs();
      if (shownAtMs !== null && now - shownAtMs < LINE_EVERY_MS) return;
      shownAtMs = now;
      stream.write(`${text}\n`);
    },
    end: () => {
      if (stream.isTTY) stream.write(CLEAR_LINE);
    },
  };
}

const BAR_CELLS = 24;

/** A bar with its percentage: `[######------------------]  25 %`. A share outside 0 to 1 counts as the nearest. */
export function progressBar(share: number): string {
  const within = Math.min(1, Math.max(0, share));
  const full = Math.floor(within * BAR_CELLS);
  return `[${'#'.repeat(full)}${'-'.repeat(BAR_CELLS - full)}] ${String(Math.floor(within * 100)).padStart(3)} %`;
}

/** Colours for words on a terminal; on anything else the words as they are. */
export interface Paint {
  good(text: string): string;
  bad(text: string): string;
  strong(text: string): string;
}

export function paintFor(isTerminal: boolean): Paint {
  const coloured = (code: number) => (text: string) => (isTerminal ? `\x1b[${code}m${text}\x1b[0m` : text);
  return { good: coloured(32), bad: coloured(31), strong: coloured(1) };
}
