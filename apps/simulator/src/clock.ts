/** The only room of the simulator that knows wall time; everything else is told the time. */
export interface WallClock {
  /** Wall time in milliseconds since 1970. */
  nowMs(): number;
}

export const wallClock: WallClock = { nowMs: () => Date.now() };

/**
 * Calls `tick` with the wall time again and again, one call at a time, until the returned function is called.
 * `tick` handles its own errors: one that escapes is a bug and ends the process.
 */
export function every(intervalMs: number, tick: (nowMs: number) => Promise<void>): () => void {
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    void tick(Date.now()).finally(() => { running = false; });
  }, intervalMs);
  return () => { clearInterval(timer); };
}
