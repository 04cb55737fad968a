/** What a command leaves behind for the shell: words for the two streams and the exit code. */
export interface Outcome {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** The exit codes of `tegoed`; scripts may rely on them. */
export const EXIT = { done: 0, refused: 1, wrongCommand: 2, noServer: 3 } as const;

/** A command that did what it was asked. */
export function done(out: string): Outcome {
  return { exitCode: EXIT.done, out: out.endsWith('\n') ? out : `${out}\n`, err: '' };
}

/** A command that did not, with one plain sentence that says why and what to do. */
export function failed(kind: Exclude<keyof typeof EXIT, 'done'>, sentence: string): Outcome {
  return { exitCode: EXIT[kind], out: '', err: `${sentence}\n` };
}

/** An answer as JSON for programs. */
export function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
