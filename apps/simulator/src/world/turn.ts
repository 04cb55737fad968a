const lastTurn = new Map<string, Promise<unknown>>();

/** Runs works of one world one after the other, in the order of the calls. */
export function inTurn<T>(worldId: string, work: () => Promise<T>): Promise<T> {
  const before = lastTurn.get(worldId) ?? Promise.resolve();
  const turn = before.then(work, work);
  lastTurn.set(worldId, turn);
  return turn;
}
