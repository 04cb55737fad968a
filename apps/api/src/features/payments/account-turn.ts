const turns = new Map<string, Promise<unknown>>();

/**
 * Does work on an account after what this process is doing on it already. Between processes the version decides; within
 * one, payments that come at once would only undo each other's reading, so they wait for each other instead.
 */
export async function inAccountTurn<Result>(tenantId: number, accountId: number, work: () => Promise<Result>): Promise<Result> {
  const key = `${tenantId}:${accountId}`;
  const before = turns.get(key);
  const mine = before === undefined ? work() : before.then(work, work);
  turns.set(key, mine);
  try {
    return await mine;
  } finally {
    if (turns.get(key) === mine) turns.delete(key);
  }
}
